import { useApp, useSelect } from '../../../app-context'
import { useAnswer } from '../../../hooks/use-answer'
import { text } from '../../../text'
import { FailureNote } from '../../failure-note'
import { ClientsSection } from './clients-section'
import { CustomSection } from './custom-section'
import { PolicySection } from './policy-section'
import styles from './providers-tab.module.css'
import { SectionSkeleton } from './section-skeleton'

/** The clients Keyfob signs in as, providers of the person's own, and what an organisation laid down. */
export function ProvidersTab() {
  const { keyfob } = useApp()
  const providers = useSelect((state) => state.providers)
  const accounts = useSelect((state) => state.accounts)
  const { value, failure, again } = useAnswer(
    async () => ({
      clients: await keyfob.listClients({}),
      customs: await keyfob.listCustomProviders({}),
      policy: await keyfob.getPolicy({}),
    }),
    `${providers.map(({ id, clientOrigin }) => `${id} ${clientOrigin ?? ''}`)} ${accounts.map(({ id, clientId }) => `${id} ${clientId}`)}`,
  )

  if (failure !== undefined) return <FailureNote failure={failure} doers={{ try_again: again }} />
  return (
    <div className={styles.sections}>
      <p className={styles.words}>{text.providers.words}</p>
      {value === undefined ? (
        <SectionSkeleton />
      ) : (
        <>
          {value.policy.managed && <PolicySection policy={value.policy} />}
          <ClientsSection clients={value.clients} onChanged={again} />
          <CustomSection
            customs={value.customs}
            allowed={value.policy.customProviders && !value.policy.damaged}
            onChanged={again}
          />
          {!value.policy.managed && <PolicySection policy={value.policy} />}
        </>
      )}
    </div>
  )
}
