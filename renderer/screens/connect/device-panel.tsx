import { Check, Copy, ExternalLink } from 'lucide-react'
import type { DevicePrompt } from '../../../shared/flow-trace'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { QrCode } from '../../components/qr-code'
import { countdown } from '../../format'
import { useCopied } from '../../hooks/use-copied'
import { text } from '../../text'
import styles from './device-panel.module.css'

export interface DevicePanelProps {
  readonly prompt: DevicePrompt
  /** ms */
  readonly now: number
}

/** The code to read, copy or scan. `verification_uri` is a page for people, shown as text (RFC 8628 §3.3). */
export function DevicePanel({ prompt, now }: DevicePanelProps) {
  const { keyfob, commands } = useApp()
  const [copied, setCopied] = useCopied()
  return (
    <section className={styles.panel} aria-label={text.connect.deviceCode}>
      <div className={styles.words}>
        <p className={styles.hint}>{text.connect.deviceOpen}</p>
        <p className={styles.address}>{prompt.verificationUri}</p>
        <p className={styles.code}>{prompt.userCode}</p>
        <div className={styles.actions}>
          <Button
            icon={copied ? <Check size={15} strokeWidth={1.75} /> : <Copy size={15} strokeWidth={1.75} />}
            onPress={async () => {
              if (await commands.attempt(() => keyfob.copyText({ text: prompt.userCode }))) setCopied()
            }}
          >
            {copied ? text.connect.linkCopied : text.connect.copyCode}
          </Button>
          <Button
            icon={<ExternalLink size={15} strokeWidth={1.75} />}
            onPress={() => commands.openWebPage(prompt.verificationUri)}
          >
            {text.connect.openPage}
          </Button>
        </div>
        <p className={styles.left}>{text.connect.codeLeft(countdown(prompt.expiresAt - now))}</p>
      </div>
      <div className={styles.scan}>
        <QrCode rows={prompt.qr} label={text.connect.deviceQrLabel} />
        <p className={styles.hint}>{text.connect.deviceQr}</p>
      </div>
    </section>
  )
}
