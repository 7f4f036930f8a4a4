import { Label, Radio, RadioGroup } from 'react-aria-components'
import styles from './choice.module.css'
import { cx } from './cx'

export interface ChoiceOption<T extends string> {
  readonly value: T
  readonly label: string
  readonly explanation?: string
}

export interface ChoiceProps<T extends string> {
  readonly label: string
  readonly hideLabel?: boolean
  readonly value: T
  readonly options: readonly ChoiceOption<T>[]
  readonly onChange: (value: T) => void
}

/** One of a few, all in view, as cards side by side. */
export function Choice<T extends string>({ label, hideLabel, value, options, onChange }: ChoiceProps<T>) {
  return (
    <RadioGroup
      className={styles.group ?? ''}
      value={value}
      orientation="horizontal"
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen)
        if (option !== undefined) onChange(option.value)
      }}
    >
      <Label className={cx(styles.label, hideLabel && 'visually-hidden')}>{label}</Label>
      <div className={styles.options}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.option ?? ''}>
            <span className={styles.ring} />
            <span className={styles.words}>
              <span className={styles.name}>{option.label}</span>
              {option.explanation !== undefined && (
                <span className={styles.explanation}>{option.explanation}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
