import type { ClientAddress, ClientSummary } from '../../../shared/client'
import { useApp } from '../../app-context'
import { DialogBody } from '../../components/dialog'
import { Skeleton } from '../../components/skeleton'
import { useAnswer } from '../../hooks/use-answer'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import styles from './guide.module.css'
import { GuideForm } from './guide-form'

export interface GuideProps {
  readonly address: ClientAddress
  /** The person's own client that is to be replaced. */
  readonly current?: ClientSummary | undefined
  readonly saveLabel: string
  readonly onSaved: (client: ClientSummary) => void
  /** Goes on without a client of the person's own. */
  readonly onSkip?: (() => void) | undefined
  readonly aside?: React.ReactNode
}

/** How a person gets a client at a provider, and where they paste it. Stands inside a dialog. */
export function Guide(props: GuideProps) {
  const { keyfob } = useApp()
  const { providerId, base } = props.address
  const { value, failure, again } = useAnswer(
    () => keyfob.getClientGuide({ providerId, ...(base === undefined ? {} : { base }) }),
    `${providerId} ${base ?? ''}`,
  )
  if (failure !== undefined)
    return (
      <DialogBody>
        <FailureNote failure={failure} doers={{ try_again: again }} />
      </DialogBody>
    )
  if (value === undefined) return <GuideSkeleton />
  return <GuideForm guide={value} {...props} />
}

function GuideSkeleton() {
  return (
    <div className={styles.waiting} role="status" aria-label={text.loading}>
      {['30%', '80%', '70%', '100%', '30%', '100%', '100%'].map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey bars have no other name
        <Skeleton key={line} width={width} height={line % 3 === 0 ? 14 : 22} />
      ))}
    </div>
  )
}
