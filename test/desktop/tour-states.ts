import type { Page } from 'playwright-core'
import type { Pictures } from './harness/pictures'
import { type PreviewOptions, startPreview } from './harness/preview'

type Step = (page: Page) => Promise<unknown>

/** A name, the made-up world it is in, and the way to it. */
type State = readonly [name: string, scenario: string, step?: Step]

const states: readonly State[] = [
  ['many-accounts', 'many'],
  ['long-names', 'long-names'],
  ['accounts-loading', 'loading'],
  ['why', 'many', (page) => press(page, 'Why?', 'dialog')],
  ['protections', 'many', (page) => press(page, /^What protects/, 'dialog')],
  ['account-menu', 'many', (page) => press(page, /^More about/, 'menu')],
  ['browse-choose', 'many', (page) => goTo(page, 'Browse')],
  ['browse-many', 'many', browse],
  ['browse-loading', 'rows-slow', browse],
  ['browse-empty', 'rows-empty', browse],
  ['browse-failing', 'rows-fail', browse],
  ['activity-many', 'many', (page) => goTo(page, 'Activity')],
  ['activity-unusual', 'unusual', (page) => goTo(page, 'Activity')],
  ['activity-empty', 'empty', (page) => goTo(page, 'Activity')],
  ['access-many', 'many', (page) => goTo(page, 'Settings')],
  ['access-empty', 'empty', (page) => goTo(page, 'Settings')],
  ['revocation-queued', 'revocation-queued', revoke],
  ['revocation-stands', 'revocation-stands', revoke],
  ['revocation-failed', 'revocation-failed', revoke],
  ['providers-many', 'many', (page) => openTab(page, 'Providers')],
  ['providers-managed', 'managed', (page) => openTab(page, 'Providers')],
  ['backup-restored', 'imported', restore],
  ['licences', 'many', showLicences],
  ['doctor-trouble', 'doctor-sick', openDoctor],
  ['client-refused', 'wrong-client', connectSandbox],
  ['someone-else', 'someone-else', reconnectAsSomeoneElse],
]

/** Enough of them to see what is chosen, what floats and what a colour tells. */
const inForcedColors: ReadonlySet<string> = new Set([
  'account-menu',
  'access-many',
  'providers-many',
  'doctor-trouble',
])

/**
 * The states that a tour of the real app does not come by, each in light, in dark and in the narrowest window, and some in
 * a palette that the system forces.
 */
export async function lookAtStates(pictures: Pictures): Promise<void> {
  const preview = await startPreview()
  const looks: readonly (readonly [prefix: string, options: PreviewOptions])[] = [
    ['', {}],
    ['dark-', { dark: true }],
    ['narrow-', { size: [900, 600] }],
    ['forced-', { dark: true, forced: true }],
  ]
  try {
    for (const [prefix, options] of looks)
      for (const [name, scenario, step] of states) {
        if (options.forced && !inForcedColors.has(name)) continue
        const page = await preview.open(scenario, options)
        await step?.(page)
        await settled(page)
        await pictures.take(page, `${prefix}${name}`)
      }
  } finally {
    await preview.close()
  }
}

async function press(page: Page, name: string | RegExp, opens?: 'dialog' | 'menu') {
  await page.getByRole('button', { name, exact: true }).first().click()
  if (opens) await page.getByRole(opens).waitFor()
}

function goTo(page: Page, screen: string) {
  return page.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click()
}

async function openTab(page: Page, tab: string) {
  await goTo(page, 'Settings')
  await page.getByRole('tab', { name: tab }).click()
}

async function browse(page: Page) {
  await page.getByRole('main').getByRole('button', { name: 'Browse', exact: true }).first().click()
  await page.getByRole('navigation', { name: 'Resources' }).waitFor()
}

async function revoke(page: Page) {
  await goTo(page, 'Settings')
  await press(page, /^Revoke access to/)
  await press(page, 'Revoke')
  await page
    .getByText(/Not ended|Erased here only|does not know this client/)
    .first()
    .waitFor()
}

async function restore(page: Page) {
  await openTab(page, 'Backup')
  await press(page, 'Choose a backup…')
  await page.getByText('4 accounts restored').waitFor()
}

async function showLicences(page: Page) {
  await openTab(page, 'About')
  await press(page, 'Show licences')
  await page.getByRole('dialog').waitFor()
}

async function openDoctor(page: Page) {
  await openTab(page, 'Security')
  await press(page, 'Sign-in doctor')
  await page.getByText(/things need you/).waitFor()
}

async function reconnectAsSomeoneElse(page: Page) {
  await press(page, 'Reconnect', 'dialog')
  await page.getByRole('heading', { name: 'Someone else signed in' }).waitFor()
}

async function connectSandbox(page: Page) {
  await press(page, 'Connect account')
  await page.getByRole('dialog').getByRole('button', { name: 'Sandbox Cloud', exact: true }).click()
  await press(page, 'Continue in browser')
  await page.getByRole('alert').waitFor()
}

/** What is on its way comes within moments here; what is still loading then is what the picture is of. */
async function settled(page: Page) {
  const busy = page.locator('[aria-busy="true"]').first()
  await busy.waitFor({ state: 'detached', timeout: 3_000 }).catch(() => undefined)
  await page.waitForTimeout(150)
}
