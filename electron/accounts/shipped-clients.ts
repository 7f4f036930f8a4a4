import { z } from 'zod'
import { Failure } from '../../shared/failure'
import { readJsonFile } from '../support/json-file'
import { type Secret, secret } from '../support/secret'

/** A client that did not come from the person: with the build, beside the app, or from a policy. */
export interface ShippedClient {
  readonly providerId: string
  /** Address of a self-hosted server; absent: the provider's own, or its preset. */
  readonly base?: string | undefined
  readonly clientId: string
  readonly clientSecret?: Secret | undefined
}

const client = z
  .strictObject({
    clientId: z.string().trim().min(1).max(500),
    /** For what providers call a secret and do not treat as one: whatever ships in an app is public. */
    clientSecret: z.string().trim().min(1).max(4096).optional(),
    base: z.url({ protocol: /^https?$/ }).optional(),
  })
  .transform(({ clientSecret, ...rest }) => ({
    ...rest,
    ...(clientSecret === undefined ? {} : { clientSecret: secret(clientSecret) }),
  }))

/** By provider id: one client, or one for each address. */
export const shippedClients = z.record(
  z.string().max(100),
  z.union([client.transform((one) => [one]), z.array(client)]),
)

/**
 * Clients that came with the app: `built` is the JSON text that the build was given, `files` are looked for beside the
 * app; a later file goes before an earlier one, and any file before the build. Throws `file_damaged` with the name of
 * what cannot be understood.
 */
export async function readShippedClients(
  built: string,
  files: readonly string[],
): Promise<readonly ShippedClient[]> {
  const found = [...(built.trim() === '' ? [] : parse(textToJson(built), 'KEYFOB_CLIENTS'))]
  for (const path of files) {
    const file = await readJsonFile(path)
    if (file.kind === 'missing') continue
    found.unshift(...parse(file.kind === 'read' ? file.value : undefined, path))
  }
  return found
}

function parse(value: unknown, subject: string): readonly ShippedClient[] {
  const parsed = shippedClients.safeParse(value)
  if (!parsed.success) {
    throw new Failure('file_damaged', 'not a list of clients', { facts: { subject } })
  }
  return Object.entries(parsed.data).flatMap(([providerId, clients]) =>
    clients.map((each) => ({ ...each, providerId })),
  )
}

function textToJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the text, and with it a secret.
    return undefined
  }
}
