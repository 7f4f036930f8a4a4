import { useState } from 'react'
import type { Account } from '../../../shared/account'
import type { ConsoleEntry } from '../../../shared/api-console'
import { useApp, useSelect } from '../../app-context'
import { type ConsoleDraft, draftOf, emptyDraft, isHarmless, requestOf } from '../../console-draft'
import { useAnswer } from '../../hooks/use-answer'
import { useConsole } from '../../hooks/use-console'
import { text } from '../../text'
import { ConfirmRequest } from './confirm-request'
import styles from './console.module.css'
import { HistoryPane } from './history-pane'
import { RequestForm } from './request-form'
import { ResponseView } from './response-view'

export interface ConsoleProps {
  readonly account: Account
  readonly provider: string
}

/** Narrower windows begin without the history. px */
const roomForHistory = 1160

/** Any request to the account's API, with its token, and what is answered. */
export function Console({ account, provider }: ConsoleProps) {
  const { keyfob, store, commands, navigation } = useApp()
  const draft = useSelect((state) => state.consoleDraft) ?? emptyDraft
  const { exchange, ended, send, cancel } = useConsole()
  const [asking, setAsking] = useState(false)
  const [historyShown, setHistoryShown] = useState(() => window.innerWidth >= roomForHistory)
  const origins = useAnswer(() => keyfob.listApiOrigins({ accountId: account.id }), account.id).value ?? []
  const addresses = useAnswer(() => keyfob.listApiAddresses({ accountId: account.id }), account.id).value
  const history = useAnswer(() => keyfob.listApiHistory({}), ended)
  const entries = history.value ?? []
  const request = requestOf(account.id, draft)

  const change = (difference: Partial<ConsoleDraft>) =>
    store.change(({ consoleDraft = emptyDraft }) => ({ consoleDraft: { ...consoleDraft, ...difference } }))

  async function begin() {
    if (request.address === '') return
    const isSent = isHarmless(request.method) && (await send(request, false))
    if (!isSent) setAsking(true)
  }

  function load(entry: ConsoleEntry) {
    store.change(() => ({ consoleDraft: draftOf(entry.request) }))
    navigation.go({ screen: 'browse', accountId: entry.request.accountId, console: true })
  }

  return (
    <section className={styles.console} aria-label={text.console.region}>
      <div className={styles.main}>
        <RequestForm
          draft={draft}
          onChange={change}
          origins={origins}
          addresses={addresses ?? []}
          asked={entries.filter((entry) => entry.request.accountId === account.id)}
          isSending={exchange.kind === 'sending'}
          onSend={() => void begin()}
          onCancel={cancel}
          onCurl={() => commands.copyText(() => keyfob.showCurl(request), text.console.curlName)}
          historyShown={historyShown}
          onHistory={() => setHistoryShown(!historyShown)}
        />
        <ResponseView
          exchange={exchange}
          provider={provider}
          onRetry={() => void begin()}
          onAskPermission={(scopes) =>
            commands.startConnecting({ providerId: account.providerId, accountId: account.id, scopes })
          }
        />
      </div>
      {historyShown && (
        <HistoryPane
          entries={entries}
          account={account}
          onLoad={load}
          onClear={async () => {
            await commands.attempt(() => keyfob.clearApiHistory({}))
            history.again()
          }}
          onClose={() => setHistoryShown(false)}
        />
      )}
      {asking && (
        <ConfirmRequest
          account={account}
          provider={provider}
          origin={origins[0] ?? ''}
          request={request}
          onConfirm={() => {
            setAsking(false)
            void send(request, true).finally(() => commands.forgetLists(account.id))
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}
