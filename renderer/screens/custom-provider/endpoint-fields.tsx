import { TextEntry } from '../../components/text-entry'
import { text } from '../../text'
import type { DraftPartProps } from './custom-form'

/** The addresses of a server that does not tell them itself. */
export function EndpointFields({ draft, change, field }: DraftPartProps) {
  const words = text.customProvider
  return (
    <>
      <TextEntry
        label={words.authorization}
        mono
        value={draft.authorization}
        onChange={(authorization) => change({ authorization })}
        {...field('authorization')}
      />
      <TextEntry
        label={words.token}
        mono
        value={draft.token}
        onChange={(token) => change({ token })}
        {...field('token')}
      />
      <TextEntry
        label={words.revocationEndpoint}
        mono
        value={draft.revocation}
        onChange={(revocation) => change({ revocation })}
        {...field('revocation')}
      />
      {draft.flows.has('device_code') && (
        <TextEntry
          label={words.deviceAuthorization}
          mono
          value={draft.deviceAuthorization}
          onChange={(deviceAuthorization) => change({ deviceAuthorization })}
          {...field('deviceAuthorization')}
        />
      )}
    </>
  )
}
