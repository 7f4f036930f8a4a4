import styles from './state-dot.module.css'

export type Tone = 'good' | 'warn' | 'bad' | 'idle'

/** A coloured dot. Colour never speaks alone: either words stand beside it, or `label` gives them. */
export function StateDot({ tone, label }: { readonly tone: Tone; readonly label?: string }) {
  return (
    <span className={styles.dot} data-tone={tone} {...(label === undefined ? { 'aria-hidden': true } : {})}>
      {label !== undefined && <span className="visually-hidden">{label}</span>}
    </span>
  )
}
