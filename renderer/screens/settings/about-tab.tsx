import { useEffect, useState } from 'react'
import type { AppInfo } from '../../../shared/settings'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { Logo } from '../../components/logo'
import { Skeleton } from '../../components/skeleton'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import { DiagnosticsSection } from './diagnostics-section'
import { LicencesSection } from './licences-section'
import styles from './tab.module.css'
import { UpdateSection } from './update-section'

export function AboutTab() {
  const { keyfob, commands } = useApp()
  const [info, setInfo] = useState<AppInfo | null>(null)
  const [failure, setFailure] = useState<ReturnType<typeof toFailureReport> | null>(null)
  useEffect(() => {
    keyfob.getAppInfo({}).then(setInfo, (error: unknown) => setFailure(toFailureReport(error)))
  }, [keyfob])

  const facts = [
    [text.settings.version, info?.version],
    ['Electron', info?.electron],
    ['Chromium', info?.chromium],
    ['Node', info?.node],
    [text.settings.platform, info?.platform],
  ] as const
  return (
    <div className={styles.sections}>
      <section className={layout.card} aria-labelledby="about-heading">
        <div className={styles.block}>
          <div className={styles.brand}>
            <Logo size={40} />
            <div className={styles.about}>
              <h2 id="about-heading">{text.appName}</h2>
              <p className={styles.muted}>{text.settings.aboutWords}</p>
            </div>
            <Button
              isDisabled={info === null}
              onPress={() =>
                commands.copy(
                  facts.map(([name, value]) => `${name} ${value ?? ''}`).join('\n'),
                  text.settings.versionsName,
                )
              }
            >
              {text.settings.copyAbout}
            </Button>
          </div>
          <dl className={styles.facts}>
            {facts.map(([name, value]) => (
              <Fact key={name} name={name} value={value} />
            ))}
          </dl>
        </div>
      </section>
      <UpdateSection />
      <LicencesSection />
      <DiagnosticsSection />
      {failure !== null && <FailureNote failure={failure} />}
    </div>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value ?? <Skeleton width={80} height={16} />}</dd>
    </>
  )
}
