export interface AskedAhead {
  /** An answer that was asked for ahead is good once, for whoever asks for it first; all else is asked for now. */
  ask(method: string, request: unknown): Promise<string>
  /** What was asked for ahead may be out of date. */
  forget(): void
}

/** Asks for what is going to be asked for, before the page has the scripts to do so. Their requests are empty. */
export function askAhead(
  ask: (method: string, request: unknown) => Promise<string>,
  methods: readonly string[],
): AskedAhead {
  const answers = new Map(methods.map((method) => [method, ask(method, {})]))
  return {
    ask(method, request) {
      const answer = answers.get(method)
      answers.delete(method)
      return answer ?? ask(method, request)
    },
    forget: () => answers.clear(),
  }
}
