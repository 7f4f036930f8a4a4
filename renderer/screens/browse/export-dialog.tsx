import { useState } from 'react'
import type { Account } from '../../../shared/account'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { Dialog, DialogActions, DialogBody } from '../../components/dialog'
import { useExport } from '../../hooks/use-export'
import type { BrowsePlace } from '../../navigation'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import styles from './export-dialog.module.css'
import { ExportDone } from './export-done'
import { ExportRunning } from './export-running'
import type { Listing } from './listing'

export interface ExportDialogProps {
  readonly account: Account
  readonly provider: string
  readonly listing: Listing
  readonly place: BrowsePlace
  /** Keys of the columns that are not shown. */
  readonly hidden: readonly string[]
  readonly onClose: () => void
}

/** Writes what is shown to a file, every page of it: filter, order and columns as on the screen. */
export function ExportDialog(props: ExportDialogProps) {
  const { account, provider, listing, place, hidden, onClose } = props
  const [format, setFormat] = useState<'csv' | 'json'>('csv')
  const { state, start, cancel } = useExport()
  const { filter = '', sort } = place
  const columns = listing.columns.filter(({ key }) => !hidden.includes(key))
  const sortedBy = listing.columns.find(({ key }) => key === sort?.key)
  const parentId = listing.parents.at(-1)?.rowId

  const begin = () =>
    start({
      accountId: account.id,
      resourceId: listing.id,
      ...(parentId === undefined ? {} : { parentId }),
      format,
      columns: columns.map(({ key }) => key),
      ...(filter.trim() === '' ? {} : { filter }),
      ...(sort && sortedBy ? { sort: { column: sort.key, descending: sort.descending } } : {}),
    })

  return (
    <Dialog
      title={text.export.title(listing.label)}
      subtitle={account.label}
      narrow
      onClose={() => {
        cancel()
        onClose()
      }}
      closeLabel={text.close}
    >
      {state.kind === 'running' ? (
        <ExportRunning progress={state.progress} provider={provider} onCancel={cancel} />
      ) : state.kind === 'saved' ? (
        <ExportDone requestId={state.requestId} outcome={state.outcome} onClose={onClose} />
      ) : (
        <>
          <DialogBody>
            <div className={styles.body}>
              <Choice
                label={text.export.format}
                value={format}
                options={[
                  { value: 'csv', ...text.export.csv },
                  { value: 'json', ...text.export.json },
                ]}
                onChange={setFormat}
              />
              <ul className={styles.facts}>
                <li>{filter.trim() === '' ? text.export.every : text.export.matching(filter.trim())}</li>
                {sort && sortedBy && <li>{text.export.sorted(sortedBy.label, sort.descending)}</li>}
                {format === 'csv' && <li>{text.export.columns(columns.map(({ label }) => label))}</li>}
              </ul>
              {state.kind === 'failed' && <FailureNote failure={state.failure} provider={provider} />}
            </div>
          </DialogBody>
          <DialogActions>
            <Button onPress={onClose}>{text.cancel}</Button>
            <Button variant="primary" onPress={begin}>
              {text.export.choose}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}
