/** Indenting each level further would make the square of a text that is nothing but brackets. */
const deepestIndent = 40
const lines = Array.from({ length: deepestIndent + 1 }, (_, depth) => `\n${'  '.repeat(depth)}`)
const notInBareValue = /[\s{}[\],:"]/g

/**
 * Indents JSON without reading it into numbers and objects: a 64-bit id, a double name, the order of names all stay as
 * the server sent them. The text must be JSON.
 */
export function formatJson(text: string): string {
  const parts: string[] = []
  let depth = 0
  let at = 0
  const line = () => lines[Math.min(depth, deepestIndent)] ?? ''
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '"') {
      const end = afterString(text, at)
      parts.push(text.slice(at, end))
      at = end
      continue
    }
    if (isSpace(character)) {
      at += 1
      continue
    }
    if (character === '{' || character === '[') {
      const next = afterSpace(text, at + 1)
      if (text[next] === '}' || text[next] === ']') {
        parts.push(character, text.charAt(next))
        at = next + 1
        continue
      }
      depth += 1
      parts.push(character, line())
    } else if (character === '}' || character === ']') {
      depth -= 1
      parts.push(line(), character)
    } else if (character === ',') parts.push(character, line())
    else if (character === ':') parts.push(': ')
    else {
      const end = afterBareValue(text, at)
      parts.push(text.slice(at, end))
      at = end
      continue
    }
    at += 1
  }
  return parts.join('')
}

function afterString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1)
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1)
  return quote < 0 ? text.length : quote + 1
}

/** A quote after an odd number of backslashes belongs to the string. */
function isEscaped(text: string, quote: number): boolean {
  let before = quote
  while (text[before - 1] === '\\') before -= 1
  return (quote - before) % 2 === 1
}

function afterSpace(text: string, start: number): number {
  let at = start
  while (isSpace(text.charAt(at))) at += 1
  return at
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t'
}

function afterBareValue(text: string, start: number): number {
  notInBareValue.lastIndex = start
  return notInBareValue.exec(text)?.index ?? text.length
}
