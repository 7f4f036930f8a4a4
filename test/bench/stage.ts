import { join } from 'node:path'
import { serviceName } from '../../electron/profile'
import { type Desktop, startDesktop } from '../desktop/harness/desktop'
import { buildVaultWorker, startVaultProcess, type VaultProcess } from '../desktop/vault-process'

/** Where everything is measured: a desktop with a keyring of its own, and a folder that goes with it. */
export interface Stage {
  readonly desktop: Desktop
  readonly folder: string
  /** The keychain of the app with that profile, through the app's own vault. */
  vaultOf(profile: string): Promise<VaultProcess>
  end(): Promise<void>
}

export const projectRoot = join(import.meta.dirname, '..', '..')

export async function openStage(): Promise<Stage> {
  const desktop = await startDesktop()
  const vaults: VaultProcess[] = []
  let worker: Promise<string> | undefined
  return {
    desktop,
    folder: desktop.folder,
    async vaultOf(profile) {
      worker ??= buildVaultWorker()
      const vault = startVaultProcess(await worker, {
        ...desktop.env,
        KEYFOB_TEST_SERVICE: serviceName(profile, desktop.env.XDG_CONFIG_HOME),
      })
      vaults.push(vault)
      return vault
    },
    async end() {
      await Promise.all(vaults.map((vault) => vault.kill()))
      await desktop.stop()
    },
  }
}
