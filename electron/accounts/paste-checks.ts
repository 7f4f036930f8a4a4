import type { ClientCheck, PasteFinding } from '../../shared/client'
import type { ClientGuide, Provider } from '../providers/provider'

type Field = PasteFinding['field']

/**
 * Looks at what a person pasted as a client, and takes off what is only around it. Nothing is sent anywhere, and no
 * finding holds any part of the secret.
 */
export function checkPaste(
  pasted: { readonly clientId: string; readonly credential?: string | undefined },
  provider: Provider,
  providers: readonly Provider[],
): ClientCheck & { readonly credential?: string } {
  const guide = guideOf(provider)
  const id = unwrapped(pasted.clientId, 'clientId')
  const secret = unwrapped(pasted.credential ?? '', 'credential')
  const findings = [
    ...id.findings,
    ...secret.findings,
    ...(id.text === '' ? [wrong('clientId', 'not_text')] : brokenText(id.text, 'clientId')),
    ...brokenText(secret.text, 'credential'),
    ...mixedUp(id.text, secret.text, guide),
    ...shape(id.text, provider, guide, providers),
    ...secretRule(secret.text, guide),
  ]
  return {
    clientId: id.text,
    ...(secret.text ? { credential: secret.text } : {}),
    findings,
    savable: findings.every(({ weight }) => weight !== 'wrong'),
  }
}

export function guideOf({ client }: Provider): ClientGuide | undefined {
  return client.kind === 'built_in' ? undefined : client.guide
}

function wrong(field: Field, what: PasteFinding['what'], subject?: string): PasteFinding {
  return { field, what, weight: 'wrong', ...(subject ? { subject } : {}) }
}

const labels =
  /^(client[ _-]?(id|secret)|app(lication)?[ _-]?(\(client\) )?(id|key|secret)|key|secret|id)\s*[:=]\s*/i
const quotes = /^(["'`“”„‘’«»])(.*)(["'`“”„‘’«»])[,;]?$/s

/** What copying brings along: white space (invisible characters too), quotation marks, the label before it. */
function unwrapped(
  pasted: string,
  field: Field,
): { readonly text: string; readonly findings: readonly PasteFinding[] } {
  const findings: PasteFinding[] = []
  const cured = (what: PasteFinding['what']) => findings.push({ field, what, weight: 'cured' })
  let text = pasted
  const trimmed = () => text.replace(/^[\s\p{Cf}\p{Cc}]+|[\s\p{Cf}\p{Cc}]+$/gu, '')
  if (trimmed() !== text) cured('whitespace')
  text = trimmed()
  if (labels.test(text)) {
    cured('label')
    text = text.replace(labels, '')
  }
  const quoted = quotes.exec(text)?.[2]
  if (quoted !== undefined) {
    cured('quotes')
    text = quoted
    text = trimmed()
  }
  return { text, findings }
}

/** What can be in no id and no secret (RFC 6749 §A.1, §A.2), named as precisely as can be. */
function brokenText(text: string, field: Field): readonly PasteFinding[] {
  if (/[\s\p{Cf}]/u.test(text)) return [wrong(field, 'inner_whitespace')]
  const letters = [...new Set(text.match(/[\p{L}\p{N}\p{P}]/gu)?.filter((each) => each > '\u007e'))]
  // Which characters they are is safe to tell of an id; of a secret not even that.
  if (letters.length > 0) {
    return [wrong(field, 'lookalike', field === 'clientId' ? letters.slice(0, 5).join(' ') : undefined)]
  }
  return /^[\x21-\x7e]*$/.test(text) ? [] : [wrong(field, 'not_text')]
}

/** The two have been taken for each other. */
function mixedUp(id: string, secret: string, guide: ClientGuide | undefined): readonly PasteFinding[] {
  if (id !== '' && id === secret) return [wrong('credential', 'same')]
  if (!guide) return []
  const idIsSecret = isOnly(id, guide.secretPattern, guide.idPattern)
  const secretIsId = isOnly(secret, guide.idPattern, guide.secretPattern)
  if (idIsSecret && secretIsId) return [wrong('clientId', 'swapped')]
  if (idIsSecret) return [wrong('clientId', 'id_is_credential')]
  return secretIsId ? [wrong('credential', 'credential_is_id')] : []
}

/** Has the one shape and not the other. */
function isOnly(text: string, one: string | undefined, other: string | undefined): boolean {
  return text !== '' && fits(text, one) && other !== undefined && !fits(text, other)
}

function fits(text: string, pattern: string | undefined): boolean {
  return pattern !== undefined && new RegExp(`^(?:${pattern})$`).test(text)
}

function shape(
  id: string,
  provider: Provider,
  guide: ClientGuide | undefined,
  providers: readonly Provider[],
): readonly PasteFinding[] {
  if (id === '') return []
  if (/^https?:\/\//i.test(id) && !fits(id, guide?.idPattern)) return [wrong('clientId', 'url')]
  if (!guide?.idPattern || fits(id, guide.idPattern)) return []
  // Only shapes that say something: a bare number or UUID is anybody's.
  const other = providers.find(
    (each) =>
      each.id !== provider.id && isTelling(guideOf(each)?.idPattern) && fits(id, guideOf(each)?.idPattern),
  )
  if (other) return [{ field: 'clientId', what: 'other_provider', weight: 'doubt', subject: other.name }]
  return [{ field: 'clientId', what: 'unusual_shape', weight: 'doubt' }]
}

/** Whether a pattern holds some fixed letters, so that fitting it means more than being long enough. */
function isTelling(pattern: string | undefined): boolean {
  return pattern !== undefined && /[A-Za-z]{3}/.test(pattern.replace(/\[[^\]]*\]|\{[^}]*\}/g, ''))
}

function secretRule(secret: string, guide: ClientGuide | undefined): readonly PasteFinding[] {
  if (!guide) return []
  if (secret !== '' && guide.secretRefused) return [wrong('credential', 'credential_not_wanted')]
  if (secret === '' && guide.secretFor.includes('authorization_code')) {
    return [{ field: 'credential', what: 'credential_missing', weight: 'doubt' }]
  }
  return []
}
