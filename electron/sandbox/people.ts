/** Somebody who can sign in. `id` is the OpenID Connect subject; the e-mail address identifies nobody. */
export type Person = {
  readonly id: string
  readonly name: string
  readonly givenName: string
  readonly email: string
  readonly company: string
  /** Hue of the drawn avatar, in degrees. */
  readonly hue: number
  readonly holds: { readonly servers: number; readonly buckets: number; readonly invoices: number }
}

const demoPeople: readonly Person[] = [
  {
    id: 'usr_1815ada',
    name: 'Ada Lovelace',
    givenName: 'Ada',
    email: 'ada@sandbox.example',
    company: 'Analytical Engines',
    hue: 172,
    holds: { servers: 48, buckets: 6, invoices: 31 },
  },
  {
    id: 'usr_1906grace',
    name: 'Grace Hopper',
    givenName: 'Grace',
    email: 'grace@sandbox.example',
    company: 'Compiler Works',
    hue: 24,
    holds: { servers: 137, buckets: 14, invoices: 212 },
  },
  {
    id: 'usr_0007emile',
    name: 'Émile 試 <b>Tester</b> "O\'Brien" & Daughters, of the Very Long Name That Does Not Fit Anywhere',
    givenName: 'Émile',
    email: 'emile+"quoted".with.a.long.local-part@awkward.sandbox.example',
    company: '=HYPERLINK("https://sandbox.example","<script>alert(1)</script>")',
    hue: 286,
    holds: { servers: 9, buckets: 3, invoices: 4 },
  },
  {
    id: 'usr_0000noor',
    name: 'Noor Newcomer',
    givenName: 'Noor',
    email: 'noor@sandbox.example',
    company: 'Nothing yet',
    hue: 212,
    holds: { servers: 0, buckets: 0, invoices: 0 },
  },
]

/** What a token without a person sees: the holdings of the whole demo organisation. */
export const organisation: Person = {
  id: 'org_sandbox',
  name: 'Sandbox Organisation',
  givenName: 'Sandbox',
  email: 'ops@sandbox.example',
  company: 'Sandbox Cloud',
  hue: 200,
  holds: { servers: 230, buckets: 22, invoices: 0 },
}

const guestPrefix = 'guest_'
const longestName = 60

/** The people on the sign-in page; the one a `login_hint` (id, name or e-mail address) points at comes first. */
export function listPeople(loginHint?: string): readonly Person[] {
  const hinted = demoPeople.filter((person) => isHinted(person, loginHint))
  return [...hinted, ...demoPeople.filter((person) => !hinted.includes(person))]
}

export function isHinted(person: Person, loginHint: string | undefined): boolean {
  const hint = loginHint?.trim().toLowerCase()
  return [person.id, person.name, person.email].some((value) => value.toLowerCase() === hint)
}

/** Finds a demo person, or reads a guest back out of the id; undefined for an id that was never issued. */
export function findPerson(id: string): Person | undefined {
  const known = demoPeople.find((person) => person.id === id)
  if (known) return known
  if (!id.startsWith(guestPrefix)) return undefined
  const guest = createGuest(Buffer.from(id.slice(guestPrefix.length), 'base64url').toString('utf8'))
  return guest?.id === id ? guest : undefined
}

/** A person made up on the sign-in page. The id carries the name, so that nothing has to be stored. */
export function createGuest(typedName: string): Person | undefined {
  const name = [...typedName.replace(/\s+/gu, ' ').trim()].slice(0, longestName).join('')
  if (name === '') return undefined
  const id = guestPrefix + Buffer.from(name, 'utf8').toString('base64url')
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
  return {
    id,
    name,
    givenName: name.split(' ')[0] ?? name,
    email: `guest-${hue}@sandbox.example`,
    company: 'Guests',
    hue,
    holds: { servers: 5, buckets: 2, invoices: 3 },
  }
}

/** The avatar as an SVG document; initials only, so that no name can smuggle markup into it. */
export function drawAvatar(person: Person): string {
  const initials = person.name
    .split(' ')
    .map((word) => word.match(/\p{L}/u)?.[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase()
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80" role="img"><rect width="80" height="80" fill="hsl(${person.hue} 38% 84%)"/><circle cx="62" cy="16" r="30" fill="hsl(${person.hue} 44% 77%)"/><text x="40" y="51" font-family="Inter, system-ui, sans-serif" font-size="30" font-weight="600" text-anchor="middle" fill="hsl(${person.hue} 45% 24%)">${initials}</text></svg>`
}

/** The claims of a person, in the names of OpenID Connect Core §5.1. */
export function claimsOf(person: Person, issuer: string) {
  return {
    sub: person.id,
    name: person.name,
    given_name: person.givenName,
    preferred_username: person.givenName.toLowerCase(),
    picture: pictureOf(person, issuer),
    locale: 'en-GB',
    updated_at: 1_735_689_600,
    email: person.email,
    email_verified: true,
  }
}

export function pictureOf(person: Person, issuer: string): string {
  return `${issuer}/avatars/${encodeURIComponent(person.id)}.svg`
}
