import { callApi, connect, discover, startSandbox } from './harness'

type Options = Parameters<typeof startSandbox>[0]

/** A sandbox, somebody signed in at it, and a way to read JSON from its API. */
export async function signedIn(person: string, options: Options = {}, scope?: string) {
  const sandbox = await startSandbox(options)
  const config = await discover(sandbox.issuer)
  const tokens = await connect(config, { person }, scope === undefined ? {} : { scope })
  const call = (path: string, init?: RequestInit) => callApi(sandbox.issuer, path, tokens.access_token, init)
  return { sandbox, call, read: async (path: string) => (await call(path)).json() }
}
