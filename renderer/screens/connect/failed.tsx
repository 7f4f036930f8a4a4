import type { FailureCode } from '../../../shared/failure'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { DialogActions, DialogBody } from '../../components/dialog'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import type { Connecting, Phase } from './connecting'

export interface FailedProps {
  readonly phase: Extract<Phase, { name: 'failed' }>
  readonly provider: ProviderSummary
  readonly connecting: Connecting
  readonly onClose: () => void
}

/** The failure where it happened, with the button that answers it and the ways around it. */
export function Failed({ phase, provider, connecting, onClose }: FailedProps) {
  const { commands, navigation } = useApp()
  const traced = useSelect((state) => state.flows).has(phase.flowId)
  const { attempt, failure } = phase
  const again = () => connecting.start(attempt)
  const askPermissions = () =>
    connecting.askPermissions(provider.id, { base: attempt.base, scopes: attempt.scopes })
  const inSession = () => connecting.start({ ...attempt, kept: 'session' })

  return (
    <>
      <DialogBody>
        <FailureNote
          failure={failure}
          provider={provider.name}
          takesFocus
          doers={{
            try_again: again,
            new_code: again,
            keep_for_session: inSession,
            other_way: askPermissions,
            enter_client: () => connecting.enterClient(attempt, provider),
            check_keychain: async () => {
              await commands.checkVault()
              again()
            },
          }}
          more={
            offersMemory.has(failure.code) ? (
              <Button variant="quiet" onPress={inSession}>
                {text.connect.keepSession}
              </Button>
            ) : undefined
          }
        />
      </DialogBody>
      <DialogActions
        aside={
          <>
            <Button variant="quiet" onPress={askPermissions}>
              {text.connect.chooseOther}
            </Button>
            {traced && (
              <Button
                variant="quiet"
                onPress={() => {
                  onClose()
                  navigation.go({ screen: 'trace', flowId: phase.flowId })
                }}
              >
                {text.activity.see}
              </Button>
            )}
          </>
        }
      >
        <Button onPress={onClose}>{text.close}</Button>
      </DialogActions>
    </>
  )
}

/** Failures of the keychain whose own button is another one: memory is the second choice. */
const offersMemory: ReadonlySet<FailureCode> = new Set([
  'vault_locked',
  'vault_gone',
  'vault_denied',
  'vault_unexplained',
])
