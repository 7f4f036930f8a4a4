import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { Skeleton } from '../../components/skeleton'
import { text } from '../../text'
import layout from '../layout.module.css'
import { AuthoritySection } from './authority-section'
import { ProxySection } from './proxy-section'
import styles from './tab.module.css'

export function NetworkTab() {
  const { navigation } = useApp()
  const settings = useSelect((state) => state.settings)
  return (
    <div className={styles.sections}>
      {settings === undefined ? (
        <Skeleton width={420} height={84} />
      ) : (
        <ProxySection choice={settings.proxy} />
      )}
      <AuthoritySection />
      <section className={layout.card} aria-labelledby="test-heading">
        <div className={styles.line}>
          <div className={styles.about}>
            <h2 id="test-heading">{text.network.testTitle}</h2>
            <p className={styles.muted}>{text.network.testWords}</p>
          </div>
          <Button onPress={() => navigation.go({ screen: 'doctor' })}>{text.network.test}</Button>
        </div>
      </section>
    </div>
  )
}
