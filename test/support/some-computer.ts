import type { Computer } from '../../electron/surroundings'

/** A computer with a browser and no proxy. */
export const someComputer: Computer = {
  findBrowser: async () => 'test browser',
  resolveProxy: async () => 'DIRECT',
  openSystemSettings: async () => {},
  isTrayShown: async () => true,
  systemNames: () => ['Test OS 1'],
  readLicences: async () => [
    { name: 'left-pad', version: '1.3.0', licence: 'WTFPL', text: 'Do what you want.' },
  ],
  showChromiumLicences: () => {},
  chooseAuthorityFile: async () => undefined,
}
