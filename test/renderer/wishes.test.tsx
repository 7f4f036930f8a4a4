import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { App } from '../../renderer/app'
import { createKeyfob } from '../../renderer/keyfob'
import { createServices } from '../../renderer/services'
import type { ProviderSummary } from '../../shared/provider-summary'
import type { Wish } from '../../shared/wish'
import { createFakeKeyfob } from './fake-keyfob'
import { act, key, pending, press, screen, settle, show, type, waitFor, within } from './show'
import { makeAccount, manyAccounts } from './world/accounts'
import { pagesOf, resourcesOf } from './world/rows'

const accounts = manyAccounts(Date.now())

async function showWithWishes(...with_: Parameters<typeof show>) {
  const shown = await show(...with_)
  const wish = async (wanted: Wish) => {
    await act(async () => shown.fake.emit('wish', wanted))
    await settle()
  }
  return { ...shown, wish, place: () => shown.services.navigation.current() }
}

describe('what is asked for outside the window', () => {
  it('goes to the screen that was named, and back', async () => {
    const { wish, place } = await showWithWishes({ accounts })
    await wish({ kind: 'go', to: 'activity' })
    await wish({ kind: 'go', to: 'about' })
    expect(place()).toEqual({ screen: 'settings', tab: 'about' })
    await wish({ kind: 'back' })
    expect(place()).toEqual({ screen: 'activity' })
    await wish({ kind: 'forward' })
    expect(place()).toEqual({ screen: 'settings', tab: 'about' })
  })

  it('opens what an account holds, or leads to where one that has ended is reconnected, without starting that', async () => {
    const { wish, place, fake } = await showWithWishes({ accounts })
    await wish({ kind: 'account', accountId: 'acme', reconnect: false })
    expect(place()).toEqual({ screen: 'browse', accountId: 'acme' })
    await wish({ kind: 'account', accountId: 'work', reconnect: true })
    expect(place()).toEqual({ screen: 'accounts' })
    expect(screen.getAllByRole('button', { name: /^Reconnect/ }).length).toBeGreaterThan(0)
    expect(fake.requestsOf('connect')).toEqual([])
  })

  it('brings the row of an account that has ended before the person, each time, past a search that hides it', async () => {
    const { wish } = await showWithWishes({ accounts })
    const search = screen.getByRole('searchbox', { name: 'Find an account' })
    for (const hidden of [false, true]) {
      await type(search, hidden ? 'DigitalOcean' : '')
      expect(screen.queryByRole('listitem', { name: 'Acme (work)' }) === null).toBe(hidden)
      await wish({ kind: 'account', accountId: 'work', reconnect: true })
      await waitFor(() => {
        const row = screen.getByRole('listitem', { name: 'Acme (work)' })
        const nextStep = within(row).getByRole('button', { name: 'Reconnect' })
        expect(document.activeElement).toBe(nextStep)
      })
      act(() => search.focus())
    }
  })

  it('brings a row before the person also where a long list is still being drawn', async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      makeAccount(`many-${index}`, Date.now(), { label: `Many ${index}` }),
    )
    const health = { state: 'needs_reconnecting', since: Date.now(), code: 'invalid_grant' } as const
    const ended = makeAccount('last', Date.now(), { label: 'The last', health })
    const { wish } = await showWithWishes({ accounts: [...many, ended] })
    await wish({ kind: 'go', to: 'activity' })
    await wish({ kind: 'account', accountId: 'last', reconnect: true })
    await waitFor(() => expect(document.activeElement?.closest('li')?.id).toBe('row-last'))
  })

  it('opens the sign-in of the provider that was named, once it is known, and begins none', async () => {
    const providers = pending<readonly ProviderSummary[]>()
    const { wish, fake } = await showWithWishes({ accounts }, { listProviders: () => providers.promise })
    await wish({ kind: 'connect', providerId: 'github' })
    expect(screen.queryByRole('dialog')).toBeNull()
    providers.resolve(fake.world().providers)
    await settle()
    expect(within(screen.getByRole('dialog')).getAllByText(/GitHub/).length).toBeGreaterThan(0)
    expect(within(screen.getByRole('dialog')).queryByText('DigitalOcean')).toBeNull()
    expect(fake.requestsOf('connect')).toEqual([])
  })

  it('leads to the accounts when the one that was meant is gone', async () => {
    const { wish, place } = await showWithWishes({ accounts })
    await wish({ kind: 'go', to: 'activity' })
    await wish({ kind: 'account', accountId: 'gone', reconnect: true })
    expect(place()).toEqual({ screen: 'accounts' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('lists the shortcuts of the keyboard, asked for in the menu or with Ctrl and a slash', async () => {
    const { wish } = await showWithWishes({ accounts })
    await wish({ kind: 'shortcuts' })
    const dialog = screen.getByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(dialog).getByText('Lock Keyfob').parentElement?.textContent).toBe('Lock KeyfobCtrl L')
    expect(within(dialog).getByText('Text size').parentElement?.textContent).toContain('Ctrl +Ctrl -Ctrl 0')
    await press('button', 'Close')
    expect(screen.queryByRole('dialog')).toBeNull()
    await key(document, '/', { ctrlKey: true })
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined()
  })

  it('waits for a window that is not drawn yet, and is done once', async () => {
    const fake = createFakeKeyfob({ accounts })
    const services = createServices(createKeyfob(fake.bridge))
    fake.emit('wish', { kind: 'go', to: 'activity' })
    render(<App services={services} />)
    await settle()
    expect(services.navigation.current()).toEqual({ screen: 'activity' })
    services.navigation.back()
    await settle()
    expect(services.navigation.current()).toEqual({ screen: 'accounts' })
  })

  it('moves nothing behind an open dialog', async () => {
    const { wish, place } = await showWithWishes({ accounts })
    await wish({ kind: 'connect' })
    await wish({ kind: 'go', to: 'activity' })
    await wish({ kind: 'search' })
    expect(place()).toEqual({ screen: 'accounts' })
    expect(screen.getAllByRole('dialog')).toHaveLength(1)
  })

  it('looks anew at the keychain and the rows on screen', async () => {
    const { wish, fake, services } = await showWithWishes({
      accounts,
      resources: resourcesOf,
      rows: pagesOf(20, 20),
    })
    services.navigation.go({ screen: 'browse', accountId: 'acme' })
    await settle()
    const before = fake.requestsOf('listRows').length
    const checks = fake.requestsOf('checkVault').length
    expect(before).toBeGreaterThan(0)
    await wish({ kind: 'refresh' })
    expect(fake.requestsOf('listRows').length).toBeGreaterThan(before)
    expect(fake.requestsOf('checkVault').length).toBe(checks + 1)
  })
})

describe('Settings', () => {
  it('lock Keyfob by itself after as long as the person chose', async () => {
    const { fake, services } = await show({ accounts })
    services.navigation.go({ screen: 'settings', tab: 'security' })
    await settle()
    await press('button', /^Never Lock when idle|Lock when idle/)
    await press('option', 'After 15 minutes')
    expect(fake.world().settings.autoLockMinutes).toBe(15)
  })

  it('show the report for whoever helps before it is copied', async () => {
    const { fake, services } = await show({ accounts })
    services.navigation.go({ screen: 'settings', tab: 'about' })
    await settle()
    await press('button', 'Create a report')
    expect(screen.getByRole('region', { name: 'The report' }).textContent).toContain('version 0.1.0')
    await press('button', 'Copy the report')
    expect(fake.requestsOf('copyText')).toMatchObject([{ text: expect.stringContaining('Keychain') }])
  })
})
