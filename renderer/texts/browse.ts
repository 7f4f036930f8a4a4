import type { ProviderSummary } from '../../shared/provider-summary'

export const browseText = {
  title: 'Browse',
  noAccountTitle: 'Nothing to look into yet',
  noAccount: 'Connect an account, and what it holds can be seen here.',
  choose: 'Choose an account',
  chooseWords: 'What would you like to look into?',
  resources: 'Resources',
  filter: (label: string) => `Filter ${label.toLowerCase()}`,
  refresh: 'Load again',
  missing: 'permission missing',
  missingTitle: (label: string) => `A permission is missing for ${label}`,
  missingWords: (account: string) =>
    `${account} was connected without it. Keyfob asks for exactly this, and the account stays as it is.`,
  askPermission: 'Ask for this permission',
  empty: (label: string) => `No ${label.toLowerCase()}`,
  emptyWords: (account: string) => `${account} has none, or this account may not see them.`,
  noMatch: (query: string) => `Nothing loaded matches “${query}”`,
  noMatchMore: 'Not everything is loaded yet.',
  loadMore: 'Load more',
  repeats: 'The server began to send the same rows again, so the list ends here. Some may be missing.',
  loadingMore: 'Loading more…',
  loaded: (loaded: string, total: string | undefined, label: string) =>
    total === undefined
      ? `${loaded} ${label.toLowerCase()} loaded`
      : `${total} ${label.toLowerCase()} · ${loaded} loaded`,
  all: (amount: string, label: string) => `${amount} ${label.toLowerCase()}`,
  matching: (amount: string) => `${amount} match`,
  rate: (remaining: string, limit: string) => `${remaining} of ${limit} requests left`,
  rateReset: (remaining: string, limit: string, time: string) =>
    `${remaining} of ${limit} requests left until ${time}`,
  stopped: 'The list stops here for now.',
  json: 'JSON',
  copyJson: 'Copy JSON',
  jsonName: 'JSON',
  openInBrowser: 'Open in browser',
  closeDetail: 'Close detail',
  fields: 'Fields',
  noResources: 'Nothing to list',
  noResourcesWords: 'Keyfob knows no lists for this provider yet.',
  showAll: (lines: string) => `Show all ${lines} lines`,
  yes: 'yes',
  no: 'no',
  breadcrumbs: 'Path',
  sortBy: (label: string) => `Sort by ${label}`,
} as const

export const categoriesText = {
  sandbox: 'To try things out',
  cloud: 'Clouds',
  code: 'Code',
  files: 'Files',
  work: 'Work',
  identity: 'Sign-in',
  other: 'Others',
} as const satisfies Record<ProviderSummary['category'], string>
