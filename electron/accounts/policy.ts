import { z } from 'zod'
import { Failure } from '../../shared/failure'
import type { PolicyInfo } from '../../shared/policy'
import type { Provider } from '../providers/provider'
import { readJsonFile } from '../support/json-file'
import { type ShippedClient, shippedClients } from './shipped-clients'

const names = z.array(z.string().min(1).max(300)).max(1000)

const contents = z.strictObject({
  version: z.literal(1),
  organisation: z.string().max(200).optional(),
  allowedProviders: names.optional(),
  forbiddenProviders: names.default([]),
  customProviders: z.boolean().default(true),
  sandbox: z.boolean().default(true),
  apiConsole: z.boolean().default(true),
  updates: z.boolean().default(true),
  updateUrl: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .optional(),
  onlyScopes: z.record(z.string(), names).default({}),
  clients: shippedClients.default({}),
})

/** What an organisation laid down, and what follows from it. Read once, at start; nothing here is ever written. */
export interface Policy {
  readonly info: PolicyInfo
  /** Clients that it brings, by provider id. */
  readonly clients: readonly ShippedClient[]
  allows(provider: Provider): boolean
  /** Throws `policy_forbids` for a provider that may not be connected. */
  requireProvider(provider: Provider): void
  /** Throws `policy_forbids`. */
  requireApiConsole(): void
  /** Throws `policy_forbids`. */
  requireCustomProviders(): void
  /** Those of the scopes that may be asked for. */
  scopesWithin(provider: Provider, scopes: readonly string[]): readonly string[]
}

/** Where the file is: a place that only an administrator can write to. */
export function policyPath(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  switch (platform) {
    case 'win32':
      return `${environment.ProgramData ?? 'C:\\ProgramData'}\\Keyfob\\policy.json`
    case 'darwin':
      return '/Library/Application Support/Keyfob/policy.json'
    default:
      return '/etc/keyfob/policy.json'
  }
}

/**
 * Reads the policy file. One that is there and cannot be understood allows nothing: what it meant to forbid is not
 * known. Never throws.
 */
export async function readPolicy(path: string): Promise<Policy> {
  const file = await readJsonFile(path).catch(() => ({ kind: 'damaged' }) as const)
  if (file.kind === 'missing') return createPolicy({ ...unmanaged, path }, [])
  const parsed = contents.safeParse(file.kind === 'read' ? file.value : undefined)
  if (!parsed.success) {
    const nothing = {
      allowedProviders: [],
      customProviders: false,
      sandbox: false,
      apiConsole: false,
      updates: false,
    }
    return createPolicy({ ...unmanaged, ...nothing, path, managed: true, damaged: true }, [])
  }
  const { version: _, clients, organisation, allowedProviders, updateUrl, ...rest } = parsed.data
  const brought = Object.entries(clients).flatMap(([providerId, each]) =>
    each.map((client) => ({ ...client, providerId })),
  )
  const info: PolicyInfo = {
    ...rest,
    managed: true,
    path,
    damaged: false,
    ...(organisation === undefined ? {} : { organisation }),
    ...(allowedProviders === undefined ? {} : { allowedProviders }),
    ...(updateUrl === undefined ? {} : { updateUrl }),
    clientsFor: Object.keys(clients),
  }
  return createPolicy(info, brought)
}

const unmanaged: Omit<PolicyInfo, 'path'> = {
  managed: false,
  damaged: false,
  forbiddenProviders: [],
  customProviders: true,
  sandbox: true,
  apiConsole: true,
  updates: true,
  clientsFor: [],
  onlyScopes: {},
}

/** For a machine that nobody manages. */
export const noPolicy = createPolicy({ ...unmanaged, path: '' }, [])

function createPolicy(info: PolicyInfo, clients: readonly ShippedClient[]): Policy {
  function allows({ id, base }: Provider): boolean {
    if (info.forbiddenProviders.includes(id)) return false
    if (base.kind === 'sandbox') return info.sandbox
    return info.allowedProviders?.includes(id) ?? true
  }
  return {
    info,
    clients,
    allows,
    requireProvider(provider) {
      if (!allows(provider)) throw forbidden(provider.name, info)
    },
    requireApiConsole() {
      if (!info.apiConsole) throw forbidden('the API console', info)
    },
    requireCustomProviders() {
      if (!info.customProviders) throw forbidden('providers of your own', info)
    },
    scopesWithin: ({ id }, scopes) => {
      const only = info.onlyScopes[id]
      return only ? scopes.filter((scope) => only.includes(scope)) : scopes
    },
  }
}

function forbidden(subject: string, { organisation }: PolicyInfo): Failure {
  return new Failure('policy_forbids', `the policy of ${organisation ?? 'this computer'} does not allow it`, {
    facts: { subject },
  })
}
