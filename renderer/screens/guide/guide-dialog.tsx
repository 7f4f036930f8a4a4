import { useState } from 'react'
import type { ClientSummary } from '../../../shared/client'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { Dialog } from '../../components/dialog'
import { MarkTile } from '../../components/mark-tile'
import { faceOf } from '../../people'
import { text } from '../../text'
import { BaseAddress } from './base-address'
import { Guide } from './guide'

export interface GuideDialogProps {
  readonly provider: ProviderSummary
  readonly base?: string | undefined
  /** The client that is to be replaced. */
  readonly current?: ClientSummary | undefined
  readonly onSaved: (client: ClientSummary) => void
  readonly onClose: () => void
}

/** The registration guide by itself, outside of connecting. */
export function GuideDialog({ provider, base, current, onSaved, onClose }: GuideDialogProps) {
  const [chosen, setChosen] = useState(base)
  const asks = provider.base !== undefined && chosen === undefined
  const heading = asks
    ? { title: text.guide.addressTitle(provider.name), subtitle: text.guide.addressSubtitle }
    : {
        title: current ? text.guide.replaceTitle(provider.name) : text.guide.title(provider.name),
        subtitle: chosen ?? text.guide.subtitle(provider.name),
      }
  return (
    <Dialog
      {...heading}
      picture={<MarkTile {...faceOf(provider, provider.id)} size={40} />}
      closeLabel={text.close}
      onClose={onClose}
    >
      {asks ? (
        <BaseAddress provider={provider} onNext={setChosen} />
      ) : (
        <Guide
          address={{ providerId: provider.id, base: chosen }}
          current={current}
          saveLabel={text.guide.saveOnly}
          onSaved={onSaved}
        />
      )}
    </Dialog>
  )
}
