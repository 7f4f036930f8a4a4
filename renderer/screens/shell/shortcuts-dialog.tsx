import { Dialog, DialogBody } from '../../components/dialog'
import { isMac } from '../../platform'
import { text } from '../../text'
import styles from './shortcuts-dialog.module.css'

const keyNames: Readonly<Record<string, string>> = isMac() ? text.shortcuts.mac : text.shortcuts.others

/** What the keyboard can do, in one place to look it up. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { title, subtitle, groups } = text.shortcuts
  return (
    <Dialog title={title} subtitle={subtitle} closeLabel={text.close} onClose={onClose}>
      <DialogBody>
        <div className={styles.groups}>
          {groups.map(({ name, lines }) => (
            <section key={name} aria-label={name}>
              <h3 className={styles.heading}>{name}</h3>
              <dl>
                {lines.map(({ what, keys }) => (
                  <div key={what} className={styles.line}>
                    <dt>{what}</dt>
                    <dd className={styles.keys}>
                      {keys.map((combination) => (
                        <kbd key={combination} className={styles.key}>
                          {inWords(combination)}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogBody>
    </Dialog>
  )
}

/** `Mod+Shift+D` as "Ctrl Shift D", or as "⌘⇧D". */
function inWords(combination: string): string {
  const parts = combination.replace('++', '+＋').split('+')
  return parts.map((part) => keyNames[part] ?? part.replace('＋', '+')).join(isMac() ? '' : ' ')
}
