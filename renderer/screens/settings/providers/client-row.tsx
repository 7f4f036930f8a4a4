import { Copy, Trash2 } from 'lucide-react'
import type { ClientSummary } from '../../../../shared/client'
import type { ProviderSummary } from '../../../../shared/provider-summary'
import { useApp, useSelect } from '../../../app-context'
import { Badge } from '../../../components/badge'
import { Button } from '../../../components/button'
import { MarkTile } from '../../../components/mark-tile'
import { MoreMenu } from '../../../components/more-menu'
import { dateOf } from '../../../format'
import { faceOf } from '../../../people'
import { text } from '../../../text'
import layout from '../../layout.module.css'
import styles from './providers-tab.module.css'

export interface ClientRowProps {
  readonly client: ClientSummary
  readonly provider: ProviderSummary | undefined
  readonly onReplace: () => void
  readonly onRemove: () => void
}

const tones = { none: undefined, good: undefined, expires_soon: 'warn', expired: 'bad' } as const
const icon = { size: 15, strokeWidth: 1.75, 'aria-hidden': true } as const

/** One client: where it comes from, how its secret is, and who uses it. */
export function ClientRow({ client, provider, onReplace, onRemove }: ClientRowProps) {
  const { commands } = useApp()
  const accounts = useSelect((state) => state.accounts)
  const { clientId, base, origin, accountIds, olderAccountIds } = client
  const { name, mark } = faceOf(provider, client.providerId)
  const words = text.providers
  const older = accounts.filter(({ id }) => olderAccountIds.includes(id)).map(({ label }) => label)
  const replaceable = origin !== 'built_in' && origin !== 'managed' && provider?.forbidden !== true
  const used = words.usedBy(accountIds.length)
  const below = base === undefined ? used : `${hostOf(base)} · ${used}`

  return (
    <li className={styles.item} aria-label={name}>
      <div className={styles.row}>
        <MarkTile name={name} mark={mark} />
        <div className={layout.who}>
          <span className={layout.label} title={name}>
            {name}
          </span>
          <span className={layout.muted} title={below}>
            {below}
          </span>
        </div>
        <span className={styles.id} title={clientId}>
          {clientId}
        </span>
        <span className={styles.origin}>
          <Badge tone={origin === 'own' ? 'accent' : 'plain'}>{words.origins[origin]}</Badge>
        </span>
        <span className={styles.state} data-tone={tones[client.credentialState]}>
          {secretInWords(client)}
        </span>
        <div className={styles.actions}>
          {replaceable && (
            <Button aria-label={words.replaceOf(name)} onPress={onReplace}>
              {origin === 'own' ? words.replace : words.useOwn}
            </Button>
          )}
          <MoreMenu
            label={words.more(name)}
            entries={() => [
              {
                id: 'copy',
                label: words.copyId,
                icon: <Copy {...icon} />,
                onAction: () => void commands.copy(clientId, words.idName),
              },
              ...(origin === 'own' || origin === 'registered'
                ? [
                    {
                      id: 'remove',
                      label: origin === 'own' ? words.remove : words.forget,
                      icon: <Trash2 {...icon} />,
                      danger: true,
                      apart: true,
                      onAction: onRemove,
                    },
                  ]
                : []),
            ]}
          />
        </div>
      </div>
      {older.length > 0 && <p className={styles.note}>{words.older(older)}</p>}
    </li>
  )
}

function secretInWords({ credentialState, credentialExpiresAt }: ClientSummary): string {
  const words = text.providers
  if (credentialExpiresAt === undefined || credentialState === 'none') return words.secret[credentialState]
  const day = dateOf(credentialExpiresAt)
  if (credentialState === 'expired') return words.secretEnded(day)
  return credentialState === 'expires_soon' ? words.secretEnds(day) : words.secretUntil(day)
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
