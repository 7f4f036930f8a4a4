import { useState } from 'react'
import type { FailureReport } from '../../../shared/failure'
import type { AuthorityStatus } from '../../../shared/network'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { StateDot } from '../../components/state-dot'
import { dateOf } from '../../format'
import { useAnswer } from '../../hooks/use-answer'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import styles from './network-tab.module.css'
import tab from './tab.module.css'

/** The certificate authorities that are trusted besides the system's. */
export function AuthoritySection() {
  const { keyfob } = useApp()
  const { value, again } = useAnswer(() => keyfob.getAuthority({}))
  const [failure, setFailure] = useState<FailureReport>()
  const status: AuthorityStatus = value ?? { state: 'none' }

  async function change(ask: () => Promise<AuthorityStatus>) {
    setFailure(undefined)
    await ask().then(again, (error: unknown) => setFailure(toFailureReport(error)))
  }
  const choose = () => change(() => keyfob.chooseAuthority({}))

  return (
    <section className={layout.card} aria-labelledby="authority-heading">
      <div className={tab.line}>
        <div className={tab.about}>
          <h2 id="authority-heading">{text.network.authorityTitle}</h2>
          <p className={tab.muted}>{text.network.authorityWords}</p>
        </div>
        <Button onPress={choose}>
          {status.state === 'none' ? text.network.authorityChoose : text.network.authorityAnother}
        </Button>
      </div>
      {status.state !== 'none' && (
        <div className={styles.authority}>
          <AuthorityWords status={status} />
          <Button variant="danger" onPress={() => change(() => keyfob.removeAuthority({}))}>
            {text.network.authorityRemove}
          </Button>
        </div>
      )}
      {failure !== undefined && (
        <div className={styles.failure}>
          <FailureNote failure={failure} doers={{ try_again: choose }} />
        </div>
      )}
    </section>
  )
}

function AuthorityWords({ status }: { readonly status: Exclude<AuthorityStatus, { state: 'none' }> }) {
  const now = Date.now()
  return (
    <div className={styles.words}>
      {status.state === 'trusted' ? (
        <ul className={styles.authorities}>
          {status.authorities.slice(0, 5).map(({ name, validUntil, fingerprint }) => (
            <li key={fingerprint}>
              <p className={styles.name}>
                <StateDot tone={validUntil > now ? 'good' : 'bad'} />
                {name}
                <span className={tab.muted}>
                  {validUntil > now
                    ? text.network.authorityUntil(dateOf(validUntil))
                    : text.network.authorityExpired(dateOf(validUntil))}
                </span>
              </p>
              <p className={styles.fingerprint}>
                {text.network.fingerprint} {fingerprint}
              </p>
            </li>
          ))}
          {status.authorities.length > 5 && (
            <li className={tab.muted}>{text.network.authorityMore(status.authorities.length - 5)}</li>
          )}
        </ul>
      ) : (
        <p className={styles['not-trusted']} role="status">
          <StateDot tone="bad" />
          <span>{text.network.authorityStates[status.state]}</span>
        </p>
      )}
      <p className={styles.path}>{status.path}</p>
    </div>
  )
}
