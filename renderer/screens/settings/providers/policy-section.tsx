import { Building2, CircleAlert } from 'lucide-react'
import type { PolicyInfo } from '../../../../shared/policy'
import { useSelect } from '../../../app-context'
import { text } from '../../../text'
import layout from '../../layout.module.css'
import styles from './providers-tab.module.css'

/** What an organisation laid down for this computer, and where. */
export function PolicySection({ policy }: { readonly policy: PolicyInfo }) {
  const providers = useSelect((state) => state.providers)
  const words = text.providers
  const nameOf = (id: string) => providers.find((provider) => provider.id === id)?.name ?? id
  const lines = linesOf(policy, nameOf)
  const { managed, damaged, organisation, path } = policy
  const [before = '', after = ''] = (managed ? words.policyFrom : words.policyFile)('\n').split('\n')
  return (
    <section className={layout.card} aria-labelledby="policy-heading">
      <div className={styles.policy} data-managed={managed || undefined} data-damaged={damaged || undefined}>
        {damaged ? (
          <CircleAlert size={18} strokeWidth={1.75} aria-hidden="true" />
        ) : (
          <Building2 size={18} strokeWidth={1.75} aria-hidden="true" />
        )}
        <div className={styles.about}>
          <h2 id="policy-heading">{managed && !damaged ? words.managedBy(organisation) : words.policy}</h2>
          {!managed && <p>{words.policyNone}</p>}
          {damaged && <p role="alert">{words.policyDamaged}</p>}
          {managed && !damaged && (
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          <p className={styles.muted}>
            {before}
            <code>{path}</code>
            {after}
          </p>
        </div>
      </div>
    </section>
  )
}

function linesOf(policy: PolicyInfo, nameOf: (id: string) => string): readonly string[] {
  const words = text.providers.policyLines
  const { allowedProviders: allowed, forbiddenProviders: forbidden, clientsFor, onlyScopes } = policy
  const lines = [
    allowed !== undefined && words.allowed(allowed.map(nameOf)),
    forbidden.length > 0 && words.forbidden(forbidden.map(nameOf)),
    !policy.customProviders && words.noCustom,
    !policy.sandbox && words.noSandbox,
    !policy.apiConsole && words.noConsole,
    !policy.updates && words.noUpdates,
    policy.updates && policy.updateUrl !== undefined && words.updateUrl(policy.updateUrl),
    clientsFor.length > 0 && words.clients(clientsFor.map(nameOf)),
    ...Object.entries(onlyScopes).map(([id, scopes]) => words.scopes(nameOf(id), scopes)),
  ].filter((line): line is string => typeof line === 'string')
  return lines.length > 0 ? lines : [words.nothing]
}
