import { describe, expect, it } from 'vitest'
import type { DoctorLine } from '../../shared/doctor'
import { Failure } from '../../shared/failure'
import { pending, press, screen, settle, show, within } from './show'
import { manyAccounts } from './world/accounts'
import { healthyComputer, sickComputer } from './world/doctor'

const accounts = manyAccounts(Date.now())

/** The keychain is locked, the browser is being looked at, and the clock has its turn after it. */
const halfDone: readonly DoctorLine[] = [
  {
    id: 'keychain',
    check: 'keychain',
    state: 'bad',
    subject: 'GNOME Keyring',
    failure: { code: 'vault_locked', message: '', facts: {} },
  },
  { id: 'browser', check: 'browser', state: 'running' },
  { id: 'clock', check: 'clock', state: 'waiting' },
]

async function showDoctor(...with_: Parameters<typeof show>) {
  const shown = await show(...with_)
  shown.services.navigation.go({ screen: 'doctor' })
  await settle()
  return shown
}

describe('the Sign-in doctor', () => {
  it('says in one sentence that all is well, with a sentence for each line', async () => {
    const { fake } = await showDoctor({ accounts })
    expect(screen.getByRole('status').textContent).toBe('Everything a sign-in needs is working.')
    expect(screen.getByText('Sign-ins open in firefox.')).toBeDefined()
    expect(screen.getByText('github.com and api.github.com answer over a secure connection.')).toBeDefined()
    expect(fake.requestsOf('examine')).toMatchObject([{ providers: 'connected' }])
  })

  it('counts what does not work, and has a button for each', async () => {
    const { fake, services } = await showDoctor({ accounts, examination: sickComputer })
    expect(screen.getByRole('status').textContent).toBe('3 things need you.')
    await press('button', 'Date and time…: Clock')
    expect(fake.requestsOf('openSystemSettings')).toEqual([{ page: 'clock' }])
    await press('button', 'Unlock the keychain: Keychain')
    expect(fake.requestsOf('examine').at(-1)).toMatchObject({ only: ['keychain'] })
    expect(screen.getByText('Google')).toBeDefined()
    await press('button', 'Network settings: Google')
    expect(services.navigation.current()).toEqual({ screen: 'settings', tab: 'network' })
  })

  it('offers a restart where the keychain’s service has gone, since only that finds it again', async () => {
    const gone: DoctorLine = {
      id: 'keychain',
      check: 'keychain',
      state: 'bad',
      subject: 'GNOME Keyring',
      failure: { code: 'vault_gone', message: '', facts: {} },
    }
    const { fake } = await showDoctor({
      accounts,
      examination: ({ requestId }) => ({ requestId, ended: true, lines: [gone] }),
    })
    await press('button', 'Restart Keyfob: Keychain')
    expect(fake.requestsOf('restart')).toHaveLength(1)
  })

  it('shows each line as it comes in, and can be stopped', async () => {
    const examining = pending<never>()
    const { fake } = await showDoctor({ accounts }, { examine: () => examining.promise })
    const { requestId } = fake.requestsOf('examine')[0] as { requestId: string }
    const { lines } = healthyComputer({ requestId, providers: 'connected' })
    const soFar = lines.map((line, index): DoctorLine => (index < 2 ? line : { ...line, state: 'waiting' }))
    fake.emit('examination', { requestId, ended: false, lines: soFar })
    await settle()
    expect(screen.getByRole('status').textContent).toBe('Checking… 2 of 8')
    await press('button', 'Stop')
    expect(fake.requestsOf('cancelRequest')).toContainEqual({ requestId })
    examining.reject(new Failure('cancelled', 'stopped'))
    await settle()
    expect(screen.getByRole('status').textContent).toContain('Stopped before everything was checked.')
    expect(screen.getAllByText('Not checked yet.')).toHaveLength(6)
  })

  it('does not say that all is well while there is something that it has not looked at', async () => {
    const examining = pending<never>()
    let examinations = 0
    const { fake } = await showDoctor(
      { accounts },
      {
        examine({ requestId, only }) {
          examinations += 1
          const lines = halfDone.filter(({ id }) => only?.includes(id))
          const good = lines.map((line): DoctorLine => ({ ...line, state: 'good' }))
          return examinations === 1
            ? examining.promise
            : Promise.resolve({ requestId, ended: true, lines: good })
        },
      },
    )
    const { requestId } = fake.requestsOf('examine')[0] as { requestId: string }
    fake.emit('examination', { requestId, ended: false, lines: halfDone })
    await settle()
    const unlock = () => screen.getByRole('button', { name: 'Unlock the keychain: Keychain' })
    expect((unlock() as HTMLButtonElement).disabled).toBe(true)
    examining.reject(new Failure('cancelled', 'stopped'))
    await settle()
    expect(screen.queryByText('Checking…')).toBeNull()
    expect(screen.getAllByText('Not checked yet.')).toHaveLength(2)
    await press('button', 'Unlock the keychain: Keychain')
    expect(screen.getByRole('status').textContent).toContain('Stopped before everything was checked.')
  })

  it('asks providers that nobody connected only when the person wants it', async () => {
    const { fake } = await showDoctor({ accounts })
    await press('button', 'Check every provider')
    expect(fake.requestsOf('examine')).toMatchObject([{ providers: 'connected' }, { providers: 'all' }])
  })

  it('is one press away from a failure whose cause is there, and from the keychain’s settings', async () => {
    const { services } = await show(
      { accounts },
      {
        connect: () =>
          Promise.reject(new Failure('certificate_untrusted', '', { facts: { host: 'a.example' } })),
      },
    )
    services.commands.startConnecting({ providerId: 'sandbox' })
    await settle()
    await press('button', 'Continue in browser')
    await press('button', 'Open the Sign-in doctor', screen.getByRole('dialog'))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(services.navigation.current()).toEqual({ screen: 'doctor' })
    services.navigation.go({ screen: 'settings', tab: 'security' })
    await settle()
    await press('button', 'Sign-in doctor', screen.getByRole('main'))
    expect(services.navigation.current()).toEqual({ screen: 'doctor' })
  })

  it('says when the desktop has no settings program', async () => {
    await showDoctor(
      { accounts, examination: sickComputer },
      { openSystemSettings: () => Promise.reject(new Failure('not_found', '')) },
    )
    await press('button', 'Date and time…: Clock')
    expect(within(screen.getByRole('region', { name: 'Notices' })).getByText(/by hand/)).toBeDefined()
  })
})
