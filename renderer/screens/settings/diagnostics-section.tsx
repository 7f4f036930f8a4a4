import { ClipboardList } from 'lucide-react'
import { useState } from 'react'
import type { FailureReport } from '../../../shared/failure'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import styles from './diagnostics-section.module.css'
import { SettingLine } from './setting-line'

/** The report for whoever is asked for help: read here before it goes anywhere. */
export function DiagnosticsSection() {
  const { keyfob, commands } = useApp()
  const [report, setReport] = useState<string>()
  const [failure, setFailure] = useState<FailureReport>()

  async function make() {
    setFailure(undefined)
    await keyfob.getDiagnostics({}).then(setReport, (error: unknown) => setFailure(toFailureReport(error)))
  }

  return (
    <section className={layout.card} aria-labelledby="diagnostics-heading">
      <SettingLine
        icon={ClipboardList}
        id="diagnostics-heading"
        title={text.settings.diagnostics}
        words={text.settings.diagnosticsWords}
      >
        {report === undefined ? (
          <Button onPress={make}>{text.settings.diagnosticsMake}</Button>
        ) : (
          <Button onPress={() => commands.copy(report, text.settings.diagnosticsName)}>
            {text.settings.diagnosticsCopy}
          </Button>
        )}
      </SettingLine>
      {report !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.report} tabIndex={0} aria-label={text.settings.diagnosticsName}>
          <pre>{report}</pre>
        </section>
      )}
      {failure !== undefined && <FailureNote failure={failure} doers={{ try_again: make }} />}
    </section>
  )
}
