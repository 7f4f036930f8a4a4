import { createCookieJar } from './cookie-jar'
import { type Form, readForms } from './forms'

/** What a person does on the pages of Sandbox Cloud. */
export type Walk = {
  /** The name on the card, or a part of it (`Ada`, `Grace Hopper`). Anyone else is signed in as "someone else". */
  readonly person: string
  /** Scopes to take the tick away from. */
  readonly untick?: readonly string[]
  readonly deny?: boolean
  /** The browser to do it in: one that is signed in already skips the sign-in page. Default: a fresh one. */
  readonly browser?: Browser
}

export type Browser = ReturnType<typeof createBrowser>

type Page = { readonly url: URL; readonly html: string; readonly forms: readonly Form[] }
type Outcome = { readonly page: Page } | { readonly left: URL }

/**
 * Goes from an authorization URL through sign-in and consent, as a person with a browser would, and returns the URL
 * that the browser is sent to at the end: the client's redirect URI with `code`, `state` and `iss`, or with `error`.
 * For `response_mode=form_post` the posted fields are in its query instead. Nothing is requested from the client's side:
 * fetch the URL to deliver it. Throws with the page's heading when the pages end before that.
 */
export async function signInAndAllow(authorizationUrl: string | URL, walk: Walk): Promise<URL> {
  const browser = walk.browser ?? createBrowser()
  const outcome = await answerPages(browser, await browser.open(new URL(authorizationUrl)), walk)
  if ('left' in outcome) return outcome.left
  throw new Error(`The walk ended on the page "${headingOf(outcome.page)}" (${outcome.page.url.pathname}).`)
}

/**
 * Types a device code (or opens `verification_uri_complete`), confirms it, signs in and allows or denies.
 * Returns the heading of the page that it ends on.
 */
export async function approveDevice(
  verificationUri: string | URL,
  walk: Walk & { readonly userCode?: string },
): Promise<string> {
  const browser = walk.browser ?? createBrowser()
  let outcome = await browser.open(new URL(verificationUri))
  if ('page' in outcome && walk.userCode !== undefined) {
    outcome = await browser.submit(outcome.page, 'Continue', { user_code: walk.userCode })
  }
  if ('page' in outcome && hasButton(outcome.page, 'It does not')) {
    outcome = await browser.submit(outcome.page, 'Continue')
  }
  const end = await answerPages(browser, outcome, walk)
  if ('left' in end) throw new Error(`The device flow left for ${end.left.origin}.`)
  return headingOf(end.page)
}

/** Makes a secret for the demo service account the way a person does: on its page. */
export async function copyServiceSecret(issuer: string): Promise<{ clientId: string; clientSecret: string }> {
  const browser = createBrowser()
  const first = await browser.open(new URL('/service-account', issuer))
  if ('left' in first) throw new Error('The service account page sent the browser away.')
  const made = await browser.submit(first.page, 'Make a new secret')
  if ('left' in made) throw new Error('The service account page sent the browser away.')
  const read = (id: string) => new RegExp(`id="${id}">([^<]+)<`).exec(made.page.html)?.[1] ?? ''
  return { clientId: read('client-id'), clientSecret: read('client-secret') }
}

/** A browser without a window: cookies, redirects, forms, and pages that submit themselves. */
export function createBrowser() {
  const jar = createCookieJar()

  async function go(start: URL, init: RequestInit = {}, home = start.origin): Promise<Outcome> {
    let url = start
    let request = init
    for (let step = 0; step < 20; step += 1) {
      if (url.origin !== home) return { left: url }
      const headers = { accept: 'text/html', cookie: jar.header(url), ...request.headers }
      const response = await fetch(url, { ...request, headers, redirect: 'manual' })
      jar.store(url, response.headers.getSetCookie())
      const location = response.headers.get('location')
      if (location === null || response.status < 300 || response.status > 399) {
        return settle({ url, ...(await readPage(response)) })
      }
      await response.body?.cancel()
      url = new URL(location, url)
      request = {}
    }
    throw new Error('The pages redirect in circles.')
  }

  async function settle(page: Page): Promise<Outcome> {
    const [form] = page.forms
    if (!form || !page.html.includes('forms[0].submit()')) return { page }
    const target = new URL(form.action, page.url)
    if (target.origin === page.url.origin) return post(target, form.fields, page.url)
    for (const [name, value] of form.fields) target.searchParams.set(name, value)
    return { left: target }
  }

  function post(target: URL, fields: readonly (readonly [string, string])[], from: URL): Promise<Outcome> {
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value]))
    return go(target, {
      method: 'POST',
      body,
      headers: { origin: from.origin, 'sec-fetch-site': 'same-origin' },
    })
  }

  return {
    open: (url: URL) => go(url),

    /** Presses the button with that accessible name, with other values for some fields, and without some ticks. */
    submit(page: Page, button: string, values: Record<string, string> = {}, untick: readonly string[] = []) {
      const form = page.forms.find((candidate) => candidate.buttons.some((one) => one.label === button))
      const pressed = form?.buttons.find((one) => one.label === button)
      if (!form || !pressed) throw new Error(`There is no button "${button}" on "${headingOf(page)}".`)
      const fields = form.fields
        .filter(([name, value]) => !(name === 'scope' && untick.includes(value)))
        .map(([name, value]) => [name, values[name] ?? value] as const)
      const chosen = pressed.name === undefined ? fields : [...fields, [pressed.name, pressed.value] as const]
      return post(new URL(form.action, page.url), chosen, page.url)
    },
  }
}

async function answerPages(browser: Browser, start: Outcome, walk: Walk): Promise<Outcome> {
  let outcome = start
  for (let step = 0; step < 6 && 'page' in outcome; step += 1) {
    const { page } = outcome
    if (hasButton(page, 'Allow')) {
      const wrongPerson = !page.html.includes(`<strong title="${walk.person}`) && walk.browser !== undefined
      if (wrongPerson && step === 0) outcome = await browser.submit(page, 'Not you?')
      else outcome = await browser.submit(page, walk.deny ? 'Deny' : 'Allow', {}, walk.untick)
    } else if (hasButton(page, 'Sign in as someone else')) {
      outcome = await signIn(browser, page, walk.person)
    } else {
      return outcome
    }
  }
  return outcome
}

function signIn(browser: Browser, page: Page, person: string): Promise<Outcome> {
  const labels = page.forms.flatMap((form) => form.buttons.map((button) => button.label))
  const card = labels.find((label) => label.startsWith(`Sign in as ${person}`))
  return card === undefined
    ? browser.submit(page, 'Sign in as someone else', { name: person })
    : browser.submit(page, card)
}

async function readPage(response: Response): Promise<Pick<Page, 'html' | 'forms'>> {
  const html = await response.text()
  return { html, forms: readForms(html) }
}

function hasButton(page: Page, label: string): boolean {
  return page.forms.some((form) => form.buttons.some((button) => button.label === label))
}

function headingOf(page: Page): string {
  return /<h1[^>]*>([^<]*)/.exec(page.html)?.[1] ?? page.html.slice(0, 200)
}
