import { useState } from 'react'
import type { CustomProvider, DiscoveredServer, SavedCustomProvider } from '../../../shared/custom-provider'
import type { FailureReport } from '../../../shared/failure'
import { useApp } from '../../app-context'
import { toFailureReport } from '../../keyfob'
import { CustomForm } from './custom-form'
import { draftOf, emptyDraft } from './draft'
import { FindServer } from './find-server'
import { FoundServer } from './found-server'

type Step =
  | { readonly name: 'find' }
  | { readonly name: 'found'; readonly server: DiscoveredServer; readonly provider: CustomProvider }
  | { readonly name: 'form'; readonly before: Step | null; readonly provider: CustomProvider | undefined }

export interface CustomStepsProps {
  /** A provider to be changed or looked through; absent: a new one. */
  readonly start?: CustomProvider | undefined
  readonly saveLabel: string
  readonly onBack?: (() => void) | undefined
  readonly onSaved: (saved: SavedCustomProvider) => void
}

/** From the address of a server to a provider that is saved. Stands inside a dialog. */
export function CustomSteps({ start, saveLabel, onBack, onSaved }: CustomStepsProps) {
  const { keyfob } = useApp()
  const [step, setStep] = useState<Step>(
    start === undefined ? { name: 'find' } : { name: 'form', before: null, provider: start },
  )
  const [issuer, setIssuer] = useState('')
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<FailureReport | null>(null)

  function go(next: Step) {
    setFailure(null)
    setStep(next)
  }

  async function save(provider: CustomProvider) {
    setSaving(true)
    setFailure(null)
    try {
      onSaved(await keyfob.saveCustomProvider({ provider }))
    } catch (error) {
      setFailure(toFailureReport(error))
    } finally {
      setSaving(false)
    }
  }

  const common = { failure, saving, saveLabel }
  switch (step.name) {
    case 'find':
      return (
        <FindServer
          issuer={issuer}
          onIssuer={setIssuer}
          onFound={(server) => go({ name: 'found', server, provider: server.suggestion })}
          onByHand={() => go({ name: 'form', before: step, provider: undefined })}
          onBack={onBack}
        />
      )
    case 'found':
      return (
        <FoundServer
          {...common}
          server={step.server}
          provider={step.provider}
          onChange={(provider) => setStep({ ...step, provider })}
          onDetails={() => go({ name: 'form', before: step, provider: step.provider })}
          onBack={() => go({ name: 'find' })}
          onSave={() => void save(step.provider)}
        />
      )
    case 'form': {
      const { before, provider } = step
      const draft = provider === undefined ? { ...emptyDraft, issuer: issuer.trim() } : draftOf(provider)
      return (
        <CustomForm
          {...common}
          start={draft}
          onBack={before === null ? onBack : () => go(before)}
          onSave={(read) => void save(read)}
        />
      )
    }
  }
}
