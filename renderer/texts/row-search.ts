import { list, plural } from '../format'

/** The search for rows over all accounts. */
export const rowSearchText = {
  heading: (account: string, resource: string) => `${account} · ${resource}`,
  seen: 'seen before',
  asked: (provider: string) => `from ${provider}`,
  more: (amount: number) => `Show ${plural(amount, 'more row', 'more rows')}`,
  evenMore: 'and more than can be listed here',
  searching: 'Searching…',
  pending: (accounts: readonly string[]) => `Asking ${list(accounts)}…`,
  looked: 'Searched the rows loaded so far.',
  answered: (accounts: readonly string[]) => `Also searched online: ${list(accounts)}.`,
  failed: (account: string, why: string) => `${account} could not be searched: ${why}.`,
  failedWhole: (why: string) => `Rows could not be searched: ${why}.`,
} as const
