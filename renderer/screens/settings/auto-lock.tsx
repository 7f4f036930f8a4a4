import { useApp, useSelect } from '../../app-context'
import { Picker } from '../../components/picker'
import { text } from '../../text'
import styles from './tab.module.css'

const usual = [1, 5, 15, 30, 60] as const
const never = 'never'

/** After how long without a touch Keyfob locks itself. */
export function AutoLock() {
  const { commands } = useApp()
  const current = useSelect((state) => state.settings?.autoLockMinutes) ?? null
  const minutes =
    current === null || usual.some((one) => one === current)
      ? usual
      : [...usual, current].toSorted((a, b) => a - b)
  return (
    <div className={styles.choice}>
      <div className={styles.about}>
        <p>{text.lock.auto}</p>
        <p className={styles.note}>{text.lock.autoWords}</p>
      </div>
      <Picker
        label={text.lock.auto}
        value={current === null ? never : String(current)}
        options={[
          { value: never, label: text.lock.autoNever },
          ...minutes.map((one) => ({ value: String(one), label: text.lock.autoAfter(one) })),
        ]}
        onChange={(value) =>
          void commands.changeSettings({ autoLockMinutes: value === never ? null : Number(value) })
        }
      />
    </div>
  )
}
