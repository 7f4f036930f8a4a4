import keytar from 'keytar'
import { z } from 'zod'
import { secret } from '../../electron/support/secret'
import { largestEntryOn } from '../../electron/vault/entry-format'
import { createKeychainVault } from '../../electron/vault/keychain-vault'
import { Failure } from '../../shared/failure'

/** What a test may ask of the process that holds the vault. */
const question = z.discriminatedUnion('what', [
  z.object({ id: z.number(), what: z.literal('probe') }),
  z.object({ id: z.number(), what: z.literal('sweep') }),
  z.object({ id: z.number(), what: z.literal('entries') }),
  z.object({ id: z.number(), what: z.literal('read'), name: z.string() }),
  z.object({ id: z.number(), what: z.literal('erase'), name: z.string() }),
  z.object({ id: z.number(), what: z.literal('write'), name: z.string(), text: z.string() }),
])
export type Question = z.infer<typeof question>

const service = process.env.KEYFOB_TEST_SERVICE ?? 'Keyfob test'
const vault = createKeychainVault({
  load: async () => keytar,
  service,
  // In pieces, unless a test wants it as it is here.
  largestEntry: largestEntryOn(process.env.KEYFOB_TEST_WHOLE ? process.platform : 'win32'),
  name: 'GNOME Keyring',
  patience: 5_000,
})

async function carryOut(asked: Question): Promise<unknown> {
  switch (asked.what) {
    case 'probe':
      return (await vault.probe()).state
    case 'sweep':
      return vault.sweep()
    case 'entries':
      return keytar.findCredentials(service)
    case 'read':
      return (await vault.read(asked.name))?.reveal() ?? null
    case 'erase':
      return vault.erase(asked.name)
    case 'write':
      return vault.write(asked.name, secret(asked.text))
  }
}

process.on('message', async (message) => {
  const asked = question.parse(message)
  try {
    process.send?.({ id: asked.id, value: await carryOut(asked) })
  } catch (error) {
    process.send?.({ id: asked.id, code: error instanceof Failure ? error.code : String(error) })
  }
})
