/** The web's own way to know: Electron would have to be asked over the bridge. */
export function isMac(): boolean {
  return navigator.platform.startsWith('Mac')
}
