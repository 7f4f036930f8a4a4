import { browserCommands } from './find-browser.mjs'

/**
 * What Keyfob needs from a Linux system, and what shows that it is there: one of some programs on the PATH, or
 * a shared library. `packages` are the Debian and Ubuntu names of the same thing, the usual one first.
 *
 * @typedef {{ packages: string[], commands?: string[], library?: string }} SystemNeed
 * @type {Record<'run' | 'compile' | 'unpack' | 'test' | 'pack' | 'packAlone' | 'installed', SystemNeed[]>}
 */
export const systemNeeds = {
  run: [
    { packages: ['libnss3'], library: 'libnss3.so' },
    { packages: ['libgtk-3-0', 'libgtk-3-0t64'], library: 'libgtk-3.so.0' },
    { packages: ['libasound2', 'libasound2t64'], library: 'libasound.so.2' },
    { packages: ['libgbm1'], library: 'libgbm.so.1' },
    { packages: ['libsecret-1-0'], library: 'libsecret-1.so.0' },
    { packages: ['xdg-utils'], commands: ['xdg-open'] },
  ],
  compile: [
    { packages: ['libsecret-1-dev'] },
    { packages: ['make'], commands: ['make'] },
    { packages: ['g++'], commands: ['g++'] },
    { packages: ['python3'], commands: ['python3'] },
    { packages: ['pkg-config', 'pkgconf'], commands: ['pkg-config'] },
  ],
  unpack: [{ packages: ['unzip'], commands: ['unzip'] }],
  pack: [{ packages: ['rpm'], commands: ['rpmbuild'] }],
  packAlone: [{ packages: ['p7zip-full'], commands: ['7za'] }],
  installed: [
    { packages: ['appstream'], commands: ['appstreamcli'] },
    { packages: ['desktop-file-utils'], commands: ['desktop-file-validate'] },
    { packages: ['xdotool'], commands: ['xdotool'] },
  ],
  test: [
    { packages: ['xvfb'], commands: ['Xvfb'] },
    { packages: ['dbus'], commands: ['dbus-daemon'] },
    { packages: ['gnome-keyring'], commands: ['gnome-keyring-daemon'] },
    { packages: ['libsecret-tools'], commands: ['secret-tool'] },
    { packages: ['chromium', 'chromium-browser'], commands: browserCommands },
    { packages: ['fonts-dejavu-core'] },
    { packages: ['fonts-droid-fallback'] },
  ],
}
