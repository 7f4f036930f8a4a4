import type { CustomProvider, DiscoveredServer } from '../../../shared/custom-provider'
import type { FailureReport } from '../../../shared/failure'
import { Button } from '../../components/button'
import { Chips } from '../../components/chips'
import { Choice } from '../../components/choice'
import { DialogActions, DialogBody } from '../../components/dialog'
import { MoreBelow } from '../../components/more-below'
import { StateDot, type Tone } from '../../components/state-dot'
import { TextEntry } from '../../components/text-entry'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import { SubmitButton } from '../guide/submit-button'
import styles from './custom-provider.module.css'

type Protections = DiscoveredServer['protections'][number]

export interface FoundServerProps {
  readonly server: DiscoveredServer
  readonly provider: CustomProvider
  readonly failure: FailureReport | null
  readonly saving: boolean
  readonly saveLabel: string
  readonly onChange: (provider: CustomProvider) => void
  readonly onDetails: () => void
  readonly onBack: () => void
  readonly onSave: () => void
}

/** What a server said of itself, put so that a person can judge it before going on. */
export function FoundServer(props: FoundServerProps) {
  const { server, provider, failure, saving, saveLabel, onChange, onDetails, onBack, onSave } = props
  const words = text.customProvider
  const refused = server.refusal !== undefined
  const nameless = provider.name.trim() === ''
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!nameless && !saving && !refused) onSave()
      }}
    >
      <DialogBody>
        <div className={styles.parts}>
          {server.refusal !== undefined && <FailureNote failure={server.refusal} />}
          {!refused && (
            <TextEntry
              autoFocus
              label={words.name}
              hint={words.nameHint}
              maxLength={60}
              value={provider.name}
              onChange={(name) => onChange({ ...provider, name })}
              error={nameless && words.wrong.needed}
            />
          )}
          <section className={styles.group} aria-labelledby="offers-heading">
            <h3 id="offers-heading">{words.offers}</h3>
            <dl className={styles.facts}>
              <dt>{words.ways}</dt>
              <dd>{server.flows.map((flow) => text.connect.ways[flow].label).join(' · ') || words.none}</dd>
              <dt>{words.identity}</dt>
              <dd>{server.openid ? words.identityYes : words.identityNo}</dd>
              <dt>{words.revocation}</dt>
              <dd>{server.revocation ? words.yes : words.no}</dd>
              <dt>{words.scopes}</dt>
              <dd>
                {server.scopes.length === 0 ? (
                  words.noScopes
                ) : (
                  <Chips labels={server.scopes} limit={10} wraps />
                )}
              </dd>
            </dl>
          </section>
          <section className={styles.group} aria-labelledby="protections-heading">
            <h3 id="protections-heading">{words.protections}</h3>
            <ul className={styles.protections}>
              {server.protections.map(({ name, offered }) => (
                <li key={name}>
                  <StateDot tone={toneOf(name, offered)} />
                  <span className={styles.protection}>{text.protections[name].label}</span>
                  <span className={styles.muted} title={text.protections[name].words}>
                    {words.offered[offered]}
                  </span>
                </li>
              ))}
            </ul>
          </section>
          {!refused && server.registration && (
            <Choice
              label={words.client}
              value={provider.registration ? 'made' : 'own'}
              options={[
                { value: 'made', label: words.clientMade, explanation: words.clientMadeWords },
                { value: 'own', label: words.clientOwn, explanation: words.clientOwnWords },
              ]}
              onChange={(client) => onChange({ ...provider, registration: client === 'made' })}
            />
          )}
          {!refused && !server.registration && <p className={styles.muted}>{words.clientHand}</p>}
          <MoreBelow label={words.endpoints}>
            <dl className={styles.facts}>
              {server.endpoints.map(({ name, address }) => (
                <Endpoint key={name} name={name} address={address} />
              ))}
            </dl>
          </MoreBelow>
          {failure !== null && <FailureNote failure={failure} />}
        </div>
      </DialogBody>
      <DialogActions
        aside={
          <span className={styles.aside}>
            <Button variant="quiet" onPress={onBack}>
              {text.back}
            </Button>
            {!refused && (
              <Button variant="quiet" onPress={onDetails}>
                {words.change}
              </Button>
            )}
          </span>
        }
      >
        {!refused && (
          <SubmitButton label={saveLabel} busyLabel={text.saving} busy={saving} isDisabled={nameless} />
        )}
      </DialogActions>
    </form>
  )
}

/** Without PKCE Keyfob does not sign in; the others are more than most servers have. */
function toneOf(name: Protections['name'], offered: Protections['offered']): Tone {
  if (offered === 'yes') return 'good'
  return offered === 'no' && name === 'pkce' ? 'bad' : 'idle'
}

function Endpoint({ name, address }: { readonly name: string; readonly address: string }) {
  return (
    <>
      <dt>{name.replaceAll('_', ' ')}</dt>
      <dd className={styles.address}>{address}</dd>
    </>
  )
}
