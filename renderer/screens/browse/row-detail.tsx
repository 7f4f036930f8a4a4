import { ChevronRight, Copy, ExternalLink, RefreshCw, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Account } from '../../../shared/account'
import { mostShown } from '../../../shared/api-console'
import type { Row } from '../../../shared/resource'
import { useApp } from '../../app-context'
import { Badge } from '../../components/badge'
import { Chips } from '../../components/chips'
import { IconButton } from '../../components/icon-button'
import { JsonView } from '../../components/json-view'
import { count } from '../../format'
import { formatJson } from '../../format-json'
import { text } from '../../text'
import { cellText, toneOf } from './cells'
import { factsOf } from './facts'
import type { Listing } from './listing'
import styles from './row-detail.module.css'

export interface RowDetailProps {
  readonly account: Account
  readonly row: Row
  readonly listing: Listing
  readonly onClose: () => void
  readonly onChild: (resourceId: string) => void
}

export function RowDetail({ account, row: listed, listing, onClose, onChild }: RowDetailProps) {
  const { commands, keyfob } = useApp()
  const { columns, children, parents } = listing
  const [reread, setReread] = useState<{ readonly row: Row; readonly listed: Row } | undefined>(undefined)
  // A list that was read since has the row as it is.
  const row = reread?.listed === listed ? reread.row : listed
  const stateColumn = columns.findIndex((column) => column.type === 'state')
  const state = row.cells[stateColumn] ?? null
  const tone = toneOf(state)
  const { webUrl } = row
  const json = useMemo(() => formatJson(row.json, mostShown), [row.json])

  const readAgain = () =>
    commands.attempt(async () => {
      const parentId = parents.at(-1)?.rowId
      const address = { accountId: account.id, resourceId: listing.id, rowId: row.id }
      const read = await keyfob.getItem({ ...address, ...(parentId === undefined ? {} : { parentId }) })
      setReread({ row: read, listed })
    })

  return (
    <section
      className={styles.detail}
      aria-label={row.title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{row.title}</h2>
        {listing.rereadable && (
          <IconButton label={text.browse.readAgain} onPress={readAgain}>
            <RefreshCw size={15} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        )}
        {webUrl !== undefined && (
          <IconButton label={text.browse.openInBrowser} onPress={() => commands.openWebPage(webUrl)}>
            <ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        )}
        <IconButton label={text.browse.closeDetail} onPress={onClose}>
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </header>
      {(state !== null || children.length > 0) && (
        <div className={styles.children}>
          {state !== null && (
            <Badge tone={tone === 'idle' ? 'plain' : tone}>{cellText(state, 'state')}</Badge>
          )}
          {children.map((child) => (
            <button key={child.id} type="button" className={styles.child} onClick={() => onChild(child.id)}>
              {child.label}
              <ChevronRight size={14} strokeWidth={2} aria-hidden="true" />
            </button>
          ))}
        </div>
      )}
      <dl className={styles.facts} aria-label={text.browse.fields}>
        {factsOf(row, columns).map((fact) => (
          <div key={fact.name} className={styles.fact}>
            <dt className={styles.name} title={fact.name}>
              {fact.name}
            </dt>
            <dd className={styles.value}>{'words' in fact ? <Chips labels={fact.words} /> : fact.value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.jsonHead}>
        <h3>{text.browse.json}</h3>
        <IconButton
          label={text.browse.copyJson}
          onPress={() => void commands.copy(json.isCut ? row.json : json.text, text.browse.jsonName)}
        >
          <Copy size={15} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </div>
      <JsonView
        json={json.text}
        label={text.browse.json}
        moreLabel={(lines) => text.browse.showAll(count(lines))}
      />
    </section>
  )
}
