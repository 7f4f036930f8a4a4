/** `1.2.3` or `1.2.3-beta.1` (Semantic Versioning 2.0.0); what follows a plus is not looked at. */
const form =
  /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/

export function isVersion(text: string): boolean {
  return form.test(text)
}

/** Above 0: `one` is newer than `other`. Neither may be anything but a version. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [partsOf(one), partsOf(other)]
  for (const place of [0, 1, 2] as const) {
    if (first.numbers[place] !== second.numbers[place]) return first.numbers[place] - second.numbers[place]
  }
  return comparePreviews(first.preview, second.preview)
}

function partsOf(version: string) {
  const [, major, minor, patch, preview] = form.exec(version) ?? []
  if (major === undefined) throw new TypeError('not a version')
  const numbers = [Number(major), Number(minor), Number(patch)] as const
  return { numbers, preview: preview?.split('.') ?? [] }
}

/** Semantic Versioning 2.0.0 §11: a preview comes before its release, numbers before words, the shorter before the longer. */
function comparePreviews(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length
  for (let place = 0; place < Math.min(one.length, other.length); place += 1) {
    const difference = compareWords(one[place] ?? '', other[place] ?? '')
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

function compareWords(one: string, other: string): number {
  const [first, second] = [/^\d+$/.test(one), /^\d+$/.test(other)]
  if (first && second) return Number(one) - Number(other)
  if (first !== second) return first ? -1 : 1
  return one === other ? 0 : one < other ? -1 : 1
}
