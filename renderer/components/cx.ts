/** Joins class names; a CSS module's missing name and a false condition add nothing. */
export function cx(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
