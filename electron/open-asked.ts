import type { Wish } from '../shared/wish'
import { wishFor } from './asked-wish'
import type { Services } from './services'
import { readStartArguments } from './start-arguments'

/** The command line that another start handed over. */
export function lineIn(handed: unknown): unknown {
  return typeof handed === 'object' && handed !== null && 'line' in handed ? handed.line : undefined
}

/** Opens what a command line asks for; what makes no sense is told of in the log, and changes nothing. */
export function opener(services: Services, wish: (wanted: Wish) => void): (line: unknown) => void {
  return (line) => {
    const { asked, ignored } = readStartArguments(line)
    for (const name of ignored) console.warn('ignored:', name)
    if (!asked) return
    const here = { providers: services.providers, accounts: services.registry.list() }
    const wanted = wishFor(asked, here)
    if (wanted) wish(wanted)
    else console.warn('ignored:', `--${asked.kind} names what is not here`)
  }
}
