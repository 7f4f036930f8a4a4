import type { ProviderSummary } from '../../../../shared/provider-summary'
import { Dialog } from '../../../components/dialog'
import { text } from '../../../text'
import { ProviderGrid } from '../../connect/provider-grid'

export interface ChooseProviderDialogProps {
  readonly providers: readonly ProviderSummary[]
  readonly onChoose: (provider: ProviderSummary) => void
  readonly onClose: () => void
}

/** Which provider a client is to be set up for: those that lack one first. */
export function ChooseProviderDialog({ providers, onChoose, onClose }: ChooseProviderDialogProps) {
  const open = providers.filter((provider) => !isFixed(provider))
  return (
    <Dialog
      title={text.providers.addTitle}
      subtitle={text.providers.addSubtitle}
      closeLabel={text.close}
      onClose={onClose}
    >
      <ProviderGrid
        providers={open.toSorted((one, other) => Number(other.needsClient) - Number(one.needsClient))}
        onChoose={onChoose}
      />
    </Dialog>
  )
}

/** Nobody brings a client of their own where it is part of the provider, or the organisation's. */
function isFixed({ clientOrigin }: ProviderSummary): boolean {
  return clientOrigin === 'built_in' || clientOrigin === 'managed'
}
