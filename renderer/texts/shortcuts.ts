/** `Mod` is Ctrl, or Cmd on a Mac; several combinations of one line do the same. */
export const shortcutsText = {
  title: 'Keyboard shortcuts',
  subtitle: 'Tab reaches everything; Space or Enter presses it.',
  groups: [
    {
      name: 'Go to',
      lines: [
        { what: 'Accounts', keys: ['Mod+1'] },
        { what: 'Browse', keys: ['Mod+2'] },
        { what: 'Activity', keys: ['Mod+3'] },
        { what: 'Settings', keys: ['Mod+4', 'Mod+,'] },
        { what: 'Sign-in doctor', keys: ['Mod+Shift+D'] },
        { what: 'Back', keys: ['Back'] },
        { what: 'Forward', keys: ['Forward'] },
      ],
    },
    {
      name: 'Anywhere',
      lines: [
        { what: 'Search everything', keys: ['Mod+K'] },
        { what: 'Connect an account', keys: ['Mod+N'] },
        { what: 'Refresh what is shown', keys: ['Mod+R'] },
        { what: 'Lock Keyfob', keys: ['Mod+L'] },
        { what: 'Text size', keys: ['Mod++', 'Mod+-', 'Mod+0'] },
        { what: 'Quit', keys: ['Mod+Q'] },
        { what: 'Close a dialog or a menu', keys: ['Esc'] },
        { what: 'This list', keys: ['Mod+/', 'F1'] },
      ],
    },
  ],
  /** Words for keys that a Mac draws, and for those that differ between systems. */
  mac: { Mod: '⌘', Shift: '⇧', Back: '⌘[', Forward: '⌘]', Esc: 'esc' },
  others: { Mod: 'Ctrl', Shift: 'Shift', Back: 'Alt ←', Forward: 'Alt →', Esc: 'Esc' },
} as const
