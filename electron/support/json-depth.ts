/** Deeper than any API answers, and shallow enough for whatever walks through it by recursion or indents it. */
const deepest = 100

/** Whether JSON is nested so deeply that only harm can be meant by it. One pass, whatever the text is. */
export function isTooDeep(text: string, levels = deepest): boolean {
  let depth = 0
  let isInText = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    if (letter === quote) isInText = !isInText
    else if (isInText) at += letter === backslash ? 1 : 0
    else if (letter === bracket || letter === brace) depth += 1
    else if (letter === bracket + 2 || letter === brace + 2) depth -= 1
    if (depth > levels) return true
  }
  return false
}

const quote = 0x22
const backslash = 0x5c
/** Its closing twin comes two places later, in ASCII. */
const bracket = 0x5b
const brace = 0x7b
