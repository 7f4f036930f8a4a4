import { Search } from 'lucide-react'
import { useState } from 'react'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { MarkTile } from '../../components/mark-tile'
import { SearchBox } from '../../components/search-box'
import { faceOf } from '../../people'
import { text } from '../../text'
import { CustomPicture } from '../custom-provider/custom-dialog'
import styles from './provider-grid.module.css'

export interface ProviderGridProps {
  readonly providers: readonly ProviderSummary[]
  readonly onChoose: (provider: ProviderSummary) => void
  /** Absent: providers of the person's own are not allowed. */
  readonly onCustom?: (() => void) | undefined
}

export function ProviderGrid({ providers, onChoose, onCustom }: ProviderGridProps) {
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
          const only = found.find((provider) => provider.forbidden !== true)
          if (only !== undefined && query !== '') onChoose(only)
        }}
      />
      {found.length === 0 && <p className={styles.nothing}>{text.connect.noProvider(query)}</p>}
      <ul className={styles.grid} aria-label={text.connect.providers}>
        {found.map((provider) => (
          <ProviderTile key={provider.id} provider={provider} onChoose={() => onChoose(provider)} />
        ))}
      </ul>
      {onCustom !== undefined && (
        <button
          type="button"
          className={styles.custom}
          aria-label={text.customProvider.tile}
          aria-describedby="provider-custom"
          onClick={onCustom}
        >
          <CustomPicture size={32} />
          <span className={styles.words}>
            <span className={styles.name}>{text.customProvider.tile}</span>
            <span className={styles.description} id="provider-custom">
              {text.customProvider.tileWords}
            </span>
          </span>
        </button>
      )}
    </div>
  )
}

interface ProviderTileProps {
  readonly provider: ProviderSummary
  readonly onChoose: () => void
}

function ProviderTile({ provider, onChoose }: ProviderTileProps) {
  const { id, name, forbidden = false } = provider
  const description = forbidden ? text.providers.forbidden : provider.description
  return (
    <li>
      <button
        type="button"
        className={styles.tile}
        aria-label={name}
        aria-describedby={`provider-${id}`}
        title={description}
        disabled={forbidden}
        onClick={onChoose}
      >
        <MarkTile {...faceOf(provider, id)} />
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          <span className={styles.description} id={`provider-${id}`}>
            {description}
          </span>
        </span>
      </button>
    </li>
  )
}

function matches({ name, description }: ProviderSummary, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return name.toLowerCase().includes(wanted) || description.toLowerCase().includes(wanted)
}
