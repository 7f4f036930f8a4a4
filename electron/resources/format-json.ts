/** Indenting each level further would make the square of a text that is nothing but brackets. */
const deepestIndent = 40

/**
 * Indents JSON without reading it into numbers and objects: a 64-bit id, a double name, the order of names all stay as
 * the server sent them. The text must be JSON.
 */
export function formatJson(text: string): string {
  let depth = 0
  let formatted = ''
  const line = () => `\n${'  '.repeat(Math.min(depth, deepestIndent))}`
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[{]\s*[\]}]|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    if (token === '{' || token === '[') {
      depth += 1
      formatted += token + line()
    } else if (token === '}' || token === ']') {
      depth -= 1
      formatted += line() + token
    } else if (token === ',') formatted += token + line()
    else if (token === ':') formatted += ': '
    else formatted += /^[[{]/.test(token) ? token.replace(/\s/g, '') : token
  }
  return formatted
}
