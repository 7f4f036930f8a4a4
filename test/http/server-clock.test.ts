import { describe, expect, it } from 'vitest'
import { createServerClock } from '../../electron/http/server-clock'

function watch() {
  const told: [string, number][] = []
  const clock = createServerClock((host, skew) => told.push([host, skew]))
  return {
    told,
    note: (host: string, skewMs: number) => clock.note(host, 1_000_000, 1_000_000 + skewMs),
    clock,
  }
}

describe('the clock of this computer beside that of a server', () => {
  it('is not mentioned when they differ by a minute or less', () => {
    const { told, note, clock } = watch()
    for (const skew of [0, 60_000, -60_000]) note('id.example', skew)
    expect(told).toEqual([])
    expect(clock.skewOf('id.example')).toBe(-60)
  })

  it('is mentioned once for each server when they differ by more, ahead or behind', () => {
    const { told, note } = watch()
    note('id.example', 61_000)
    note('id.example', 62_000)
    note('api.example', -3_600_000)
    expect(told).toEqual([
      ['id.example', 61],
      ['api.example', -3600],
    ])
  })

  it('is mentioned again when it was right in between', () => {
    const { told, note } = watch()
    for (const skew of [90_000, 0, 90_000]) note('id.example', skew)
    expect(told).toHaveLength(2)
  })

  it('is unknown for a server that never spoke', () => {
    expect(watch().clock.skewOf('id.example')).toBeUndefined()
  })
})
