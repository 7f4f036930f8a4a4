import type { ProviderSummary } from '../../../shared/provider-summary'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { useAnswer } from '../../hooks/use-answer'
import { text } from '../../text'
import { sameBase } from '../guide/address'
import { Guide } from '../guide/guide'
import type { Connecting, Phase } from './connecting'

export interface ClientGuideProps {
  readonly phase: Extract<Phase, { name: 'guide' }>
  readonly provider: ProviderSummary
  readonly connecting: Connecting
}

/** The registration guide on the way to an account. */
export function ClientGuide({ phase, provider, connecting }: ClientGuideProps) {
  const { keyfob } = useApp()
  const { id: providerId } = provider
  const { base, again } = phase
  const { value: clients, failure } = useAnswer(() => keyfob.listClients({}), base)
  const goOn = () => connecting.askPermissions(providerId, { base })
  if (clients === undefined && failure === undefined) return null
  return (
    <Guide
      address={{ providerId, base }}
      current={clients?.find(
        (one) => one.origin === 'own' && one.providerId === providerId && sameBase(one.base, base),
      )}
      saveLabel={text.guide.save}
      onSaved={goOn}
      onSkip={again === true ? undefined : goOn}
      aside={
        <>
          <Button variant="quiet" onPress={connecting.choose}>
            {text.back}
          </Button>
          {provider.flows.includes('client_credentials') && (
            <Button
              variant="quiet"
              onPress={() =>
                connecting.askPermissions(providerId, { base, kind: 'client_credentials', client: true })
              }
            >
              {text.guide.service}
            </Button>
          )}
        </>
      }
    />
  )
}
