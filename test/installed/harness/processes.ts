import { readdirSync, readFileSync } from 'node:fs'

/** Where the package puts Keyfob. */
export const home = '/opt/Keyfob'

export interface InstalledProcess {
  readonly id: number
  readonly command: string
  readonly status: string
}

/** The processes of the installed program, with what the kernel says of each. */
export function processes(): readonly InstalledProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')
        if (!command.startsWith(`${home}/keyfob`)) return []
        return [{ id: Number(id), command, status: readFileSync(`/proc/${id}/status`, 'utf8') }]
      } catch {
        // It has ended in the meantime.
        return []
      }
    })
}
