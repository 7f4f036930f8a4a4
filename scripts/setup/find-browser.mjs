import { pathOf } from './run.mjs'

/** Browsers that the tests can drive as the system browser, the preferred one first. */
export const browserCommands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** @returns {string | undefined} the path of the browser that the tests drive */
export function findBrowser() {
  return browserCommands.map(pathOf).find((path) => path !== undefined)
}
