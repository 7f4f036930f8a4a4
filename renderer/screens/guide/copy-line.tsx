import { Check, Copy } from 'lucide-react'
import { useApp } from '../../app-context'
import { IconButton } from '../../components/icon-button'
import { useCopied } from '../../hooks/use-copied'
import { text } from '../../text'
import styles from './copy-line.module.css'

/** A value to be carried elsewhere character by character. */
export function CopyLine({ value }: { readonly value: string }) {
  const { keyfob, commands } = useApp()
  const [copied, setCopied] = useCopied()

  return (
    <div className={styles.line}>
      <code className={styles.value}>{value}</code>
      <IconButton
        label={copied ? text.guide.copied : text.guide.copyOf(value)}
        tip={copied ? text.guide.copied : text.copy}
        onPress={async () => {
          if (await commands.attempt(() => keyfob.copyText({ text: value }))) setCopied()
        }}
      >
        {copied ? <Check size={15} strokeWidth={2} /> : <Copy size={15} strokeWidth={1.75} />}
      </IconButton>
    </div>
  )
}
