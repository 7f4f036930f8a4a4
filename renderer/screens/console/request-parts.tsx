import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { NameAndValue } from '../../../shared/api-console'
import { type ConsoleDraft, hasBody } from '../../console-draft'
import { text } from '../../text'
import { BodyField } from './body-field'
import { NamesAndValues } from './names-and-values'
import styles from './parts.module.css'

export interface RequestPartsProps {
  readonly draft: ConsoleDraft
  readonly onChange: (difference: Partial<ConsoleDraft>) => void
}

export function RequestParts({ draft, onChange }: RequestPartsProps) {
  const { query, headers, body, method } = draft
  const hasText = hasBody(method) && body !== ''
  return (
    <Tabs className={styles.tabs ?? ''} defaultSelectedKey="query">
      <TabList className={styles.list ?? ''} aria-label={text.console.parts}>
        <PartTab id="query" label={text.console.query} amount={named(query)} />
        <PartTab id="headers" label={text.console.headers} amount={named(headers)} />
        <PartTab id="body" label={text.console.body} amount={hasText ? '•' : ''} />
      </TabList>
      <TabPanel id="query" className={styles.panel ?? ''}>
        <NamesAndValues
          what={text.console.query}
          pairs={query}
          onChange={(pairs) => onChange({ query: pairs })}
        />
      </TabPanel>
      <TabPanel id="headers" className={styles.panel ?? ''}>
        <NamesAndValues
          what={text.console.headers}
          pairs={headers}
          onChange={(pairs) => onChange({ headers: pairs })}
        />
        <p className={styles.hint}>{text.console.headersHint}</p>
      </TabPanel>
      <TabPanel id="body" className={styles.panel ?? ''}>
        {hasBody(method) ? (
          <BodyField value={body} onChange={(changed) => onChange({ body: changed })} />
        ) : (
          <p className={styles.hint}>{text.console.noBody(method)}</p>
        )}
      </TabPanel>
    </Tabs>
  )
}

interface PartTabProps {
  readonly id: string
  readonly label: string
  readonly amount: string
}

/** A tab that says how much there is behind it. */
export function PartTab({ id, label, amount }: PartTabProps) {
  return (
    <Tab id={id} className={styles.tab ?? ''} aria-label={label}>
      {label}
      {amount !== '' && <span className={styles.amount}>{amount}</span>}
    </Tab>
  )
}

function named(pairs: readonly NameAndValue[]): string {
  const amount = pairs.filter(([name]) => name.trim() !== '').length
  return amount === 0 ? '' : String(amount)
}
