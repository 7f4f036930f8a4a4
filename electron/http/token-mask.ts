import type { Secret } from '../support/secret'

/** As which texts each token may stand in an answer; gone with it. */
const forms = new WeakMap<Secret, readonly string[]>()

/**
 * Takes a token out of what a server answered, also where its punctuation was escaped for a URL or, as the usual writers
 * of JSON do, by `\/` or `\u002B`: whoever reads the answer undoes that.
 */
export function withoutToken(text: string, token: Secret, mask: string): string {
  return formsOf(token).reduce((cleaned, form) => cleaned.replaceAll(form, mask), text)
}

function formsOf(token: Secret): readonly string[] {
  const known = forms.get(token)
  if (known) return known
  const value = token.reveal()
  const all = new Set([value, ...escapes.map(([which, how]) => value.replace(which, how))])
  forms.set(token, [...all])
  return [...all]
}

const hexOf = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0')
const percent = (character: string) => `%${hexOf(character)}`
const unicode = (character: string) => `\\u00${hexOf(character)}`
const upperPercent = (character: string) => percent(character).toUpperCase()
const upperUnicode = (character: string) => `\\u00${hexOf(character).toUpperCase()}`

const escapes: readonly (readonly [RegExp, (character: string) => string])[] = [
  [/[^\w.~-]/g, upperPercent],
  [/[^\w.~-]/g, percent],
  // PHP
  [/\//g, () => '\\/'],
  // System.Text.Json
  [/[+&<>'"`]/g, upperUnicode],
  // Gson, Go and Rails escape some of these, for pages
  [/[=&<>'"]/g, unicode],
  [/[<>&]/g, unicode],
  // For scripts in pages
  [/[^\w.~-]/g, unicode],
  [/[^\w.~-]/g, upperUnicode],
]
