import { describe, expect, it } from 'vitest'
import type { KeyfobApi } from '../../shared/keyfob-api'
import type { UpdateStatus } from '../../shared/update'
import { act, pending, press, screen, settle, show, within } from './show'

const found = {
  version: '0.2.0',
  notes: 'Faster.\n<img src=x onerror="document.title=1"><b>bold</b>',
  releasedAt: Date.now(),
  bytes: 94 * 1024 * 1024,
  page: 'https://keyfob.example/versions',
}
const inPlace: UpdateStatus = { way: { kind: 'in_place' }, host: 'updates.keyfob.example', state: 'idle' }

async function open(
  update: UpdateStatus,
  calls: { readonly [Method in keyof KeyfobApi]?: KeyfobApi[Method] } = {},
) {
  const shown = await show({ update }, calls)
  shown.services.navigation.go({ screen: 'settings', tab: 'about' })
  await settle()
  const region = screen.getByRole('region', { name: 'Updates' })
  const change = async (next: UpdateStatus) => {
    await act(async () => shown.fake.change(() => ({ update: next })))
    await settle()
  }
  return { ...shown, region, change }
}
const buttonNames = (region: HTMLElement) =>
  within(region)
    .queryAllByRole('button')
    .map((button) => button.textContent)

describe('Settings, About: updates', () => {
  it('asks nobody until the button is pressed, then leads to the restart', async () => {
    const untilItsEnd = () => pending<UpdateStatus>().promise
    const { fake, region, change } = await open(inPlace, {
      checkForUpdate: untilItsEnd,
      downloadUpdate: untilItsEnd,
      restartToUpdate: untilItsEnd,
    })
    expect(
      within(region).getByText('Keyfob contacts updates.keyfob.example only when you press the button.'),
    ).toBeDefined()
    expect(fake.requestsOf('checkForUpdate')).toHaveLength(0)
    await press('button', 'Check for updates')
    expect(fake.requestsOf('checkForUpdate')).toHaveLength(1)

    await change({ ...inPlace, state: 'checking' })
    await press('button', 'Stop')
    expect(fake.requestsOf('cancelUpdate')).toHaveLength(1)

    await change({ ...inPlace, state: 'available', found })
    expect(within(region).getByRole('status').textContent).toBe('Version 0.2.0 is available (94 MB).')
    expect(within(region).getByText('Released today.')).toBeDefined()
    await press('button', 'Download')
    expect(fake.requestsOf('downloadUpdate')).toHaveLength(1)

    await change({ ...inPlace, state: 'downloading', found, received: 47 * 1024 * 1024 })
    expect(within(region).getByText('47 MB of 94 MB')).toBeDefined()
    expect(within(region).getByRole('progressbar', { name: 'Downloading version 0.2.0' })).toBeDefined()
    await press('button', 'Stop')
    expect(fake.requestsOf('cancelUpdate')).toHaveLength(2)

    await change({ ...inPlace, state: 'ready', found })
    await press('button', 'Restart to update')
    expect(fake.requestsOf('restartToUpdate')).toHaveLength(1)
    await change({ ...inPlace, state: 'waiting', found, waitsFor: 'sign_in' })
    expect(within(region).getByText('Keyfob restarts as soon as the sign-in is over.')).toBeDefined()
    await press('button', 'Not now')
    expect(fake.requestsOf('cancelUpdate')).toHaveLength(3)
  })

  it('shows release notes as letters, whatever is in them', async () => {
    const { region } = await open({ ...inPlace, state: 'available', found })
    const notes = within(region).getByRole('region', { name: 'What’s new in 0.2.0' })
    expect(notes.textContent).toContain('<img src=x onerror="document.title=1"><b>bold</b>')
    expect(notes.querySelector('img, b')).toBeNull()
  })

  it.each([
    ['no_address', /^This build has no update address, so it cannot look for newer versions\. [^_]+$/],
    ['no_key', /^This build has no key/],
    ['policy', /^Your organisation takes care of updates/],
  ] as const)('says why nobody can be asked: %s', async (hindrance, words) => {
    const { region } = await open({ way: { kind: 'by_hand' }, hindrance, state: 'idle' })
    expect(within(region).getByText(words)).toBeDefined()
    const button = within(region).getByRole('button', { name: 'Check for updates' }) as HTMLButtonElement
    expect(button.disabled).toBe(true)
    expect(within(region).queryByRole('checkbox')).toBeNull()
  })

  it('leaves updating to the package manager, and looks all the same where that is wished', async () => {
    const way = { kind: 'package_manager', name: 'apt' } as const
    const { fake, region, change } = await open({ ...inPlace, way })
    expect(within(region).getByText(/^Keyfob was installed with apt/)).toBeDefined()
    expect(buttonNames(region)).toEqual(['Check anyway'])
    await change({ ...inPlace, way, state: 'available', found })
    expect(within(region).getByRole('status').textContent).toMatch(
      /^Version 0\.2\.0 is available\. Keyfob was installed with apt/,
    )
    await press('button', 'Open the download page')
    expect(fake.requestsOf('openWebPage')).toEqual([{ url: found.page }])
    await change({ way, hindrance: 'no_address', state: 'idle' })
    expect(buttonNames(region)).toEqual([])
  })

  it('says where to download what cannot be replaced in place', async () => {
    const way = { kind: 'by_hand' } as const
    const { region, change } = await open({ ...inPlace, way })
    expect(within(region).getByText(/^This copy of Keyfob cannot replace itself/)).toBeDefined()
    await change({ ...inPlace, way, state: 'available', found })
    expect(buttonNames(region)).toEqual(['Open the download page'])
  })

  it('says that an older version is offered, and that it stays', async () => {
    const { region } = await open({ ...inPlace, state: 'current', older: '0.0.9' })
    expect(
      within(region).getByText(/The server offers 0\.0\.9, which is older; Keyfob never goes back/),
    ).toBeDefined()
  })

  it('tells a failure with its cause and cure, and tries again what failed', async () => {
    const failure = {
      code: 'update_damaged',
      message: '',
      facts: { host: 'updates.keyfob.example' },
    } as const
    const { fake, region, change } = await open({ ...inPlace, state: 'available', found, failure })
    const alert = within(region).getByRole('alert')
    expect(within(alert).getByText('The update arrived damaged')).toBeDefined()
    await press('button', 'Try again', alert)
    expect(fake.requestsOf('downloadUpdate')).toHaveLength(1)
    await change({ ...inPlace, failure: { ...failure, code: 'update_wrongly_signed' } })
    expect(within(region).getByText('The update is not from the makers of Keyfob')).toBeDefined()
    await press('button', 'Try again', within(region).getByRole('alert'))
    expect(fake.requestsOf('checkForUpdate')).toHaveLength(1)
  })

  it('looks by itself only for whoever turns that on, and tells of a new version outside Settings', async () => {
    const { fake, region } = await open(inPlace)
    const box = screen.getByRole('checkbox', { name: /^Check once a day/ }) as HTMLInputElement
    expect(box.checked).toBe(false)
    await press('checkbox', /^Check once a day/)
    expect(fake.world().settings.checkForUpdates).toBe(true)
    expect(within(region).getByRole('status').textContent).toBe(
      'Keyfob contacts updates.keyfob.example once a day, and when you press the button.',
    )
    await act(async () => fake.emit('notice', { id: 'u', kind: 'update_available', subject: '0.2.0' }))
    expect(screen.getByText('Keyfob 0.2.0 is available: see Settings → About.')).toBeDefined()
  })
})
