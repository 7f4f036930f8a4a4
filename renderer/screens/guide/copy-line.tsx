import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useApp } from '../../app-context'
import { IconButton } from '../../components/icon-button'
import { text } from '../../text'
import styles from './copy-line.module.css'

/** A value to be carried elsewhere character by character. */
export function CopyLine({ value }: { readonly value: string }) {
  const { keyfob } = useApp()
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])

  return (
    <div className={styles.line}>
      <code className={styles.value}>{value}</code>
      <IconButton
        label={copied ? text.guide.copied : text.guide.copyOf(value)}
        tip={copied ? text.guide.copied : text.copy}
        onPress={() =>
          keyfob.copyText({ text: value }).then(
            () => setCopied(true),
            () => undefined,
          )
        }
      >
        {copied ? <Check size={15} strokeWidth={2} /> : <Copy size={15} strokeWidth={1.75} />}
      </IconButton>
    </div>
  )
}
