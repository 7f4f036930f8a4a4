import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import { TabList, TabPanel, Tabs } from 'react-aria-components'
import { type ConsoleResponse, mostShown } from '../../../shared/api-console'
import { useApp } from '../../app-context'
import { Badge } from '../../components/badge'
import { IconButton } from '../../components/icon-button'
import { JsonView } from '../../components/json-view'
import { bytes, count, duration } from '../../format'
import { readableBody } from '../../format-json'
import { text } from '../../text'
import parts from './parts.module.css'
import { PartTab } from './request-parts'
import styles from './response-view.module.css'
import { statusTone, statusWords } from './status'

export function Answer({ response }: { readonly response: ConsoleResponse }) {
  const { commands } = useApp()
  const { status, took, size, headers, body, address, rateLimit } = response
  const shown = useMemo(() => (body.kind === 'text' ? readableBody(body, mostShown) : undefined), [body])
  return (
    <Tabs className={styles.answer ?? ''} defaultSelectedKey="body">
      <header className={styles.head}>
        <div className={styles.about}>
          <p className={styles.facts} role="status">
            <Badge tone={statusTone(status)}>{statusWords(status)}</Badge>
            <span title={text.console.time}>{duration(took)}</span>
            <span title={text.console.size}>{bytes(size)}</span>
            {rateLimit && (
              <span className={styles.rate}>
                {text.browse.rate(count(rateLimit.remaining), count(rateLimit.limit))}
              </span>
            )}
          </p>
          <p className={styles.address} title={address}>
            {address}
          </p>
        </div>
        <div className={styles.choices}>
          <TabList className={parts.list ?? ''} aria-label={text.console.partsOfResponse}>
            <PartTab id="body" label={text.console.body} amount="" />
            <PartTab id="headers" label={text.console.headers} amount={String(headers.length)} />
          </TabList>
          {shown && (
            <IconButton
              label={text.console.copyBody}
              onPress={() => void commands.copy(shown.text, text.console.bodyName)}
            >
              <Copy size={15} strokeWidth={1.75} aria-hidden="true" />
            </IconButton>
          )}
        </div>
      </header>
      <TabPanel id="body" className={styles.panel ?? ''}>
        {body.kind === 'empty' && <p className={styles.words}>{text.console.emptyBody}</p>}
        {body.kind === 'binary' && <p className={styles.words}>{text.console.binaryBody}</p>}
        {shown?.isCut && <p className={styles.words}>{text.console.cut}</p>}
        {shown && (
          <JsonView
            json={shown.text}
            label={text.console.bodyName}
            moreLabel={(lines) => text.browse.showAll(count(lines))}
            plain={!shown.isJson}
            fills
          />
        )}
      </TabPanel>
      <TabPanel id="headers" className={styles.panel ?? ''}>
        <dl className={styles.headers} aria-label={text.console.headers}>
          {headers.map(([name, value]) => (
            <div key={`${name} ${value}`} className={styles.header}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </TabPanel>
    </Tabs>
  )
}
