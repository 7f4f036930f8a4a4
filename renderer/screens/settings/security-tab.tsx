import { Check, Lock, ShieldAlert, ShieldCheck, Table2 } from 'lucide-react'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { TickBox } from '../../components/tick-box'
import { text } from '../../text'
import { LabSection } from '../lab/lab-section'
import layout from '../layout.module.css'
import { AutoLock } from './auto-lock'
import { RemovalSection } from './removal-section'
import { SettingLine } from './setting-line'
import styles from './tab.module.css'

export function SecurityTab() {
  const { commands, navigation } = useApp()
  const vault = useSelect((state) => state.vault) ?? { state: 'unknown' as const, name: '' }
  const settings = useSelect((state) => state.settings)
  const calm = vault.state === 'available' || vault.state === 'unknown'
  return (
    <div className={styles.sections}>
      <section className={layout.card} aria-labelledby="where-heading">
        <SettingLine
          icon={calm ? ShieldCheck : ShieldAlert}
          tone={calm ? 'good' : 'warn'}
          id="where-heading"
          title={text.settings.whereTitle}
          words={text.vault[vault.state](vault.name)}
          isStatus
        >
          {vault.state !== 'gone' && (
            <Button variant="quiet" onPress={() => navigation.go({ screen: 'doctor' })}>
              {text.doctor.title}
            </Button>
          )}
          <Button onPress={commands.checkVault}>{text.settings.check}</Button>
          {vault.state === 'gone' && (
            <Button variant="primary" onPress={commands.restart}>
              {text.settings.restart}
            </Button>
          )}
        </SettingLine>
      </section>
      <section className={layout.card} aria-labelledby="lock-heading">
        <SettingLine icon={Lock} id="lock-heading" title={text.lock.nowTitle} words={text.lock.nowWords}>
          <Button onPress={commands.lock}>{text.lock.now}</Button>
        </SettingLine>
        <div className={styles.below}>
          <TickBox
            label={text.lock.withScreen}
            explanation={text.lock.withScreenWords}
            isSelected={settings?.lockWithScreen ?? true}
            onChange={(lockWithScreen) => void commands.changeSettings({ lockWithScreen })}
          />
          <AutoLock />
        </div>
      </section>
      <section className={layout.card} aria-labelledby="rows-heading">
        <SettingLine
          icon={Table2}
          id="rows-heading"
          title={text.browse.keepTitle}
          words={text.browse.keepTitleWords}
        />
        <div className={styles.below}>
          <TickBox
            label={text.browse.keep}
            explanation={text.browse.keepWords}
            isSelected={settings?.keepRows ?? false}
            onChange={(keepRows) => void commands.changeSettings({ keepRows })}
          />
        </div>
      </section>
      <section className={layout.card} aria-labelledby="never-heading">
        <div className={styles.block}>
          <h2 id="never-heading">{text.settings.neverTitle}</h2>
          <ul className={styles.list}>
            {text.settings.never.map((sentence) => (
              <li key={sentence} className={styles.entry}>
                <Check size={15} strokeWidth={2} aria-hidden="true" />
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      </section>
      <LabSection />
      <RemovalSection />
    </div>
  )
}
