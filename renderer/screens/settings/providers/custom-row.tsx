import { Copy, Pencil, Trash2 } from 'lucide-react'
import type { SavedCustomProvider } from '../../../../shared/custom-provider'
import { useApp } from '../../../app-context'
import { Badge } from '../../../components/badge'
import { Button } from '../../../components/button'
import { MarkTile } from '../../../components/mark-tile'
import { MoreMenu } from '../../../components/more-menu'
import { text } from '../../../text'
import layout from '../../layout.module.css'
import styles from './providers-tab.module.css'

export interface CustomRowProps {
  readonly provider: SavedCustomProvider
  readonly onEdit: () => void
  readonly onRemove: () => void
}

const icon = { size: 15, strokeWidth: 1.75, 'aria-hidden': true } as const

/** One provider of the person's own. */
export function CustomRow({ provider, onEdit, onRemove }: CustomRowProps) {
  const { keyfob, commands } = useApp()
  const { id, name, issuer, server, flows, accountIds } = provider
  const words = text.providers
  const ways = flows.map((flow) => text.connect.ways[flow].label).join(' · ')
  return (
    <li className={styles.item} aria-label={name}>
      <div className={styles.row}>
        <MarkTile name={name} />
        <div className={layout.who}>
          <span className={layout.label} title={name}>
            {name}
          </span>
          <span className={layout.muted} title={ways}>
            {ways}
          </span>
        </div>
        <span className={styles.id} title={issuer}>
          {issuer}
        </span>
        <span className={styles.origin}>
          <Badge tone="plain">{server.kind === 'discovery' ? words.found : words.byHand}</Badge>
        </span>
        <span className={styles.state}>{words.usedBy(accountIds.length)}</span>
        <div className={styles.actions}>
          <Button
            aria-label={words.connectOf(name)}
            onPress={() => commands.startConnecting({ providerId: id })}
          >
            {words.connect}
          </Button>
          <MoreMenu
            label={words.customMore(name)}
            entries={() => [
              { id: 'edit', label: words.edit, icon: <Pencil {...icon} />, onAction: onEdit },
              {
                id: 'export',
                label: words.export,
                icon: <Copy {...icon} />,
                onAction: () =>
                  void commands.copyText(
                    () => keyfob.exportCustomProvider({ providerId: id }),
                    words.exported(name),
                  ),
              },
              {
                id: 'remove',
                label: words.remove,
                icon: <Trash2 {...icon} />,
                danger: true,
                apart: true,
                onAction: onRemove,
              },
            ]}
          />
        </div>
      </div>
    </li>
  )
}
