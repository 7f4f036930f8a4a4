import { Globe } from 'lucide-react'
import type { CustomProvider, SavedCustomProvider } from '../../../shared/custom-provider'
import { Dialog } from '../../components/dialog'
import { text } from '../../text'
import styles from './custom-dialog.module.css'
import { CustomSteps } from './custom-steps'

export interface CustomDialogProps {
  /** A provider to be changed, or one that was read from text; absent: a new one. */
  readonly provider?: CustomProvider | undefined
  readonly onSaved: (saved: SavedCustomProvider) => void
  readonly onClose: () => void
}

/** A provider of one's own, outside of connecting. */
export function CustomDialog({ provider, onSaved, onClose }: CustomDialogProps) {
  const words = text.customProvider
  const heading =
    provider === undefined
      ? { title: words.title, subtitle: words.subtitle }
      : provider.id === undefined
        ? { title: words.importTitle, subtitle: words.importSubtitle }
        : { title: words.editTitle(provider.name), subtitle: words.editSubtitle }
  return (
    <Dialog {...heading} picture={<CustomPicture />} closeLabel={text.close} onClose={onClose}>
      <CustomSteps start={provider} saveLabel={words.saveOnly} onSaved={onSaved} />
    </Dialog>
  )
}

/** The tile of a provider that has no mark yet. */
export function CustomPicture({ size = 40 }: { readonly size?: 32 | 40 }) {
  return (
    <span className={styles.tile} data-size={size} aria-hidden="true">
      <Globe size={size / 2} strokeWidth={1.5} />
    </span>
  )
}
