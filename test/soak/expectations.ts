/** What is certain of a person's account: what the app has acknowledged, and what it was killed in the middle of. */
type Standing = 'connected' | 'gone' | 'either'

export interface Expectations {
  begin(person: string): void
  acknowledge(person: string, standing: 'connected' | 'gone'): void
  /** Was the app killed while it ended the account? Then its tokens may be gone before its record. */
  isEnding(person: string): boolean
  ending(person: string): void
  /** Compares with the accounts that are there. Returns who is missing, and who is there without a right to be. */
  compare(present: ReadonlySet<string>): {
    readonly lost: readonly string[]
    readonly back: readonly string[]
  }
  connected(): readonly string[]
}

export function createExpectations(): Expectations {
  const standings = new Map<string, Standing>()
  const endings = new Set<string>()
  const withStanding = (standing: Standing) =>
    [...standings].filter(([, each]) => each === standing).map(([person]) => person)

  return {
    begin: (person) => void standings.set(person, 'either'),
    acknowledge(person, standing) {
      standings.set(person, standing)
      endings.delete(person)
    },
    isEnding: (person) => endings.has(person),
    ending(person) {
      standings.set(person, 'either')
      endings.add(person)
    },
    compare(present) {
      const lost = withStanding('connected').filter((person) => !present.has(person))
      const back = [...present].filter((person) => (standings.get(person) ?? 'gone') === 'gone')
      // Missed once is enough; what is there has come to stay.
      for (const person of lost) standings.set(person, 'gone')
      for (const person of present) standings.set(person, 'connected')
      return { lost, back }
    },
    connected: () => withStanding('connected'),
  }
}
