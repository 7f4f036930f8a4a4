import { CloudOff } from 'lucide-react'
import type { FailureReport } from '../../../shared/failure'
import { Button } from '../../components/button'
import { explainFailure } from '../../failure-text'
import { agoInWords, momentOf } from '../../format'
import { useNow } from '../../hooks/use-now'
import { text } from '../../text'
import styles from './known-banner.module.css'

export interface KnownBannerProps {
  /** When the rows came, in ms since the epoch. */
  readonly asOf: number
  readonly failure: FailureReport | undefined
  readonly provider: string
  readonly isPart: boolean
  readonly isAsking: boolean
  readonly onRetry: () => void
}

/** Says that the rows below are old, how old, and why. */
export function KnownBanner({ asOf, failure, provider, isPart, isAsking, onRetry }: KnownBannerProps) {
  const now = useNow(20_000)
  const age = agoInWords(asOf, now)
  const why = failure && explainFailure(failure, provider)
  return (
    <div className={styles.banner} role="status">
      <CloudOff size={15} strokeWidth={1.75} aria-hidden="true" />
      <p className={styles.words} title={why?.happened}>
        <span title={momentOf(asOf)}>
          {failure === undefined || failure.code === 'offline'
            ? text.browse.knownOffline(age)
            : text.browse.known(why?.title ?? '', age)}
        </span>
        {isPart && ` ${text.browse.knownPart}`}
      </p>
      <Button isPending={isAsking} onPress={onRetry}>
        {text.browse.retry}
      </Button>
    </div>
  )
}
