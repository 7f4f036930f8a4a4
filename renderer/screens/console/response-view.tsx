import { SquareTerminal } from 'lucide-react'
import { Button } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { Spinner } from '../../components/spinner'
import type { Exchange } from '../../hooks/use-console'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import { Answer } from './answer'
import styles from './response-view.module.css'

export interface ResponseViewProps {
  readonly exchange: Exchange
  readonly provider: string
  readonly onRetry: () => void
  readonly onAskPermission: (scopes: readonly string[]) => void
}

export function ResponseView({ exchange, provider, onRetry, onAskPermission }: ResponseViewProps) {
  return (
    <section
      className={styles.response}
      aria-label={text.console.response}
      aria-busy={exchange.kind === 'sending'}
    >
      {exchange.kind === 'none' ? (
        <EmptyState
          picture={<SquareTerminal size={28} strokeWidth={1.5} aria-hidden="true" />}
          title={text.console.nothingYet}
        >
          {text.console.nothingYetWords}
        </EmptyState>
      ) : exchange.kind === 'sending' ? (
        <p className={styles.sending} role="status">
          <Spinner /> {text.console.sending}
        </p>
      ) : exchange.kind === 'failed' ? (
        <div className={styles.note}>
          <FailureNote
            failure={exchange.failure}
            provider={provider}
            more={<Button onPress={onRetry}>{text.browse.retry}</Button>}
          />
        </div>
      ) : (
        <>
          {exchange.response.lacking && (
            <div className={styles.note}>
              <FailureNote
                failure={exchange.response.lacking}
                provider={provider}
                doers={{
                  ask_permission: () => onAskPermission(exchange.response.lacking?.facts.missingScopes ?? []),
                }}
              />
            </div>
          )}
          <Answer response={exchange.response} />
        </>
      )}
    </section>
  )
}
