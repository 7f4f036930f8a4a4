import { Copy, ShieldCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Account } from '../../../shared/account'
import type { FlowKind, ProviderSummary } from '../../../shared/provider-summary'
import { useSelect } from '../../app-context'
import { Badge } from '../../components/badge'
import { Button } from '../../components/button'
import { DialogActions, DialogBody } from '../../components/dialog'
import { TickBox } from '../../components/tick-box'
import { text } from '../../text'
import { type ClientEntry, ClientFields } from './client-fields'
import type { AskOptions, Attempt } from './connecting'
import { KeptChoice } from './kept-choice'
import styles from './permissions.module.css'
import { ProviderNotes } from './provider-notes'
import { WaysIn } from './ways-in'

export interface PermissionsProps {
  readonly provider: ProviderSummary
  readonly account: Account | undefined
  /** What to begin with: the way in, the address of a self-hosted provider, scopes; and whether a client is asked for again. */
  readonly options: AskOptions
  readonly onBack?: () => void
  readonly onStart: (attempt: Attempt) => void
}

export function Permissions({ provider, account, options, onBack, onStart }: PermissionsProps) {
  const vault = useSelect((state) => state.vault)
  const [kind, setKind] = useState<FlowKind>(
    options.kind ?? account?.flow ?? provider.flows[0] ?? 'authorization_code',
  )
  const [scopes, setScopes] = useState<ReadonlySet<string>>(() => preselected(provider, account, options))
  const [kept, setKept] = useState<'keychain' | 'session'>(account?.kept ?? 'keychain')
  const [client, setClient] = useState<ClientEntry>({ id: '', credential: '' })
  const [complain, setComplain] = useState(false)

  const wantsClient = kind === 'client_credentials' || options.client === true
  const mayLeaveOut = account !== undefined && client.id === '' && client.credential === ''
  const clientComplete = client.id.trim() !== '' && client.credential.trim() !== ''

  // A service account has no person to be named: only what it may see is asked for.
  const offered = provider.scopes.filter(({ flows }) => flows?.includes(kind) ?? true)

  function submit(event: FormEvent) {
    event.preventDefault()
    start()
  }

  function start(more: Pick<Attempt, 'link'> = {}) {
    if (wantsClient && !clientComplete && !mayLeaveOut) {
      setComplain(true)
      return
    }
    onStart({
      providerId: provider.id,
      kind,
      scopes: offered.filter((scope) => !scope.required && scopes.has(scope.name)).map((scope) => scope.name),
      kept,
      ...(account === undefined ? {} : { accountId: account.id }),
      ...(options.base === undefined ? {} : { base: options.base }),
      ...(wantsClient && clientComplete
        ? { client: { id: client.id.trim(), credential: client.credential.trim() } }
        : {}),
      ...more,
    })
  }

  const changing = offered.filter((scope) => scope.changes && (scope.required || scopes.has(scope.name)))
  return (
    <form className={styles.form} onSubmit={submit}>
      <DialogBody>
        <div className={styles.parts}>
          {provider.flows.length > 1 && <WaysIn provider={provider} value={kind} onChange={setKind} />}
          {wantsClient && (
            <ClientFields
              value={client}
              onChange={setClient}
              complain={complain && !clientComplete}
              optional={account !== undefined}
              providerId={provider.id}
              base={options.base}
            />
          )}
          <fieldset className={styles.scopes}>
            <legend className={styles.legend}>{text.connect.permissions}</legend>
            {offered.map((scope) => (
              <TickBox
                key={scope.name}
                label={scope.label}
                explanation={scope.explanation}
                isSelected={scope.required || scopes.has(scope.name)}
                isDisabled={scope.required}
                onChange={(ticked) => setScopes(toggled(scopes, scope.name, ticked))}
                aside={
                  scope.changes ? (
                    <Badge tone="warn">{text.connect.changes}</Badge>
                  ) : (
                    scope.required && <span className={styles.required}>{text.connect.required}</span>
                  )
                }
              />
            ))}
          </fieldset>
          <KeptChoice vault={vault} value={kept} onChange={setKept} />
          <ProviderNotes provider={provider} />
        </div>
      </DialogBody>
      <p className={styles.promise} data-changes={changing.length > 0 || undefined}>
        <ShieldCheck size={16} strokeWidth={1.75} aria-hidden="true" />
        <span>
          {changing.length === 0
            ? text.connect.readOnly
            : text.connect.canChange(changing.map((scope) => scope.label))}{' '}
          {text.connect.never(provider.name)}
        </span>
      </p>
      <DialogActions
        aside={
          onBack && (
            <Button variant="quiet" onPress={onBack}>
              {text.back}
            </Button>
          )
        }
      >
        {kind === 'authorization_code' && (
          <Button
            icon={<Copy size={15} strokeWidth={1.75} aria-hidden="true" />}
            onPress={() => start({ link: 'copied' })}
          >
            {text.connect.copyInstead}
          </Button>
        )}
        <Button variant="primary" type="submit">
          {text.connect.primary[kind]}
        </Button>
      </DialogActions>
    </form>
  )
}

function preselected(
  provider: ProviderSummary,
  account: Account | undefined,
  options: AskOptions,
): ReadonlySet<string> {
  const before = options.scopes ?? account?.scopes.asked
  if (before !== undefined) return new Set(before)
  return new Set(provider.scopes.filter((scope) => scope.preselected).map((scope) => scope.name))
}

function toggled(scopes: ReadonlySet<string>, name: string, ticked: boolean): ReadonlySet<string> {
  const copy = new Set(scopes)
  if (ticked) copy.add(name)
  else copy.delete(name)
  return copy
}
