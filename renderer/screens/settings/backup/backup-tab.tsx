import { FileInput, FileOutput } from 'lucide-react'
import { useRef, useState } from 'react'
import type { FailureReport } from '../../../../shared/failure'
import { useApp, useSelect } from '../../../app-context'
import { Button } from '../../../components/button'
import { toFailureReport } from '../../../keyfob'
import { text } from '../../../text'
import { FailureNote } from '../../failure-note'
import layout from '../../layout.module.css'
import { SettingLine } from '../setting-line'
import tab from '../tab.module.css'
import styles from './backup-tab.module.css'
import { ImportResult } from './import-result'

/** Out to a file and back in; what came in stays listed until each account is reconnected or the person is done. */
export function BackupTab() {
  const { keyfob, store } = useApp()
  const imported = useSelect((state) => state.imported)
  const choose = useRef<HTMLButtonElement>(null)
  const [saved, setSaved] = useState('')
  const [failure, setFailure] = useState<{ readonly of: 'save' | 'open'; readonly report: FailureReport }>()

  async function carryOut(of: 'save' | 'open', work: () => Promise<unknown>) {
    setFailure(undefined)
    setSaved('')
    try {
      await work()
    } catch (error) {
      setFailure({ of, report: toFailureReport(error) })
    }
  }

  const save = () =>
    carryOut('save', async () => {
      const outcome = await keyfob.saveBackup({})
      if (outcome.kind === 'saved') setSaved(text.backup.saved(outcome.accounts, outcome.file))
    })
  const open = () =>
    carryOut('open', async () => {
      const outcome = await keyfob.openBackup({})
      if (outcome.kind === 'imported') store.change(() => ({ imported: outcome }))
    })

  function closeList() {
    store.change(() => ({ imported: undefined }))
    choose.current?.focus()
  }

  return (
    <div className={tab.sections}>
      <section className={layout.card} aria-labelledby="save-heading">
        <SettingLine
          icon={FileOutput}
          id="save-heading"
          title={text.backup.saveTitle}
          words={text.backup.saveWords}
        >
          <Button onPress={save}>{text.backup.save}</Button>
        </SettingLine>
        <p className={styles.saved} role="status">
          {saved}
        </p>
        {failure?.of === 'save' && <Refusal failure={failure.report} />}
      </section>
      <section className={layout.card} aria-labelledby="open-heading">
        <SettingLine
          icon={FileInput}
          id="open-heading"
          title={text.backup.openTitle}
          words={text.backup.openWords}
        >
          <Button ref={choose} onPress={open}>
            {text.backup.open}
          </Button>
        </SettingLine>
        {failure?.of === 'open' && <Refusal failure={failure.report} />}
      </section>
      {imported && <ImportResult {...imported} onClose={closeList} />}
    </div>
  )
}

function Refusal({ failure }: { readonly failure: FailureReport }) {
  return (
    <div className={styles.failure}>
      <FailureNote failure={failure} />
    </div>
  )
}
