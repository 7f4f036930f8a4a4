import type { ColumnLayout } from '../../../shared/settings'
import { useApp, useSelect } from '../../app-context'

export interface Layout extends ColumnLayout {
  readonly change: (difference: Partial<ColumnLayout>) => Promise<unknown>
}

const untouched: ColumnLayout = { hidden: [], widths: {} }

/** How the table of a provider's resource is arranged, kept in the settings. */
export function useColumnLayout(providerId: string, resourceId: string | undefined): Layout {
  const { store, commands } = useApp()
  const settings = useSelect((state) => state.settings)
  const key = `${providerId}/${resourceId}`
  const current = settings?.columns?.[key] ?? untouched
  return {
    ...current,
    change(difference) {
      const columns = store.get().settings?.columns ?? {}
      const changed = { ...(columns[key] ?? untouched), ...difference }
      return commands.changeSettings({ columns: { ...columns, [key]: changed } })
    },
  }
}
