import { Plus } from 'lucide-react'
import type { ClientSummary } from '../../../../shared/client'
import type { ProviderSummary } from '../../../../shared/provider-summary'
import { useApp, useSelect } from '../../../app-context'
import { Button } from '../../../components/button'
import { useAsking } from '../../../hooks/use-asking'
import { text } from '../../../text'
import { GuideDialog } from '../../guide/guide-dialog'
import layout from '../../layout.module.css'
import { ChooseProviderDialog } from './choose-provider-dialog'
import { ClientRow } from './client-row'
import styles from './providers-tab.module.css'
import { RemoveDialog } from './remove-dialog'

type Asking =
  | { readonly what: 'choose' }
  | { readonly what: 'guide'; readonly provider: ProviderSummary; readonly client?: ClientSummary }
  | { readonly what: 'remove'; readonly name: string; readonly client: ClientSummary }

export interface ClientsSectionProps {
  readonly clients: readonly ClientSummary[]
  readonly onChanged: () => void
}

/** The clients, one row each, and the way to another one. */
export function ClientsSection({ clients, onChanged }: ClientsSectionProps) {
  const { keyfob } = useApp()
  const providers = useSelect((state) => state.providers)
  const [asking, ask, close] = useAsking<Asking>()
  const words = text.providers

  return (
    <section aria-labelledby="clients-heading">
      <div className={styles.head}>
        <h2 id="clients-heading">{words.clients}</h2>
        <Button
          icon={<Plus size={15} strokeWidth={2} aria-hidden="true" />}
          onPress={() => ask({ what: 'choose' })}
        >
          {words.add}
        </Button>
      </div>
      <div className={layout.card}>
        {clients.length === 0 && <p className={styles.empty}>{words.clientsEmpty}</p>}
        <ul>
          {clients.map((client) => {
            const provider = providers.find((candidate) => candidate.id === client.providerId)
            const name = provider?.name ?? client.providerId
            return (
              <ClientRow
                key={`${client.providerId} ${client.base ?? ''} ${client.clientId}`}
                client={client}
                provider={provider}
                onReplace={() => provider && ask({ what: 'guide', provider, client })}
                onRemove={() => ask({ what: 'remove', name, client })}
              />
            )
          })}
        </ul>
      </div>
      {asking?.what === 'choose' && (
        <ChooseProviderDialog
          providers={providers}
          onChoose={(provider) => ask({ what: 'guide', provider })}
          onClose={close}
        />
      )}
      {asking?.what === 'guide' && (
        <GuideDialog
          provider={asking.provider}
          base={asking.client?.base}
          current={asking.client?.origin === 'own' ? asking.client : undefined}
          onSaved={() => {
            close()
            onChanged()
          }}
          onClose={close}
        />
      )}
      {asking?.what === 'remove' && asking.client.origin === 'registered' && (
        <RemoveDialog
          title={words.forgetTitle(asking.name)}
          words={words.forgetWords}
          confirm={words.forgetConfirm}
          onRemove={async () => {
            const { providerId, base, clientId } = asking.client
            await keyfob.forgetMadeClient({ providerId, clientId, ...(base === undefined ? {} : { base }) })
            onChanged()
          }}
          onClose={close}
        />
      )}
      {asking?.what === 'remove' && asking.client.origin === 'own' && (
        <RemoveDialog
          title={words.removeTitle(asking.name)}
          words={words.removeWords(asking.client.accountIds.length)}
          onRemove={async () => {
            const { providerId, base } = asking.client
            await keyfob.removeClient({ providerId, ...(base === undefined ? {} : { base }) })
            onChanged()
          }}
          onClose={close}
        />
      )}
    </section>
  )
}
