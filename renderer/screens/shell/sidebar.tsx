import { Activity, KeyRound, type LucideIcon, Search, Settings, Table2 } from 'lucide-react'
import { useApp, usePlace, useSelect } from '../../app-context'
import { Logo } from '../../components/logo'
import { needsAttention } from '../../health'
import type { Place } from '../../navigation'
import { isMac } from '../../platform'
import { text } from '../../text'
import { ConnectedList } from './connected-list'
import styles from './sidebar.module.css'
import { VaultLine } from './vault-line'

interface Entry {
  readonly label: string
  readonly icon: LucideIcon
  readonly place: Place
  readonly covers: readonly Place['screen'][]
}

const entries: readonly Entry[] = [
  { label: text.navigation.accounts, icon: KeyRound, place: { screen: 'accounts' }, covers: ['accounts'] },
  { label: text.navigation.browse, icon: Table2, place: { screen: 'browse' }, covers: ['browse'] },
  {
    label: text.navigation.activity,
    icon: Activity,
    place: { screen: 'activity' },
    covers: ['activity', 'trace'],
  },
  {
    label: text.navigation.settings,
    icon: Settings,
    place: { screen: 'settings', tab: 'access' },
    covers: ['settings', 'doctor'],
  },
]

export function Sidebar({ onSearch }: { readonly onSearch: () => void }) {
  const { navigation } = useApp()
  const place = usePlace()
  const waiting = useSelect((state) => state.accounts).filter(needsAttention).length

  return (
    <aside className={styles.sidebar} aria-label={text.appName}>
      <div className={styles.brand}>
        <Logo />
        <span className={styles.name}>{text.appName}</span>
      </div>
      <button
        type="button"
        className={styles.search}
        aria-label={text.navigation.search}
        title={text.navigation.search}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={onSearch}
      >
        <Search size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.words}>{text.navigation.search}</span>
        <kbd className={styles.keys}>{shortcut}</kbd>
      </button>
      <nav aria-label={text.navigation.label}>
        <ul className={styles.entries}>
          {entries.map(({ label, icon: Icon, place: target, covers }) => (
            <li key={label}>
              <button
                type="button"
                className={styles.entry}
                aria-label={label}
                title={label}
                aria-current={covers.includes(place.screen) ? 'page' : undefined}
                onClick={() => navigation.go(target)}
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
                <span className={styles.words}>{label}</span>
                {target.screen === 'accounts' && waiting > 0 && (
                  <span className={styles.waiting} title={text.navigation.attention(waiting)}>
                    {waiting}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <ConnectedList />
      <VaultLine />
    </aside>
  )
}

const shortcut = isMac() ? '⌘K' : 'Ctrl K'
