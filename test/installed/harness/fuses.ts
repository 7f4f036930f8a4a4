import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

const states: Readonly<Record<string, string>> = { '0': 'off', '1': 'on', r: 'removed' }

/** The fuses of a program that this computer's tools know, by their names. */
export async function readFuses(program: string): Promise<Readonly<Record<string, string>>> {
  const wire = await getCurrentFuseWire(program)
  const known = Object.entries(wire).flatMap(([place, state]) => {
    const name = FuseV1Options[Number(place)]
    return name === undefined
      ? []
      : [[name, states[String.fromCharCode(Number(state))] ?? 'unknown'] as const]
  })
  return Object.fromEntries(known)
}
