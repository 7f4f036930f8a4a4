import { useState } from 'react'
import type { Account } from '../../../shared/account'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { Dialog, DialogActions } from '../../components/dialog'
import { TextEntry } from '../../components/text-entry'
import { text } from '../../text'

export function RenameDialog({
  account,
  onClose,
}: {
  readonly account: Account
  readonly onClose: () => void
}) {
  const { commands } = useApp()
  const [label, setLabel] = useState(account.label)
  const [saving, setSaving] = useState(false)
  const usable = label.trim() !== ''

  async function save() {
    if (!usable || saving) return
    setSaving(true)
    if (await commands.rename(account, label.trim())) onClose()
    else setSaving(false)
  }

  return (
    <Dialog title={text.accounts.renameTitle(account.label)} closeLabel={text.close} onClose={onClose} narrow>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextEntry
          label={text.accounts.name}
          hint={text.accounts.nameHint}
          value={label}
          onChange={setLabel}
          maxLength={120}
          autoFocus
        />
        <DialogActions>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button variant="primary" type="submit" isDisabled={!usable} isPending={saving}>
            {text.accounts.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
