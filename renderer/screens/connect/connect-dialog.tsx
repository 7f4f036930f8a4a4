import type { Account } from '../../../shared/account'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { useApp, useSelect } from '../../app-context'
import { Dialog } from '../../components/dialog'
import { MarkTile } from '../../components/mark-tile'
import { useAnswer } from '../../hooks/use-answer'
import { faceOf, whereAndWho } from '../../people'
import type { ConnectWish } from '../../store'
import { text } from '../../text'
import { CustomPicture } from '../custom-provider/custom-dialog'
import { CustomSteps } from '../custom-provider/custom-steps'
import { BaseAddress } from '../guide/base-address'
import { ClientGuide } from './client-guide'
import { type Attempt, type Phase, useConnecting } from './connecting'
import { Done } from './done'
import { Failed } from './failed'
import { Permissions } from './permissions'
import { ProviderGrid } from './provider-grid'
import { Running } from './running'
import { SomeoneElse } from './someone-else'

export interface ConnectDialogProps {
  readonly wish: ConnectWish
  readonly onClose: () => void
}

export function ConnectDialog({ wish, onClose }: ConnectDialogProps) {
  const { keyfob, navigation } = useApp()
  const { value: policy } = useAnswer(() => keyfob.getPolicy({}))
  const providers = useSelect((state) => state.providers)
  const account = useSelect((state) => state.accounts).find((candidate) => candidate.id === wish.accountId)
  const connecting = useConnecting(wish, attemptFor(wish, account, providers))
  const { phase } = connecting
  const provider = providers.find((candidate) => candidate.id === providerOf(phase))

  function close() {
    void connecting.cancel().catch(() => undefined)
    onClose()
  }

  return (
    <Dialog
      {...headingOf(phase, provider, account)}
      picture={
        phase.name === 'custom' ? (
          <CustomPicture />
        ) : (
          provider && <MarkTile {...faceOf(provider, provider.id)} size={40} />
        )
      }
      closeLabel={text.close}
      mustAnswer={phase.name === 'someone_else'}
      onClose={close}
    >
      {phase.name === 'choosing' && (
        <ProviderGrid
          providers={providers}
          onChoose={connecting.pick}
          onCustom={policy?.customProviders === false ? undefined : connecting.chooseCustom}
        />
      )}
      {phase.name === 'custom' && (
        <CustomSteps
          saveLabel={text.customProvider.save}
          onBack={connecting.choose}
          onSaved={({ id }) => void connecting.takeCustom(id)}
        />
      )}
      {phase.name === 'address' && provider !== undefined && (
        <BaseAddress
          provider={provider}
          onBack={connecting.choose}
          onNext={(base) => void connecting.takeBase(provider, base)}
        />
      )}
      {phase.name === 'guide' && provider !== undefined && (
        <ClientGuide phase={phase} provider={provider} connecting={connecting} />
      )}
      {phase.name === 'permissions' && provider !== undefined && (
        <Permissions
          key={provider.id}
          provider={provider}
          account={account?.providerId === provider.id ? account : undefined}
          options={phase}
          {...(wish.accountId === undefined ? { onBack: connecting.choose } : {})}
          onStart={connecting.start}
        />
      )}
      {phase.name === 'running' && provider !== undefined && (
        <Running phase={phase} provider={provider} onCancel={connecting.cancel} />
      )}
      {phase.name === 'failed' && provider !== undefined && (
        <Failed phase={phase} provider={provider} connecting={connecting} onClose={onClose} />
      )}
      {phase.name === 'someone_else' && (
        <SomeoneElse outcome={phase.outcome} onSettle={connecting.settle} onClose={onClose} />
      )}
      {phase.name === 'done' && (
        <Done
          account={phase.account}
          provider={provider}
          onAnother={connecting.choose}
          onBrowse={() => {
            onClose()
            navigation.go({ screen: 'browse', accountId: phase.account.id })
          }}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

/**
 * An account that exists is asked for again as it was, without another question. Wished scopes come on top of what was
 * granted: what the person declined before is not asked for along with them.
 */
function attemptFor(
  wish: ConnectWish,
  account: Account | undefined,
  providers: readonly ProviderSummary[],
): Attempt | undefined {
  if (account === undefined) return undefined
  const { asked, granted } = account.scopes
  const wanted = new Set(wish.scopes === undefined ? asked : [...granted, ...wish.scopes])
  const scopes = providers.find((candidate) => candidate.id === account.providerId)?.scopes ?? []
  const optional = new Set(scopes.filter((scope) => !scope.required).map((scope) => scope.name))
  return {
    providerId: account.providerId,
    kind: account.flow,
    scopes: [...wanted].filter((name) => optional.has(name)),
    accountId: account.id,
    kept: account.kept,
    ...(account.base === undefined ? {} : { base: account.base }),
  }
}

function providerOf(phase: Phase): string | undefined {
  switch (phase.name) {
    case 'choosing':
    case 'custom':
      return undefined
    case 'address':
    case 'guide':
    case 'permissions':
      return phase.providerId
    case 'done':
      return phase.account.providerId
    default:
      return phase.attempt.providerId
  }
}

function headingOf(phase: Phase, provider: ProviderSummary | undefined, account: Account | undefined) {
  const name = provider?.name ?? ''
  switch (phase.name) {
    case 'choosing':
      return { title: text.connect.chooseTitle, subtitle: text.connect.chooseSubtitle }
    case 'custom':
      return { title: text.customProvider.title, subtitle: text.customProvider.subtitle }
    case 'address':
      return { title: text.guide.addressTitle(name), subtitle: text.guide.addressSubtitle }
    case 'guide':
      return { title: text.guide.title(name), subtitle: phase.base ?? text.guide.subtitle(name) }
    case 'permissions':
      return {
        title: text.connect.permissionsTitle(name),
        subtitle: phase.base ?? text.connect.permissionsSubtitle,
      }
    case 'running': {
      const title = account ? text.connect.reconnectingTitle(account.label) : text.connect.runningTitle(name)
      return { title, subtitle: text.connect.runningSubtitle[phase.attempt.kind] }
    }
    case 'failed':
      return { title: text.connect.failedTitle(account?.label ?? name) }
    case 'someone_else':
      return { title: text.connect.elseTitle }
    case 'done': {
      const { label } = phase.account
      return {
        title: phase.renewed ? text.connect.renewedTitle(label) : text.connect.doneTitle(label),
        subtitle: whereAndWho(name, phase.account),
      }
    }
  }
}
