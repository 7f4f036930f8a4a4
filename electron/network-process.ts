/** Chromium's command line, as `app.commandLine` has it. */
export interface CommandLine {
  /** Empty: it was not given. */
  getSwitchValue(name: string): string
  /** Another value of the same switch takes the place of the one before. */
  appendSwitch(name: string, value: string): void
}

/** Chromium's name for its network in the process of the app. */
const inProcess = 'NetworkServiceInProcess2'

/**
 * On Linux the process that Chromium gives its network has no sandbox: it may do whatever this one may, so it shuts nothing
 * off, and every token passes through it. The network runs in this process there, which spares each start another one.
 * Elsewhere that process is locked in, or will be, and stays. To be called before Electron is ready; who starts Keyfob
 * with `--disable-features=NetworkServiceInProcess2` has it apart again.
 */
export function keepNetworkHere(platform: NodeJS.Platform, line: CommandLine): void {
  if (platform !== 'linux') return
  const asked = line.getSwitchValue('enable-features')
  line.appendSwitch('enable-features', asked === '' ? inProcess : `${asked},${inProcess}`)
}
