import { type FlowKind, flowKinds } from '../../../shared/provider-summary'
import { Choice } from '../../components/choice'
import { TextEntry } from '../../components/text-entry'
import { TickBox } from '../../components/tick-box'
import { text } from '../../text'
import type { DraftPartProps } from './custom-form'
import styles from './custom-provider.module.css'
import { asksByRequest } from './draft'

/** The ways in, what may be asked for, and how the account is known. */
export function AccountFields({ draft, change, field }: DraftPartProps) {
  const words = text.customProvider
  const { error } = field('flows')

  function tick(flow: FlowKind, ticked: boolean) {
    const flows = new Set(draft.flows)
    if (ticked) flows.add(flow)
    else flows.delete(flow)
    change({ flows })
  }

  return (
    <>
      <fieldset className={styles.ticks}>
        <legend>{words.flows}</legend>
        {flowKinds.map((flow) => (
          <TickBox
            key={flow}
            label={text.connect.ways[flow].label}
            explanation={words.flowWords[flow]}
            isSelected={draft.flows.has(flow)}
            onChange={(ticked) => tick(flow, ticked)}
          />
        ))}
        {error !== undefined && (
          <p className={styles.error} role="alert">
            {error}
          </p>
        )}
      </fieldset>
      <TextEntry
        label={words.permissions}
        hint={words.permissionsHint}
        mono
        lines={4}
        value={draft.scopes}
        onChange={(scopes) => change({ scopes })}
        {...field('scopes')}
      />
      {draft.kind === 'discovery' && (
        <Choice
          label={words.who}
          value={draft.identity}
          options={(['openid', 'request'] as const).map((value) => ({ value, ...words.whos[value] }))}
          onChange={(identity) => change({ identity })}
        />
      )}
      {asksByRequest(draft) && (
        <>
          <TextEntry
            label={words.identityUrl}
            mono
            value={draft.identityUrl}
            onChange={(identityUrl) => change({ identityUrl })}
            {...field('identityUrl')}
          />
          <TextEntry
            label={words.idField}
            hint={words.fieldHint}
            mono
            value={draft.idField}
            onChange={(idField) => change({ idField })}
            {...field('idField')}
          />
          <div className={styles.pair}>
            <TextEntry
              label={words.nameField}
              mono
              value={draft.nameField}
              onChange={(nameField) => change({ nameField })}
            />
            <TextEntry
              label={words.emailField}
              mono
              value={draft.emailField}
              onChange={(emailField) => change({ emailField })}
            />
          </div>
          {draft.kind === 'discovery' && (
            <TickBox
              label={words.openid}
              explanation={words.openidWords}
              isSelected={draft.openid}
              onChange={(openid) => change({ openid })}
            />
          )}
        </>
      )}
    </>
  )
}
