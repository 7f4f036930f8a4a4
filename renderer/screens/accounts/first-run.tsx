import { FlaskConical, Plus } from 'lucide-react'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { Button } from '../../components/button'
import { MarkTile } from '../../components/mark-tile'
import { faceOf } from '../../people'
import { text } from '../../text'
import styles from './first-run.module.css'

export interface FirstRunProps {
  readonly providers: readonly ProviderSummary[]
  readonly onConnect: () => void
  readonly onSandbox: () => void
}

export function FirstRun({ providers, onConnect, onSandbox }: FirstRunProps) {
  const others = providers.filter((provider) => provider.category !== 'sandbox')
  const pictured = others.length > 0 ? others : providers
  return (
    <div className={styles.place}>
      <div className={styles.welcome}>
        <div className={styles.marks}>
          {pictured.slice(0, 6).map((provider) => (
            <MarkTile key={provider.id} {...faceOf(provider, provider.id)} size={40} />
          ))}
        </div>
        <h1 className={styles.title}>{text.firstRun.title}</h1>
        <p className={styles.words}>{text.firstRun.words}</p>
        <div className={styles.actions}>
          <Button variant="primary" icon={<Plus size={16} strokeWidth={1.75} />} onPress={onConnect}>
            {text.firstRun.connect}
          </Button>
          <Button icon={<FlaskConical size={16} strokeWidth={1.75} />} onPress={onSandbox}>
            {text.firstRun.sandbox}
          </Button>
        </div>
      </div>
    </div>
  )
}
