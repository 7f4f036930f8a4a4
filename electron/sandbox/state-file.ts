import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { SandboxError } from './errors'

const record = z.object({
  payload: z.record(z.string(), z.unknown()),
  /** Milliseconds since 1970; absent for what never expires. */
  expiresAt: z.number().optional(),
})

const sandboxState = z.object({
  version: z.literal(1),
  port: z.number().int().min(1).max(65535).optional(),
  cookieKeys: z.array(z.string().min(16)).min(1),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1) }),
  records: z.record(z.string(), z.record(z.string(), record)),
})

export type StoredRecord = z.infer<typeof record>
export type SandboxState = z.infer<typeof sandboxState>

export type LoadedState = {
  readonly state: SandboxState | undefined
  /** Where a file that could not be understood was moved to. */
  readonly setAside?: string
}

/**
 * Reads the state file. A missing file is an empty state; a damaged or unknown one is moved aside under a dated name,
 * never overwritten. Throws `SandboxError` `state_unreadable` when the system refuses the file.
 */
export async function loadState(file: string): Promise<LoadedState> {
  const text = await readIfThere(file)
  if (text === undefined) return { state: undefined }
  const state = parseState(text)
  return state ? { state } : { state: undefined, setAside: await setAside(file) }
}

/** Writes the whole file beside the old one, then puts it in its place: a crash leaves the old or the new, never half. */
export async function writeState(file: string, state: SandboxState): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const temporary = `${file}.writing`
  const handle = await open(temporary, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(state))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file).catch(async (error) => {
    await rm(temporary, { force: true })
    throw error
  })
}

/**
 * Moves the state file out of the way and returns its new name, which begins with the old one, by which it is known when
 * everything is removed.
 */
async function setAside(file: string): Promise<string> {
  const target = `${file}.set-aside-${new Date().toISOString().replace(/[:.]/g, '-')}`
  await rename(file, target)
  return target
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new SandboxError('state_unreadable', 'The state file of Sandbox Cloud could not be read.', {
      cause: error,
    })
  }
}

function parseState(text: string): SandboxState | undefined {
  try {
    return sandboxState.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
