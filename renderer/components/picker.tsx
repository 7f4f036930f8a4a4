import { Check, ChevronDown } from 'lucide-react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import styles from './picker.module.css'
import popover from './popover.module.css'

export interface PickerProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

/** One of many, folded into a button. */
export function Picker({ label, value, options, onChange }: PickerProps) {
  return (
    <Select
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key))
      }}
    >
      <Label className="visually-hidden">{label}</Label>
      <Button className={styles.button ?? ''}>
        <SelectValue className={styles.value ?? ''}>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={15} strokeWidth={1.75} aria-hidden="true" />
      </Button>
      <Popover className={popover.popover ?? ''} placement="bottom end" offset={4}>
        <ListBox className={popover.list ?? ''}>
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              className={popover.item ?? ''}
              textValue={option.label}
            >
              <span className={styles.name}>{option.label}</span>
              {option.value === value && <Check size={14} strokeWidth={2} aria-hidden="true" />}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
