import { type HostileServer, startHostileServer } from '../../hostile/server'
import { buildMainProgram } from '../build-main-program'
import { type Figure, type Measurement, plainFigure, ratioFigure } from '../figure'
import { type Program, startProgram } from '../program'
import type { Stage } from '../stage'

const callers = 1_000
const rounds = 5

/** Connecting, renewing and handing out, against an authorization server that answers at once. */
export const protocol: Measurement = {
  name: 'protocol',
  usualPairs: 50,
  async measure(pairs, stage: Stage) {
    const server = await startHostileServer()
    const folder = await buildMainProgram()
    const figures: Figure[] = []
    for (const task of [connect, renew, callAtOnce, handOut]) {
      const program = await startProgram(stage, { folder })
      await program.inMain(({ app }) => app.whenReady())
      figures.push(...(await task(program, server, pairs)))
      await program.quit()
    }
    return figures
  },
}

type Task = (program: Program, server: HostileServer, pairs: number) => Promise<readonly Figure[]>

const connect: Task = async (program, { issuer }, pairs) => {
  const figures: Figure[] = []
  for (const [name, again] of [
    ['connect', false],
    ['connect: the same person again', true],
  ] as const) {
    const { ours, floor } = await program.inMain(
      (_, { issuer, pairs, again }) => globalThis.keyfobBench.connect(issuer, pairs, again),
      { issuer, pairs, again },
    )
    figures.push(ratioFigure({ name, goal: 1.3, unit: 'ms' }, ours, floor))
  }
  return figures
}

const renew: Task = async (program, server, pairs) => {
  const refreshToken = await firstRefreshToken(server)
  const { ours, floor, asking } = await program.inMain(
    (_, { issuer, refreshToken, pairs }) => globalThis.keyfobBench.renew(issuer, refreshToken, pairs),
    { issuer: server.issuer, refreshToken, pairs },
  )
  return [
    ratioFigure({ name: 'renewal', goal: 1.25, unit: 'ms' }, ours, floor),
    ratioFigure({ name: 'renewal: the floor with a test entry first', unit: 'ms' }, asking, floor),
  ]
}

const callAtOnce: Task = async (program, server) => {
  const renewals: number[] = []
  const failures: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const before = renewalsAt(server)
    failures.push(
      await program.inMain((_, { issuer, count }) => globalThis.keyfobBench.callers(issuer, count), {
        issuer: server.issuer,
        count: callers,
      }),
    )
    renewals.push(renewalsAt(server) - before)
  }
  return [
    plainFigure({ name: '1,000 callers: renewals', goal: 1, unit: 'count', worst: true }, renewals),
    plainFigure({ name: '1,000 callers: failures', goal: 0, unit: 'count', worst: true }, failures),
  ]
}

const handOut: Task = async (program, { issuer }, pairs) => {
  const found = await program.inMain(
    (_, { issuer, rounds }) => globalThis.keyfobBench.cached(issuer, rounds, 10_000),
    { issuer, rounds: pairs },
  )
  return [plainFigure({ name: 'cached token, in main', goal: 10, unit: 'µs' }, found)]
}

function renewalsAt(server: HostileServer): number {
  return server.requestsTo('token').filter(({ form }) => form.get('grant_type') === 'refresh_token').length
}

/** For the floor: a grant of its own, by code. */
async function firstRefreshToken({ issuer }: HostileServer): Promise<string> {
  const redirectUri = 'http://127.0.0.1:9/callback'
  const verifier = 'v'.repeat(43)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const query = new URLSearchParams({
    client_id: 'keyfob-sandbox',
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access',
    state: 'bench',
    code_challenge: Buffer.from(digest).toString('base64url'),
    code_challenge_method: 'S256',
  })
  const answer = await fetch(`${issuer}/authorize?${query}`, { redirect: 'manual' })
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const issued = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'keyfob-sandbox',
      redirect_uri: redirectUri,
      code_verifier: verifier,
      code,
    }),
  })
  const { refresh_token: refreshToken } = (await issued.json()) as { refresh_token: string }
  return refreshToken
}
