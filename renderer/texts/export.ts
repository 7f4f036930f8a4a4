import { plural } from '../format'

export const exportText = {
  open: 'Export',
  title: (label: string) => `Export ${label.toLowerCase()}`,
  format: 'Format',
  csv: { label: 'CSV', explanation: 'For spreadsheets: one line per row' },
  json: { label: 'JSON', explanation: 'Each row as the server sent it' },
  every: 'All rows, including those not loaded yet.',
  matching: (filter: string) => `Only rows that match “${filter}”, including those not loaded yet.`,
  sorted: (column: string, descending: boolean) =>
    `Sorted by ${column}, ${descending ? 'descending' : 'ascending'}.`,
  columns: (labels: readonly string[]) => `Columns: ${labels.join(', ')}.`,
  choose: 'Choose a file…',
  choosing: 'Choose where to save it…',
  progress: 'Progress of the export',
  reading: (rows: string, total: string | undefined, pages: number) =>
    `${total === undefined ? rows : `${rows} of ${total}`} rows read · ${plural(pages, 'page')}`,
  done: (rows: number) => `${plural(rows, 'row')} written`,
  savedAt: (size: string) => `${size}, saved as`,
  incomplete: 'The server started repeating itself, so rows may be missing.',
  copyPath: 'Copy path',
  pathName: 'Path',
  show: 'Show in folder',
} as const
