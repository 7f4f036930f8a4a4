import { factNames, type ProviderSummary } from '../../../shared/provider-summary'
import { MoreBelow } from '../../components/more-below'
import { text } from '../../text'
import styles from './provider-notes.module.css'

/** What is worth knowing of a provider before connecting, and what nobody could verify. */
export function ProviderNotes({ provider }: { readonly provider: ProviderSummary }) {
  const { cautions = [], unverified = {}, custom } = provider
  const open = factNames.flatMap((name) => {
    const words = unverified[name]
    return words === undefined ? [] : [{ name, words }]
  })
  return (
    <>
      {cautions.length > 0 && (
        <section className={styles.notes} aria-label={text.ofProvider.cautions}>
          <h3>{text.ofProvider.cautions}</h3>
          <ul className={styles.list}>
            {cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        </section>
      )}
      {open.length > 0 && custom !== true && (
        <MoreBelow label={text.ofProvider.unverified(open.length)}>
          <p className={styles.muted}>{text.ofProvider.unverifiedWords}</p>
          <dl className={styles.facts}>
            {open.map(({ name, words }) => (
              <div key={name}>
                <dt>{text.ofProvider.facts[name]}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </MoreBelow>
      )}
    </>
  )
}
