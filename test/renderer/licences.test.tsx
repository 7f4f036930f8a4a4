import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/failure'
import { act, press, screen, settle, show, within } from './show'

async function showAbout(...with_: Parameters<typeof show>) {
  const shown = await show(...with_)
  shown.services.navigation.go({ screen: 'settings', tab: 'about' })
  await settle()
  return shown
}

describe('Settings, About', () => {
  it('shows the licence of each package, and Chromium’s in their file', async () => {
    const { fake } = await showAbout()
    await press('button', 'Show licences')
    expect(screen.getByText('Made with Electron and 2 packages.')).toBeDefined()
    expect(screen.getByText('jose 6.2.17').closest('details')?.textContent).toContain('Filip Skokan')
    expect(screen.getByText('react 19.3.1').closest('details')?.open).toBe(false)

    await press('button', 'Show Chromium’s licences')
    expect(fake.requestsOf('showChromiumLicences')).toHaveLength(1)

    await press('button', 'Close')
    expect(screen.queryByText('jose 6.2.17')).toBeNull()
  })

  it('says in the dialog that Chromium’s cannot be shown', async () => {
    const failure = new Failure('not_found', 'none', { facts: { subject: 'LICENSES.chromium.html' } })
    await showAbout({}, { showChromiumLicences: () => Promise.reject(failure) })
    await press('button', 'Show licences')
    await press('button', 'Show Chromium’s licences')
    const dialog = screen.getByRole('dialog')
    expect(within(dialog).getByText('LICENSES.chromium.html is no longer here')).toBeDefined()
    await press('button', 'Close')
    expect(screen.queryByText('LICENSES.chromium.html is no longer here')).toBeNull()
  })

  it('begins each card with its picture', async () => {
    const { fake } = await showAbout()
    await act(async () => fake.change(() => ({ update: { way: { kind: 'by_hand' }, state: 'idle' } })))
    await settle()
    const withPicture = ['Updates', 'Licences', 'Diagnostics report'].filter(
      (name) => screen.getByRole('region', { name }).querySelector('svg') !== null,
    )
    expect(withPicture).toEqual(['Updates', 'Licences', 'Diagnostics report'])
  })

  it('says it when this build carries none', async () => {
    await showAbout(
      {},
      {
        getLicences: () =>
          Promise.reject(new Failure('not_found', 'none', { facts: { subject: 'licences.json' } })),
      },
    )
    await press('button', 'Show licences')
    expect(screen.getByText('licences.json is no longer here')).toBeDefined()
  })
})
