import type { Computer } from '../../electron/services'

/** A computer with a browser and no proxy. */
export const someComputer: Computer = {
  findBrowser: async () => 'test browser',
  resolveProxy: async () => 'DIRECT',
  openSystemSettings: async () => {},
  isTrayShown: async () => true,
  systemNames: () => ['Test OS 1'],
  chooseAuthorityFile: async () => undefined,
}
