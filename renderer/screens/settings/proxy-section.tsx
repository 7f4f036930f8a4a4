import { type FormEvent, useState } from 'react'
import { type ProxyChoice, proxySchemes } from '../../../shared/network'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { TextEntry } from '../../components/text-entry'
import { text } from '../../text'
import styles from './network-tab.module.css'
import { type DraftErrors, draftOf, type ProxyDraft, readDraft } from './proxy-draft'

const modes = ['system', 'none', 'manual', 'script'] as const

/** System and none take effect at once; what has to be typed does when it is sent. */
export function ProxySection({ choice }: { readonly choice: ProxyChoice }) {
  const { commands } = useApp()
  const [draft, setDraft] = useState(() => draftOf(choice))
  const [errors, setErrors] = useState<DraftErrors>({})
  const change = (difference: Partial<ProxyDraft>) => {
    setDraft({ ...draft, ...difference })
    setErrors({})
  }

  async function choose(mode: ProxyChoice['mode']) {
    change({ mode })
    if (mode !== 'system' && mode !== 'none') return
    const saved = await commands.changeSettings({ proxy: { mode } })
    // What is shown as chosen is in use.
    if (!saved) setDraft((now) => (now.mode === mode ? { ...now, mode: choice.mode } : now))
  }

  function send(event: FormEvent) {
    event.preventDefault()
    const read = readDraft(draft)
    if ('mode' in read) void commands.changeSettings({ proxy: read }, text.network.saved)
    else setErrors(read)
  }

  return (
    <form className={styles.form} onSubmit={send}>
      <Choice
        label={text.network.proxyTitle}
        value={draft.mode}
        options={modes.map((value) => ({ value, ...text.network.modes[value] }))}
        onChange={choose}
      />
      {draft.mode === 'manual' && <ManualFields draft={draft} errors={errors} onChange={change} />}
      {draft.mode === 'script' && (
        <TextEntry
          label={text.network.script}
          hint={text.network.scriptHint}
          placeholder="https://wpad.acme.example/proxy.pac"
          mono
          value={draft.script}
          error={errors.script}
          onChange={(script) => change({ script })}
        />
      )}
      {(draft.mode === 'manual' || draft.mode === 'script') && (
        <div className={styles.send}>
          <p className={styles.hint}>{text.network.loopback}</p>
          <Button variant="primary" type="submit">
            {text.network.save}
          </Button>
        </div>
      )}
    </form>
  )
}

interface ManualFieldsProps {
  readonly draft: ProxyDraft
  readonly errors: DraftErrors
  readonly onChange: (difference: Partial<ProxyDraft>) => void
}

function ManualFields({ draft, errors, onChange }: ManualFieldsProps) {
  return (
    <>
      <Choice
        label={text.network.scheme}
        value={draft.scheme}
        options={proxySchemes.map((value) => ({ value, label: text.network.schemes[value] }))}
        onChange={(scheme) => onChange({ scheme })}
      />
      <div className={styles.pair}>
        <TextEntry
          label={text.network.host}
          hint={text.network.hostHint}
          placeholder="proxy.acme.example"
          mono
          value={draft.host}
          error={errors.host}
          onChange={(host) => onChange({ host })}
        />
        <TextEntry
          label={text.network.port}
          placeholder="3128"
          mono
          inputMode="numeric"
          value={draft.port}
          error={errors.port}
          onChange={(port) => onChange({ port })}
        />
      </div>
      <TextEntry
        label={text.network.bypass}
        hint={text.network.bypassHint}
        mono
        value={draft.bypass}
        error={errors.bypass}
        onChange={(bypass) => onChange({ bypass })}
      />
    </>
  )
}
