import { Choice } from '../../components/choice'
import { TextEntry } from '../../components/text-entry'
import { TickBox } from '../../components/tick-box'
import { text } from '../../text'
import type { DraftPartProps } from './custom-form'
import styles from './custom-provider.module.css'

/** What most servers need no word about. */
export function ProtocolFields({ draft, change, field }: DraftPartProps) {
  const words = text.customProvider
  const hosts = ['127.0.0.1', 'localhost'] as const
  const ways = ['client_secret_basic', 'client_secret_post'] as const
  return (
    <div className={styles.parts}>
      <Choice
        label={words.back}
        value={draft.host}
        options={hosts.map((value) => ({ value, label: value }))}
        onChange={(host) => change({ host })}
      />
      <div className={styles.pair}>
        <TextEntry
          label={words.port}
          hint={words.portHint}
          mono
          value={draft.port}
          onChange={(port) => change({ port })}
          {...field('port')}
        />
        <TextEntry
          label={words.path}
          mono
          value={draft.path}
          onChange={(path) => change({ path })}
          {...field('path')}
        />
      </div>
      <Choice
        label={words.authentication}
        value={draft.authentication}
        options={ways.map((value) => ({ value, ...words.authentications[value] }))}
        onChange={(authentication) => change({ authentication })}
      />
      {draft.kind === 'discovery' && (
        <TickBox
          label={words.registration}
          explanation={words.registrationWords}
          isSelected={draft.registration}
          onChange={(registration) => change({ registration })}
        />
      )}
      <TextEntry
        label={words.origins}
        hint={words.originsHint}
        mono
        lines={2}
        value={draft.origins}
        onChange={(origins) => change({ origins })}
        {...field('origins')}
      />
    </div>
  )
}
