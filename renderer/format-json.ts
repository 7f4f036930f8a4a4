export interface ReadableBody {
  readonly text: string
  readonly isJson: boolean
  readonly isCut: boolean
}

/** What a server sent as people read it: JSON indented, `most` characters of it, and anything else as it is. */
export function readableBody(
  body: { readonly text: string; readonly cut: boolean },
  most: number,
): ReadableBody {
  const isJson = body.cut ? /^\s*[[{]/.test(body.text) : isWholeJson(body.text)
  if (!isJson) return { text: body.text, isJson, isCut: body.cut }
  const { text, isCut } = formatJson(body.text, most)
  return { text, isJson, isCut: isCut || body.cut }
}

function isWholeJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Indenting each level further would make the square of a text that is nothing but brackets. */
const deepestIndent = 40
const lines = Array.from({ length: deepestIndent + 1 }, (_, depth) => `\n${'  '.repeat(depth)}`)

/**
 * Indents JSON without reading it into numbers and objects: a 64-bit id, a double name, the order of names all stay as
 * the server sent them. The text must be JSON, or the beginning of some. Stops after `most` characters.
 */
export function formatJson(
  text: string,
  most = Number.POSITIVE_INFINITY,
): { readonly text: string; readonly isCut: boolean } {
  let out = ''
  let depth = 0
  /** Up to here it is in `out`. */
  let done = 0
  let at = 0
  const line = () => lines[Math.min(depth, deepestIndent)] ?? ''
  const take = (end: number, after: string) => {
    out += text.slice(done, end) + after
    done = end
  }
  while (at < text.length && out.length <= most) {
    const character = text.charCodeAt(at)
    if (character === quote) {
      at = afterString(text, at)
      continue
    }
    if (isSpace(character)) {
      take(at, '')
      at = afterSpace(text, at)
      done = at
      continue
    }
    if (character === openBrace || character === openBracket) {
      const next = afterSpace(text, at + 1)
      if (isClosing(text.charCodeAt(next))) {
        take(at + 1, '')
        at = next + 1
        done = next
        continue
      }
      depth += 1
      take(at + 1, line())
    } else if (isClosing(character)) {
      depth -= 1
      take(at, line())
    } else if (character === comma) take(at + 1, line())
    else if (character === colon) take(at + 1, ' ')
    at += 1
  }
  if (out.length <= most) out += text.slice(done)
  return { text: out.slice(0, most), isCut: out.length > most }
}

const [quote, openBrace, closeBrace, openBracket, closeBracket, comma, colon] = [...'"{}[],:'].map((each) =>
  each.charCodeAt(0),
)

function afterString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end + 1
}

/** A quote after an odd number of backslashes belongs to the string. */
function isEscaped(text: string, end: number): boolean {
  let before = end
  while (text[before - 1] === '\\') before -= 1
  return (end - before) % 2 === 1
}

function afterSpace(text: string, start: number): number {
  let at = start
  while (isSpace(text.charCodeAt(at))) at += 1
  return at
}

function isSpace(character: number): boolean {
  return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09
}

function isClosing(character: number): boolean {
  return character === closeBrace || character === closeBracket
}
