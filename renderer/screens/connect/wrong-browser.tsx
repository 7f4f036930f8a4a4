import { Check, Copy, ExternalLink, QrCode as QrIcon } from 'lucide-react'
import { useState } from 'react'
import type { ConnectRequest } from '../../../shared/connect'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { QrCode } from '../../components/qr-code'
import { explainFailure } from '../../failure-text'
import { useCopied } from '../../hooks/use-copied'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import styles from './wrong-browser.module.css'

const icon = { size: 15, strokeWidth: 1.75, 'aria-hidden': true } as const

export interface WrongBrowserProps {
  readonly flowId: string
  readonly link?: ConnectRequest['link']
  readonly enabled: boolean
}

/** Other roads to the same sign-in page. It keeps its place while there is nothing to open yet. */
export function WrongBrowser({ flowId, link, enabled }: WrongBrowserProps) {
  const { keyfob } = useApp()
  const wasOpened = link === undefined
  const [copied, setCopied] = useCopied()
  const [qr, setQr] = useState<readonly string[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  async function attempt(work: () => Promise<unknown>) {
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(explainFailure(toFailureReport(error)).title)
    }
  }

  async function showQr() {
    const rows = await keyfob.showFlowQr({ flowId })
    setQr(rows)
    if (rows === null) setProblem(text.connect.qrTooLong)
  }

  return (
    <div className={styles.panel}>
      <div className={styles.line}>
        <span className={styles.question}>
          {problem ?? (wasOpened ? text.connect.wrongBrowser : text.connect.yourBrowser)}
        </span>
        <Button
          isDisabled={!enabled}
          icon={<ExternalLink {...icon} />}
          onPress={() => attempt(() => keyfob.openFlowAgain({ flowId }))}
        >
          {wasOpened ? text.connect.openAgain : text.connect.openHere}
        </Button>
        <Button
          isDisabled={!enabled}
          icon={copied ? <Check {...icon} /> : <Copy {...icon} />}
          onPress={() =>
            attempt(async () => {
              await keyfob.copyFlowLink({ flowId })
              setCopied()
            })
          }
        >
          {copied ? text.connect.linkCopied : text.connect.copyLink}
        </Button>
        <Button
          isDisabled={!enabled}
          icon={<QrIcon {...icon} />}
          aria-expanded={qr !== null}
          onPress={() => (qr === null ? attempt(showQr) : setQr(null))}
        >
          {qr === null ? text.connect.qr : text.connect.hideQr}
        </Button>
      </div>
      {qr !== null && enabled && (
        <div className={styles.qr}>
          <QrCode rows={qr} label={text.connect.qrLabel} />
          <p className={styles.hint}>{text.connect.qrHint}</p>
        </div>
      )}
    </div>
  )
}
