/** Direction marks and overrides, isolates, and separators (Unicode UAX #9). */
const steering = '\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff'

/**
 * What others wrote, without what cannot be seen: controls, but for line breaks and tabs, and what turns the direction
 * of the text around it, so that a name cannot make the words beside it read otherwise. Joiners stay: emoji and several
 * scripts need them.
 */
export function withoutControls(text: string): string {
  return text.replace(unseen, ' ')
}

/** Unicode's category Cc but for tab, line feed and carriage return. */
const controls = '\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f'
const unseen = new RegExp(`[${controls}${steering}]+`, 'g')

/** The same on one line: for names. Empty where nothing of it would show. */
export function plainText(text: string): string {
  const line = withoutControls(text).replace(/\s+/g, ' ').trim()
  return /[^\p{Cf}\s]/u.test(line) ? line : ''
}
