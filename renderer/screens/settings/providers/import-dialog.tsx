import { type FormEvent, useState } from 'react'
import type { CustomProvider } from '../../../../shared/custom-provider'
import { useApp } from '../../../app-context'
import { Button } from '../../../components/button'
import { Dialog, DialogActions } from '../../../components/dialog'
import { TextEntry } from '../../../components/text-entry'
import { text } from '../../../text'

export interface ImportDialogProps {
  readonly onRead: (provider: CustomProvider) => void
  readonly onClose: () => void
}

/** A provider carried over from another computer, as text; it is looked through before it is saved. */
export function ImportDialog({ onRead, onClose }: ImportDialogProps) {
  const { keyfob } = useApp()
  const [pasted, setPasted] = useState('')
  const [refused, setRefused] = useState(false)
  const words = text.providers

  async function read(event: FormEvent) {
    event.preventDefault()
    if (pasted.trim() === '') return
    try {
      onRead(await keyfob.readCustomProvider({ text: pasted }))
    } catch {
      setRefused(true)
    }
  }

  return (
    <Dialog
      title={words.importTitle}
      subtitle={words.importSubtitle}
      closeLabel={text.close}
      onClose={onClose}
    >
      <form onSubmit={read}>
        <TextEntry
          autoFocus
          label={words.importLabel}
          hint={words.importHint}
          mono
          lines={8}
          value={pasted}
          onChange={(changed) => {
            setRefused(false)
            setPasted(changed)
          }}
          error={refused && words.importWrong}
        />
        <DialogActions>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button variant="primary" type="submit" isDisabled={pasted.trim() === ''}>
            {words.importRead}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
