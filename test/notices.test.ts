import { expect, test } from 'vitest'
import { createNotices, type Notices } from '../electron/notices'

/** A window that is open, with the subjects it was told of. */
function openWindow(notices: Notices) {
  const heard: string[] = []
  return { heard, close: notices.subscribe(({ subject }) => void heard.push(subject)) }
}

const aside = (subject: string, id = subject) => ({ id, kind: 'file_set_aside', subject }) as const

test('a notice from before there was a window waits for it, the newest of each id', () => {
  const notices = createNotices()
  notices.announce(aside('a.json'))
  notices.announce(aside('older.json', 'b'))
  notices.announce(aside('newer.json', 'b'))
  expect(openWindow(notices).heard).toEqual(['a.json', 'newer.json'])
})

test('a window that is opened again hears what came while there was none, and nothing a second time', () => {
  const notices = createNotices()
  notices.announce(aside('a.json'))
  const first = openWindow(notices)
  notices.announce(aside('b.json'))
  first.close()
  notices.announce(aside('c.json'))
  const second = openWindow(notices)
  notices.announce(aside('d.json'))
  expect(first.heard).toEqual(['a.json', 'b.json'])
  expect(second.heard).toEqual(['c.json', 'd.json'])
})
