import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'

const names = /^(licen[cs]e|copying|copyright|notice)(\.(md|txt))?$/i

/**
 * The licence texts and notices that a package brings.
 *
 * @param {import('./shipped-packages.mjs').ShippedPackage} shipped
 * @throws Error when it brings none and its licence is not one that is known by heart
 */
export function licenceText({ name, folder, licence }) {
  const absolute = join(projectRoot, folder)
  const texts = readdirSync(absolute)
    .filter((file) => names.test(file))
    .sort()
    .map((file) => withoutOthers(readFileSync(join(absolute, file), 'utf8')))
  if (texts.length > 0) return texts.join('\n\n')
  if (licence === 'MIT') return mit(`the authors of ${name}`)
  throw new Error(`${name} is shipped, but its package has no licence text`)
}

/** Bundlers list the licences of all they are made of; what they write into a bundle is their own. */
function withoutOthers(text) {
  return text.split(/^#* *Licenses of bundled dependencies/m)[0].trim()
}

function mit(holders) {
  return `MIT License

Copyright (c) ${holders}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
}
