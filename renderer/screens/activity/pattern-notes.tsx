import { TriangleAlert } from 'lucide-react'
import { useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { dayAndTime, lengthInWords } from '../../format'
import { faceOf } from '../../people'
import { text } from '../../text'
import styles from './pattern-notes.module.css'
import type { Pattern } from './patterns'

export interface PatternNotesProps {
  readonly patterns: readonly Pattern[]
  readonly now: number
  /** Absent: the activity shows that account alone already. */
  readonly onShow: ((accountId: string) => void) | undefined
}

/** What is unusual in the activity, what it may mean, and what to do about it. */
export function PatternNotes({ patterns, now, onShow }: PatternNotesProps) {
  const providers = useSelect((state) => state.providers)
  if (patterns.length === 0) return null
  return (
    <ul className={styles.notes} aria-label={text.activity.patterns.label}>
      {patterns.map((pattern) => {
        const { kind, accountId, providerId, amount, apart = 0 } = pattern
        const words = text.activity.patterns[kind]
        const provider = faceOf(
          providers.find((candidate) => candidate.id === providerId),
          providerId,
        ).name
        const label = pattern.label ?? provider
        return (
          <li key={`${kind} ${accountId ?? ''}`} className={styles.note}>
            <TriangleAlert size={18} strokeWidth={1.75} aria-hidden="true" />
            <div className={styles.words}>
              <p>
                <strong>{words.title(label)}</strong>{' '}
                {words.happened({ amount, provider, apart: lengthInWords(apart) })}{' '}
                <span className={styles.when}>{dayAndTime(pattern.at, now)}.</span>
              </p>
              <p className={styles.meaning}>{words.meaning}</p>
            </div>
            {accountId !== undefined && onShow !== undefined && (
              <Button aria-label={text.activity.onlyOf(label)} onPress={() => onShow(accountId)}>
                {text.activity.only}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
