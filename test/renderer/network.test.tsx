import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/failure'
import { settings } from '../../shared/settings'
import { press, screen, settle, show, type } from './show'

async function showTab(tab: 'network' | 'notifications', ...with_: Parameters<typeof show>) {
  const shown = await show(...with_)
  shown.services.navigation.go({ screen: 'settings', tab })
  await settle()
  return shown
}

describe('Settings, Network', () => {
  it('takes a proxy that is typed, and says what is wrong with one', async () => {
    const { fake } = await showTab('network')
    await press('radio', /^This proxy/)
    await type(screen.getByLabelText('Proxy address'), 'http://proxy.acme.example')
    await type(screen.getByLabelText('Port'), '99999')
    await type(screen.getByLabelText('Connect directly to these hosts'), '*.acme.example, two words')
    await press('button', 'Use this proxy')
    expect(screen.getByText(/^This is not a proxy address/)).toBeDefined()
    expect(screen.getByText('A port is a number from 1 to 65535.')).toBeDefined()
    expect(screen.getByText('“two words” is not a valid rule: it must not contain spaces.')).toBeDefined()
    expect(fake.requestsOf('changeSettings')).toEqual([])

    await type(screen.getByLabelText('Proxy address'), ' proxy.acme.example ')
    await type(screen.getByLabelText('Port'), '3128')
    await type(screen.getByLabelText('Connect directly to these hosts'), '*.acme.example, 10.0.0.0/8,')
    await press('button', 'Use this proxy')
    expect(fake.world().settings.proxy).toEqual({
      mode: 'manual',
      scheme: 'http',
      host: 'proxy.acme.example',
      port: 3128,
      bypass: ['*.acme.example', '10.0.0.0/8'],
    })
    expect(screen.getByText('Saved. New connections use it.')).toBeDefined()
  })

  it('shows the proxy in use, and goes back to the system at a press', async () => {
    const proxy = { mode: 'script', url: 'https://wpad.acme.example/p.pac' }
    const { fake } = await showTab('network', { settings: settings.parse({ proxy }) })
    expect((screen.getByLabelText('Script address') as HTMLInputElement).value).toBe(proxy.url)
    await press('radio', /^Same as the system/)
    expect(fake.world().settings.proxy).toEqual({ mode: 'system' })
  })

  it('goes back to the proxy in use when another choice cannot be kept', async () => {
    await showTab('network', {}, { changeSettings: () => Promise.reject(new Failure('disk_full', 'full')) })
    await press('radio', /^No proxy/)
    expect(screen.getByRole('radio', { name: /^Same as the system/ })).toHaveProperty('checked', true)
  })

  it('refuses a script address with a password in it', async () => {
    const { fake } = await showTab('network')
    await press('radio', /^By script/)
    await type(screen.getByLabelText('Script address'), 'https://me:secret@wpad.acme.example/')
    await press('button', 'Use this proxy')
    expect(screen.getByText(/^This is not a script address/)).toBeDefined()
    expect(fake.requestsOf('changeSettings')).toEqual([])
  })

  it('trusts an authority file, names who is in it, and trusts it no longer', async () => {
    await showTab('network')
    await press('button', 'Choose a file…')
    expect(screen.getByText('Acme Root Authority')).toBeDefined()
    expect(screen.getByText('valid until 20 May 2031')).toBeDefined()
    await press('button', 'Stop trusting it')
    expect(screen.queryByText('Acme Root Authority')).toBeNull()
  })

  it('says why a file is not trusted', async () => {
    const refused = new Failure('authority_file_refused', '', { facts: { subject: 'server.pem' } })
    await showTab('network', {}, { chooseAuthority: () => Promise.reject(refused) })
    await press('button', 'Choose a file…')
    expect(screen.getByText('server.pem is not a certificate authority')).toBeDefined()
  })

  it('warns of a file that is another one than was chosen', async () => {
    await showTab('network', { authority: { state: 'changed', path: '/home/octavia/acme-root.pem' } })
    expect(screen.getByText(/^The file has changed since you chose it/)).toBeDefined()
  })
})

describe('Settings, Notifications', () => {
  it('turns notifications off, and keeps Keyfob in the tray', async () => {
    const { fake } = await showTab('notifications')
    await press('checkbox', 'Show notifications')
    await press('checkbox', /^Keep running in the tray/)
    expect(fake.world().settings).toMatchObject({ notifications: false, keepInTray: true })
  })

  it('says so where the desktop shows no tray', async () => {
    await showTab('notifications', {}, { getTray: async () => ({ isShown: false }) })
    expect(screen.getByText(/^This desktop shows no tray icons/)).toBeDefined()
    expect(
      (screen.getByRole('checkbox', { name: /^Keep running in the tray/ }) as HTMLInputElement).disabled,
    ).toBe(true)
  })
})
