import type { CodeAttempt } from '../../shared/interception'

interface AttemptWords {
  readonly title: string
  /** Why the server answered so. */
  readonly why: string
}

export const labText = {
  title: 'What PKCE prevents',
  words: 'Whoever sees the answer to a sign-in go by can do nothing with it.',
  tryWords: 'See it happen: Keyfob plays the thief at its own Sandbox Cloud, and keeps nothing.',
  open: 'Try a stolen code',
  asks: 'A real sign-in, a real server, and nothing to lose.',
  plan: [
    'Keyfob makes a random verifier and sends only its fingerprint ahead, the challenge. You sign in at Sandbox Cloud in your browser, which brings back a code.',
    'Keyfob hands in the code as a thief would: without the verifier, then with one that it made up.',
    'It hands in the same code once more, with the verifier that never left it.',
    'What it gets for that is revoked at once. No account is added, and the keychain is not touched.',
  ],
  begin: 'Continue in browser',
  runningTitle: 'Trying a stolen code',
  trying: 'Trying the code, as a thief and as its owner',
  tried: 'Code tried, as a thief and as its owner',
  tryAhead: 'Try the code, as a thief and as its owner',
  failedTitle: 'The code was not tried',
  doneTitle: 'The code was worth nothing to the thief',
  attempts: 'What was tried',
  attempt: {
    none: {
      title: 'Without a verifier',
      why: 'The sign-in began with a challenge, so the server wants the verifier that fits it.',
    },
    made_up: {
      title: 'With a made-up verifier',
      why: 'Its SHA-256 is not the challenge. Nobody guesses 256 random bits.',
    },
    right: {
      title: 'With the right verifier',
      why: 'The code was good all along. Only Keyfob had what belongs to it.',
    },
  } satisfies Record<CodeAttempt['verifier'], AttemptWords>,
  refused: 'refused',
  accepted: 'accepted',
  answered: ({ status, error, errorDescription }: CodeAttempt) =>
    [`Answer: ${status}`, error, errorDescription && `“${errorDescription}”`].filter(Boolean).join(', '),
  over: 'Keyfob revoked the token at once, and Sandbox Cloud refuses it now. Nothing was kept.',
  notOver:
    'Keyfob threw the token away and asked Sandbox Cloud to revoke it, but did not see it refused. It runs out by itself.',
  about: 'What OAuth is for, and what not',
  aboutWords: [
    'OAuth answers “what may this app do?”, not “who is this?”. An access token does not say who uses it. Who signed in, Keyfob learns from OpenID Connect’s ID token or by asking the provider whose account it is.',
    'It is for letting an app reach what you have elsewhere without your password: connected accounts, desktop and mobile apps, automation, devices.',
    'It is not for an app’s own login, for the services inside one company’s own system, or for public data behind an API key. Simpler things do that better.',
  ],
} as const
