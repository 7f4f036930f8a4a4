/** Those of fpm's options that electron-builder uses, and their short forms. */
const shortForms = { s: 'input-type', t: 'output-type', d: 'depends', n: 'name', v: 'version', p: 'package' }
const flags = new Set(['force', 'debug'])
const repeated = new Set(['depends', 'deb-recommends'])

/**
 * Reads the command line of fpm: `--name value`, `--name=value`, `-n value`, and `source=target` for what goes into
 * the package.
 *
 * @param {readonly string[]} line
 * @returns {{ options: Record<string, string>, depends: string[], recommends: string[],
 *   files: { from: string, to: string }[] }}
 */
export function readArguments(line) {
  const options = {}
  const lists = { depends: [], 'deb-recommends': [] }
  const files = []
  const rest = [...line]
  while (rest.length > 0) {
    const word = rest.shift()
    const [, name, joined] = word.match(/^--([\w-]+)(?:=(.*))?$/s) ?? []
    const option = name ?? shortForms[word.match(/^-(\w)$/)?.[1]]
    if (option === undefined) {
      files.push(fileOf(word))
    } else if (!flags.has(option)) {
      const value = joined ?? rest.shift()
      if (value === undefined) throw new Error(`${word} needs a value`)
      if (repeated.has(option)) lists[option].push(value)
      else options[option] = value
    }
  }
  return { options, depends: lists.depends, recommends: lists['deb-recommends'], files }
}

/** As fpm does: the part before the last `=` is what to take, the one after it where it goes. */
function fileOf(word) {
  const at = word.lastIndexOf('=')
  if (at <= 0 || word.startsWith('-')) throw new Error(`${word} is neither a known option nor source=target`)
  return { from: word.slice(0, at), to: word.slice(at + 1) }
}
