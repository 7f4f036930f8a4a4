import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { RemovalPlan } from '../../../shared/removal'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { text } from '../../text'
import styles from './access-tab.module.css'
import { RemovalDialog } from './removal-dialog'

export function RemovalSection() {
  const { keyfob, commands } = useApp()
  const [plan, setPlan] = useState<RemovalPlan | null>(null)
  const ask = () => commands.attempt(async () => setPlan(await keyfob.planRemoval({})))
  return (
    <section className={styles.everything} aria-labelledby="removal-heading">
      <Trash2 size={18} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.about}>
        <h2 id="removal-heading">{text.removal.title}</h2>
        <p>{text.removal.words}</p>
      </div>
      <Button variant="danger-solid" onPress={ask}>
        {text.removal.button}
      </Button>
      {plan !== null && (
        <RemovalDialog
          plan={plan}
          onClose={() => setPlan(null)}
          onConfirm={() => void commands.attempt(() => keyfob.startRemoval({}))}
        />
      )}
    </section>
  )
}
