import { Check, Lock, ShieldAlert, ShieldCheck, Table2 } from 'lucide-react'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { TickBox } from '../../components/tick-box'
import { text } from '../../text'
import layout from '../layout.module.css'
import { AutoLock } from './auto-lock'
import styles from './tab.module.css'

export function SecurityTab() {
  const { commands, navigation } = useApp()
  const vault = useSelect((state) => state.vault) ?? { state: 'unknown' as const, name: '' }
  const settings = useSelect((state) => state.settings)
  const calm = vault.state === 'available' || vault.state === 'unknown'
  return (
    <div className={styles.sections}>
      <section className={layout.card} aria-labelledby="where-heading">
        <div className={styles.line}>
          <span className={styles.picture} data-tone={calm ? 'good' : 'warn'}>
            {calm ? (
              <ShieldCheck size={18} strokeWidth={1.75} aria-hidden="true" />
            ) : (
              <ShieldAlert size={18} strokeWidth={1.75} aria-hidden="true" />
            )}
          </span>
          <div className={styles.about}>
            <h2 id="where-heading">{text.settings.whereTitle}</h2>
            <p className={styles.muted} role="status">
              {text.vault[vault.state](vault.name)}
            </p>
          </div>
          <Button variant="quiet" onPress={() => navigation.go({ screen: 'doctor' })}>
            {text.doctor.title}
          </Button>
          <Button onPress={commands.checkVault}>{text.settings.check}</Button>
        </div>
      </section>
      <section className={layout.card} aria-labelledby="lock-heading">
        <div className={styles.line}>
          <span className={styles.picture}>
            <Lock size={18} strokeWidth={1.75} aria-hidden="true" />
          </span>
          <div className={styles.about}>
            <h2 id="lock-heading">{text.lock.nowTitle}</h2>
            <p className={styles.muted}>{text.lock.nowWords}</p>
          </div>
          <Button onPress={commands.lock}>{text.lock.now}</Button>
        </div>
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
        <div className={styles.line}>
          <span className={styles.picture}>
            <Table2 size={18} strokeWidth={1.75} aria-hidden="true" />
          </span>
          <div className={styles.about}>
            <h2 id="rows-heading">{text.browse.keepTitle}</h2>
            <p className={styles.muted}>{text.browse.keepTitleWords}</p>
          </div>
        </div>
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
    </div>
  )
}
