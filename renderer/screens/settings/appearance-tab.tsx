import { useApp, useSelect } from '../../app-context'
import { Choice } from '../../components/choice'
import { text } from '../../text'
import styles from './tab.module.css'

export function AppearanceTab() {
  const { commands } = useApp()
  const appearance = useSelect((state) => state.settings?.appearance) ?? 'system'
  return (
    <div className={styles.sections}>
      <Choice
        label={text.settings.appearance}
        value={appearance}
        options={[
          { value: 'system', ...text.settings.appearances.system },
          { value: 'light', ...text.settings.appearances.light },
          { value: 'dark', ...text.settings.appearances.dark },
        ]}
        onChange={(chosen) => void commands.changeSettings({ appearance: chosen })}
      />
    </div>
  )
}
