import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { MoreBelow } from '../../components/more-below'
import { text } from '../../text'
import layout from '../layout.module.css'
import { SettingLine } from '../settings/setting-line'
import tab from '../settings/tab.module.css'
import { InterceptionDialog } from './interception-dialog'
import styles from './lab-section.module.css'

/** What protects a sign-in, to be seen at work; where an organisation took the sandbox out, only the words are left. */
export function LabSection() {
  const provider = useSelect((state) => state.providers).find(({ category }) => category === 'sandbox')
  const [isOpen, setOpen] = useState(false)
  const words = provider === undefined ? text.lab.words : `${text.lab.words} ${text.lab.tryWords}`
  return (
    <section className={layout.card} aria-labelledby="lab-heading">
      <SettingLine icon={FlaskConical} id="lab-heading" title={text.lab.title} words={words}>
        {provider !== undefined && <Button onPress={() => setOpen(true)}>{text.lab.open}</Button>}
      </SettingLine>
      <div className={tab.below}>
        <MoreBelow label={text.lab.about}>
          <div className={styles.about}>
            {text.lab.aboutWords.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </MoreBelow>
      </div>
      {isOpen && provider !== undefined && (
        <InterceptionDialog provider={provider} onClose={() => setOpen(false)} />
      )}
    </section>
  )
}
