import { ExternalLink, SquareCheck } from 'lucide-react'
import type { ClientGuide } from '../../../shared/client'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { text } from '../../text'
import styles from './at-provider.module.css'
import { CopyLine } from './copy-line'

const icon = { size: 15, strokeWidth: 1.75, 'aria-hidden': true } as const

/** The half of the guide that happens on the provider's own page. */
export function AtProvider({ guide }: { readonly guide: ClientGuide }) {
  const { commands } = useApp()
  const { consoleUrl, docsUrl, redirectUris, steps, tick } = guide
  return (
    <section className={styles.part} aria-labelledby="guide-there">
      <h3 id="guide-there">{text.guide.atProvider(guide.providerName)}</h3>
      {consoleUrl === undefined && <p className={styles.muted}>{text.guide.noConsole}</p>}
      <div className={styles.links}>
        {consoleUrl !== undefined && (
          <Button icon={<ExternalLink {...icon} />} onPress={() => commands.openWebPage(consoleUrl)}>
            {text.guide.open}
          </Button>
        )}
        {consoleUrl !== undefined && <span className={styles.host}>{hostOf(consoleUrl)}</span>}
        {docsUrl !== undefined && (
          <Button variant="quiet" className={styles.docs ?? ''} onPress={() => commands.openWebPage(docsUrl)}>
            {text.guide.docs}
          </Button>
        )}
      </div>
      {steps.length > 0 && (
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {redirectUris.length === 0 ? (
        <p className={styles.muted}>{text.guide.noRedirect}</p>
      ) : (
        <div className={styles.group}>
          <h4>{redirectUris.length === 1 ? text.guide.redirect : text.guide.redirects}</h4>
          {redirectUris.map((uri) => (
            <CopyLine key={uri} value={uri} />
          ))}
        </div>
      )}
      {tick.length > 0 && (
        <div className={styles.group}>
          <h4>{text.guide.tick}</h4>
          <ul className={styles.ticks}>
            {tick.map((box) => (
              <li key={box}>
                <SquareCheck size={15} strokeWidth={1.75} aria-hidden="true" />
                {box}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
