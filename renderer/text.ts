import { accountsText, firstRunText, healthText, protectionsText } from './texts/accounts'
import { activityText, traceText } from './texts/activity'
import { backupTexts } from './texts/backup'
import { browseText, categoriesText } from './texts/browse'
import { connectText } from './texts/connect'
import { consoleText } from './texts/console'
import { customText } from './texts/custom-provider'
import { doctorText } from './texts/doctor'
import { exportText } from './texts/export'
import { connectProviderText, guideText, providersText } from './texts/guide'
import { vaultShortText, vaultText } from './texts/keychain'
import { labText } from './texts/lab'
import { networkText } from './texts/network'
import { notificationsText } from './texts/notifications'
import { removalText } from './texts/removal'
import { rowSearchText } from './texts/row-search'
import { lockText, settingsText } from './texts/settings'
import { brokenText, navigationText, noticesText, paletteText } from './texts/shell'
import { shortcutsText } from './texts/shortcuts'
import { updateText } from './texts/update'

/**
 * The sentences of the window, except for failures (`failure-text.ts`) and the protocol (`texts/trace-*.ts`), in one
 * place, to be read in a row and to be translated.
 */
export const text = {
  appName: 'Keyfob',
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  copy: 'Copy',
  clear: 'Clear',
  likelyCauses: 'Likely causes',
  details: 'Details',
  loading: 'Loading',
  saving: 'Saving…',
  now: 'in progress',

  navigation: navigationText,
  palette: paletteText,
  shortcuts: shortcutsText,
  broken: brokenText,
  firstRun: firstRunText,
  accounts: accountsText,
  health: healthText,
  connect: connectText,
  ofProvider: connectProviderText,
  guide: guideText,
  customProvider: customText,
  providers: providersText,
  browse: browseText,
  rowSearch: rowSearchText,
  export: exportText,
  console: consoleText,
  activity: activityText,
  trace: traceText,
  settings: settingsText,
  backup: backupTexts,
  doctor: doctorText,
  network: networkText,
  notifications: notificationsText,
  update: updateText,
  removal: removalText,
  lab: labText,
  lock: lockText,
  vault: vaultText,
  vaultShort: vaultShortText,
  protections: protectionsText,
  categories: categoriesText,
  notices: noticesText,
} as const
