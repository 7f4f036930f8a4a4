import type { Account } from '../../../shared/account'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { Dialog, DialogActions, DialogBody } from '../../components/dialog'
import { MarkTile } from '../../components/mark-tile'
import { explainFailure } from '../../failure-text'
import { dayAndTime } from '../../format'
import { faceOf, whereAndWho } from '../../people'
import type { ConnectWish } from '../../store'
import { text } from '../../text'
import { FailureNote } from '../failure-note'

/** "Why was I signed out?": the reason kept with the account, and the way back. */
export function WhyDialog({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const { commands, navigation } = useApp()
  const provider = useSelect((state) => state.providers).find(
    (candidate) => candidate.id === account.providerId,
  )
  const { health } = account
  if (health.state === 'working') return null

  const { name, mark } = faceOf(provider, account.providerId)
  const connect = (how: Pick<ConnectWish, 'entersClient'> = {}) => {
    onClose()
    commands.startConnecting({ providerId: account.providerId, accountId: account.id, ...how })
  }
  const entersClient = provider !== undefined && explainFailure(health).action?.kind === 'enter_client'
  const ended = health.state === 'needs_reconnecting'
  return (
    <Dialog
      title={ended ? text.accounts.whyTitle(account.label) : text.accounts.whyUnreachable(account.label)}
      subtitle={`${whereAndWho(name, account)} · ${dayAndTime(health.since, Date.now())}`}
      picture={<MarkTile name={name} mark={mark} size={40} />}
      closeLabel={text.close}
      onClose={onClose}
    >
      <DialogBody>
        <FailureNote
          failure={health}
          provider={name}
          doers={{ enter_client: entersClient ? () => connect({ entersClient }) : undefined }}
        />
      </DialogBody>
      <DialogActions
        aside={
          <Button
            variant="quiet"
            onPress={() => {
              onClose()
              navigation.go({ screen: 'activity', accountId: account.id })
            }}
          >
            {text.accounts.seeActivity}
          </Button>
        }
      >
        {ended ? (
          <Button variant="primary" onPress={() => connect()}>
            {text.accounts.reconnect}
          </Button>
        ) : (
          <Button
            variant={entersClient ? 'secondary' : 'primary'}
            onPress={async () => {
              await commands.renew(account)
              onClose()
            }}
          >
            {text.settings.tryAgain}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
