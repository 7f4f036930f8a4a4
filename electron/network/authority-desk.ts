import type { AuthorityStatus } from '../../shared/network'
import type { Settings } from '../../shared/settings'
import { openAuthorities, readAuthorityFile } from './authority-file'

export interface AuthorityWorld {
  readonly settings: {
    get(): Settings
    change(difference: Partial<Settings>): Promise<Settings>
  }
  /** Asks the person for a file; undefined: none. */
  readonly chooseAuthorityFile: () => Promise<string | undefined>
}

export async function getAuthority({ settings }: Pick<AuthorityWorld, 'settings'>): Promise<AuthorityStatus> {
  return (await openAuthorities(settings.get().authority)).status
}

/** Nothing has changed when the person chooses no file. Throws `authority_file_refused` and what settings throw. */
export async function chooseAuthority(world: AuthorityWorld): Promise<AuthorityStatus> {
  const path = await world.chooseAuthorityFile()
  if (path !== undefined) {
    const { file } = await readAuthorityFile(path)
    await world.settings.change({ authority: file })
  }
  return getAuthority(world)
}

export async function removeAuthority(world: Pick<AuthorityWorld, 'settings'>): Promise<AuthorityStatus> {
  await world.settings.change({ authority: undefined })
  return getAuthority(world)
}
