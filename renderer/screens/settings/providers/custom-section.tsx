import { ClipboardPaste, Plus } from 'lucide-react'
import type { CustomProvider, SavedCustomProvider } from '../../../../shared/custom-provider'
import { useApp, useSelect } from '../../../app-context'
import { Button } from '../../../components/button'
import { useAsking } from '../../../hooks/use-asking'
import { text } from '../../../text'
import { CustomDialog } from '../../custom-provider/custom-dialog'
import layout from '../../layout.module.css'
import { CustomRow } from './custom-row'
import { ImportDialog } from './import-dialog'
import styles from './providers-tab.module.css'
import { RemoveDialog } from './remove-dialog'

type Asking =
  | { readonly what: 'edit'; readonly provider?: CustomProvider }
  | { readonly what: 'import' }
  | { readonly what: 'remove'; readonly provider: SavedCustomProvider }

export interface CustomSectionProps {
  readonly customs: readonly SavedCustomProvider[]
  /** The organisation lets the person add some. */
  readonly allowed: boolean
  readonly onChanged: () => void
}

/** Providers of the person's own: add, edit, carry to another computer, remove. */
export function CustomSection({ customs, allowed, onChanged }: CustomSectionProps) {
  const { keyfob } = useApp()
  const accounts = useSelect((state) => state.accounts)
  const [asking, ask, close] = useAsking<Asking>()
  const words = text.providers
  const icon = { size: 15, strokeWidth: 2, 'aria-hidden': true } as const
  const using = (provider: SavedCustomProvider) =>
    accounts.filter(({ id }) => provider.accountIds.includes(id)).map(({ label }) => label)

  function removalWords(provider: SavedCustomProvider): string {
    if (provider.accountIds.length > 0) return words.removeCustomBusy(using(provider))
    if (provider.isRevokedLater) return words.removeCustomRevoking(provider.name)
    return words.removeCustomWords
  }

  return (
    <section aria-labelledby="custom-heading">
      <div className={styles.head}>
        <h2 id="custom-heading">{words.custom}</h2>
        {allowed && (
          <>
            <Button icon={<ClipboardPaste {...icon} />} onPress={() => ask({ what: 'import' })}>
              {words.importCustom}
            </Button>
            <Button icon={<Plus {...icon} />} onPress={() => ask({ what: 'edit' })}>
              {words.addCustom}
            </Button>
          </>
        )}
      </div>
      <div className={layout.card}>
        {customs.length === 0 && (
          <p className={styles.empty}>{allowed ? words.customEmpty : words.customForbidden}</p>
        )}
        <ul>
          {customs.map((provider) => (
            <CustomRow
              key={provider.id}
              provider={provider}
              onEdit={() => ask({ what: 'edit', provider: asCustom(provider) })}
              onRemove={() => ask({ what: 'remove', provider })}
            />
          ))}
        </ul>
      </div>
      {asking?.what === 'edit' && (
        <CustomDialog
          provider={asking.provider}
          onSaved={() => {
            close()
            onChanged()
          }}
          onClose={close}
        />
      )}
      {asking?.what === 'import' && (
        <ImportDialog onRead={(provider) => ask({ what: 'edit', provider })} onClose={close} />
      )}
      {asking?.what === 'remove' && (
        <RemoveDialog
          title={words.removeCustomTitle(asking.provider.name)}
          words={removalWords(asking.provider)}
          onRemove={
            isInUse(asking.provider)
              ? undefined
              : async () => {
                  await keyfob.removeCustomProvider({ providerId: asking.provider.id })
                  onChanged()
                }
          }
          onClose={close}
        />
      )}
    </section>
  )
}

function isInUse({ accountIds, isRevokedLater }: SavedCustomProvider): boolean {
  return accountIds.length > 0 || isRevokedLater
}

/** Without what main only tells of it: it is not to be sent back. */
function asCustom({ accountIds: _, isRevokedLater: __, ...provider }: SavedCustomProvider): CustomProvider {
  return provider
}
