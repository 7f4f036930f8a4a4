import { Search } from 'lucide-react'
import { useState } from 'react'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { MarkTile } from '../../components/mark-tile'
import { SearchBox } from '../../components/search-box'
import { text } from '../../text'
import styles from './provider-grid.module.css'

export interface ProviderGridProps {
  readonly providers: readonly ProviderSummary[]
  readonly onChoose: (providerId: string) => void
}

export function ProviderGrid({ providers, onChoose }: ProviderGridProps) {
  const [query, setQuery] = useState('')
  const found = providers.filter((provider) => matches(provider, query))
  return (
    <div className={styles.choice}>
      <SearchBox
        autoFocus
        label={text.connect.searchProviders}
        placeholder={text.connect.searchProviders}
        clearLabel={text.clear}
        icon={<Search size={16} strokeWidth={1.75} aria-hidden="true" />}
        value={query}
        onChange={setQuery}
        onSubmit={() => {
          const only = found[0]
          if (only !== undefined && query !== '') onChoose(only.id)
        }}
      />
      {found.length === 0 && <p className={styles.nothing}>{text.connect.noProvider(query)}</p>}
      <ul className={styles.grid} aria-label={text.connect.providers}>
        {found.map(({ id, name, mark, category, description }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.tile}
              aria-label={name}
              aria-describedby={`provider-${id}`}
              title={description}
              onClick={() => onChoose(id)}
            >
              <MarkTile name={name} mark={mark ?? (category === 'sandbox' ? 'flask' : undefined)} />
              <span className={styles.words}>
                <span className={styles.name}>{name}</span>
                <span className={styles.description} id={`provider-${id}`}>
                  {description}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function matches({ name, description }: ProviderSummary, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return name.toLowerCase().includes(wanted) || description.toLowerCase().includes(wanted)
}
