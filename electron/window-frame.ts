/**
 * The frame of the window. On macOS the page goes up to its edge, with the system's buttons in it, and brings what the window
 * is dragged by (`renderer/screens/shell/title-bar.tsx`); elsewhere it is the system's own.
 */
export function frameOf(platform: NodeJS.Platform): { readonly titleBarStyle?: 'hiddenInset' } {
  return platform === 'darwin' ? { titleBarStyle: 'hiddenInset' } : {}
}
