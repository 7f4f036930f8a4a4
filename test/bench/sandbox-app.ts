import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { accountSecretFromText, entryName } from '../../electron/accounts/account-secret'
import { secret } from '../../electron/support/secret'
import type { Account } from '../../shared/account'
import { signInAndAllow } from '../sandbox/walk'
import { type Program, startProgram } from './program'
import { projectRoot, type Stage } from './stage'
import { ask } from './window'

export interface SandboxApp {
  readonly app: Program
  readonly account: Account
  /** The account's access token, for the floor. */
  readonly token: string
}

/** The app with one account at its sandbox, which may list everything. */
export async function startSandboxApp(stage: Stage): Promise<SandboxApp> {
  const app = await startProgram(stage, {
    folder: projectRoot,
    env: {
      KEYFOB_SANDBOX_TOKEN_LIFETIME: '3600',
      KEYFOB_BENCH_PRELOAD: join(import.meta.dirname, 'ping-preload.cjs'),
    },
  })
  await app.painted
  await app.inMain(({ ipcMain }) => ipcMain.handle('bench:ping', () => 0))
  const connecting = ask(app, 'connect', {
    flowId: randomUUID(),
    providerId: 'sandbox',
    kind: 'authorization_code',
    scopes: ['servers:read', 'buckets:read', 'invoices:read', 'events:read'],
    kept: 'keychain',
  })
  const link = await Promise.race([app.nextLink(), connecting.then(() => '')])
  await fetch(await signInAndAllow(link, { person: 'Grace' }))
  const outcome = await connecting
  if (outcome.kind === 'someone_else') throw new Error('another person signed in')
  const { account } = outcome
  const vault = await stage.vaultOf(app.profile)
  const text = await vault.read(entryName(account.id))
  await vault.kill()
  const { tokens } = accountSecretFromText(secret(String(text)))
  return { app, account, token: tokens.accessToken.reveal() }
}

/** Opens the account in Browse, as a click on its button does. Resolves when its resources are listed. */
export async function openBrowse({ app }: SandboxApp): Promise<void> {
  await app.inWindow(async () => {
    const find = () =>
      [...document.querySelectorAll<HTMLElement>('main button')].find((each) => each.textContent === 'Browse')
    while (!find()) await new Promise(requestAnimationFrame)
    find()?.click()
    while (!document.querySelector('main nav li button')) await new Promise(requestAnimationFrame)
  })
}

/** Opens a resource and returns how long its first row took to be on the screen. ms */
export function openList({ app }: SandboxApp, label: string): Promise<number> {
  return app.inWindow(async (wanted) => {
    const button = document.querySelector<HTMLElement>(`main nav li[aria-label="${wanted}"] button`)
    if (!button) throw new Error(`there is no resource ${wanted}`)
    const hasRow = () => document.querySelector(`[role=grid][aria-label="${wanted}"] [aria-rowindex="2"]`)
    const start = performance.now()
    button.click()
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!hasRow()) return
        observer.disconnect()
        resolve()
      })
      observer.observe(document.body, { childList: true, subtree: true })
    })
    await new Promise<void>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve()
        port2.postMessage(0)
      }),
    )
    return performance.now() - start
  }, label)
}
