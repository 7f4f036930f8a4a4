import { Scale } from 'lucide-react'
import { useState } from 'react'
import type { FailureReport } from '../../../shared/failure'
import type { Licence } from '../../../shared/licences'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import { LicencesDialog } from './licences-dialog'
import { SettingLine } from './setting-line'

/** The licences of all that Keyfob is made of; they are read when somebody wants to see them. */
export function LicencesSection() {
  const { keyfob } = useApp()
  const [licences, setLicences] = useState<readonly Licence[]>()
  const [failure, setFailure] = useState<FailureReport>()
  const fail = (error: unknown) => setFailure(toFailureReport(error))

  async function read() {
    setFailure(undefined)
    await keyfob.getLicences({}).then(setLicences, fail)
  }

  async function showChromium() {
    setFailure(undefined)
    await keyfob.showChromiumLicences({}).catch(fail)
  }

  function close() {
    setFailure(undefined)
    setLicences(undefined)
  }

  return (
    <section className={layout.card} aria-labelledby="licences-heading">
      <SettingLine
        icon={Scale}
        id="licences-heading"
        title={text.settings.licences}
        words={text.settings.licencesWords}
      >
        <Button onPress={read}>{text.settings.licencesShow}</Button>
      </SettingLine>
      {licences !== undefined && (
        <LicencesDialog licences={licences} failure={failure} onShowChromium={showChromium} onClose={close} />
      )}
      {licences === undefined && failure !== undefined && <FailureNote failure={failure} />}
    </section>
  )
}
