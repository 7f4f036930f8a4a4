import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/failure'
import type { RemovalStatus, RemovedAccount } from '../../shared/removal'
import { act, press, screen, settle, show, type, waitFor, within } from './show'
import { makeAccount } from './world/accounts'

const now = Date.now()
const accounts = [makeAccount('ada', now), makeAccount('grace', now), makeAccount('work', now)]
const removed = (label: string, more: Partial<RemovedAccount>): RemovedAccount => ({
  accountId: label.toLowerCase(),
  providerId: 'github',
  label,
  outcome: 'proven',
  ...more,
})
const status = (more: Partial<RemovalStatus>): RemovalStatus => ({
  state: 'undecided',
  all: 3,
  ended: 1,
  accounts: [],
  foreign: [],
  ...more,
})

async function open(...with_: Parameters<typeof show>) {
  const shown = await show({ accounts, ...with_[0] }, with_[1])
  const change = async (removal: RemovalStatus) => {
    await act(async () => shown.fake.change(() => ({ removal })))
    await settle()
  }
  return { ...shown, change }
}

describe('Settings, Security: remove everything', () => {
  async function ask() {
    const shown = await open()
    shown.services.navigation.go({ screen: 'settings', tab: 'security' })
    await settle()
    await press('button', 'Remove everything…')
    return { ...shown, dialog: screen.getByRole('alertdialog', { name: 'Remove everything?' }) }
  }

  it('says in numbers what goes, and begins only when the word is typed', async () => {
    const { fake, dialog } = await ask()
    expect(within(dialog).getByText('Access ends at the providers, with proof: 3 accounts.')).toBeDefined()
    expect(within(dialog).getByText(/^Every Keyfob entry in GNOME Keyring is erased\.$/)).toBeDefined()
    expect(
      within(dialog).getByText(/^When Keyfob quits, its files in \/home\/ada\/\.config\/Keyfob are deleted/),
    ).toBeDefined()
    const confirm = within(dialog).getByRole('button', { name: 'Remove everything' }) as HTMLButtonElement
    expect(confirm.disabled).toBe(true)
    const field = within(dialog).getByLabelText('Type “remove” to continue')
    await type(field, 'remov')
    expect(confirm.disabled).toBe(true)
    expect(fake.requestsOf('startRemoval')).toHaveLength(0)
    await type(field, ' Remove ')
    await press('button', 'Remove everything', dialog)
    expect(fake.requestsOf('startRemoval')).toHaveLength(1)
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  it('is left alone by its other button', async () => {
    const { fake, dialog } = await ask()
    await press('button', 'Keep everything', dialog)
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(fake.requestsOf('startRemoval')).toHaveLength(0)
  })
})

describe('while everything is being removed', () => {
  it('there is nothing else in the window, and it says how far it is', async () => {
    const { change } = await open()
    await change(status({ state: 'revoking' }))
    expect(screen.getByText('1 of 3 accounts ended')).toBeDefined()
    expect(screen.queryByRole('navigation')).toBeNull()
    await change(status({ state: 'erasing', ended: 3 }))
    expect(screen.getByRole('heading', { name: 'Erasing…' })).toBeDefined()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('the keyboard is led from the button that goes to the screen that comes, and back', async () => {
    const { fake, services, change } = await open()
    fake.change(() => ({ removal: status({ state: 'none' }) }))
    services.navigation.go({ screen: 'settings', tab: 'security' })
    await settle()
    screen.getByRole('button', { name: 'Remove everything…' }).focus()
    await change(status({ state: 'revoking' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')))
    await change(status({}))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Try again' }))
    await press('button', 'Keep the rest')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')))
    expect(screen.getByRole('navigation')).toBeDefined()
  })

  it('what could not be ended is named, with where to end it, and goes only after a second question', async () => {
    const { fake, change } = await open()
    const manualUrl = 'https://github.com/settings/connections/applications/abc'
    await change(
      status({
        accounts: [
          removed('Ada', {}),
          removed('Grace', { outcome: 'queued', manualUrl }),
          removed('Work', { outcome: 'failed', providerId: 'sandbox' }),
        ],
      }),
    )
    expect(screen.getByText('1 account ended, with proof')).toBeDefined()
    const list = screen.getByRole('region', { name: 'Access that may still work' })
    expect(within(list).getByText('GitHub · Grace')).toBeDefined()
    expect(within(list).getByText('Its provider could not be reached.')).toBeDefined()
    expect(within(list).getByText(/^It could not be ended\. Look for connected apps/)).toBeDefined()
    expect(within(list).queryByText(/Ada/)).toBeNull()
    await press('button', 'End access to Grace at the provider')
    expect(fake.requestsOf('openWebPage')).toEqual([{ url: manualUrl }])

    await press('button', 'Try again')
    expect(fake.requestsOf('startRemoval')).toHaveLength(1)
    await press('button', 'Remove anyway…')
    const question = screen.getByRole('alertdialog', { name: 'Remove without ending access?' })
    expect(
      within(question).getByText(/^The tokens of 2 accounts are erased here but stay valid/),
    ).toBeDefined()
    expect(fake.requestsOf('finishRemoval')).toHaveLength(0)
    await press('button', 'Remove anyway', question)
    expect(fake.requestsOf('finishRemoval')).toHaveLength(1)
  })

  it('what is left can be kept, and the window is as it was', async () => {
    const { change } = await open()
    await change(status({}))
    await press('button', 'Keep the rest')
    expect(screen.getByRole('navigation')).toBeDefined()
  })

  it('a keychain that does not open is told with its cure', async () => {
    const { fake, change } = await open()
    const failure = { code: 'vault_locked', message: '', facts: {} } as const
    await change(status({ state: 'unerased', failure }))
    expect(screen.getByText(/^Keyfob entries may still be in GNOME Keyring/)).toBeDefined()
    expect(within(screen.getByRole('alert')).getByText('Your keychain is locked')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Start afresh' })).toBeNull()
    // There is no way to it from here.
    expect(screen.queryByRole('button', { name: /doctor/ })).toBeNull()
    await press('button', 'Try again')
    expect(fake.requestsOf('finishRemoval')).toHaveLength(1)
    await change(status({ state: 'unerased', failure, isResumed: true }))
    await press('button', 'Start afresh')
    expect(fake.requestsOf('stopRemoval')).toHaveLength(1)
    expect(fake.requestsOf('restart')).toHaveLength(1)
  })

  it('one that was interrupted is told at the next start, and nothing goes on by itself', async () => {
    const { fake } = await open({ removal: status({ state: 'interrupted' }) })
    expect(
      screen.getByText(/^Keyfob ended before it was finished: 1 of 3 accounts had been ended/),
    ).toBeDefined()
    expect(fake.requestsOf('startRemoval')).toHaveLength(0)
    await press('button', 'Continue removing')
    expect(fake.requestsOf('startRemoval')).toHaveLength(1)
  })

  it('at its end it says what it could not remove, and quits at a press', async () => {
    const { fake, change } = await open()
    const accounts = [removed('Ada', { outcome: 'accepted' }), removed('Old', { outcome: 'not_offered' })]
    await change(status({ state: 'removed', ended: 3, accounts, foreign: ['my novel.txt'] }))
    expect(screen.getByRole('heading', { name: 'Everything has been removed' })).toBeDefined()
    expect(screen.getByText(/^Ended\. Its last access token may work a little while longer/)).toBeDefined()
    expect(
      screen.getByText('Left in the folder because Keyfob did not create them: my novel.txt.'),
    ).toBeDefined()
    await press('button', 'Quit Keyfob')
    expect(fake.requestsOf('quit')).toHaveLength(1)
  })

  it('what fails is told there too', async () => {
    const { change } = await open(
      {},
      {
        async startRemoval() {
          throw new Failure('disk_unwritable', '')
        },
      },
    )
    await change(status({}))
    await press('button', 'Try again')
    expect(screen.getByRole('region', { name: 'Notices' }).textContent).toContain('cannot write its files')
  })

  it('is not shown while Keyfob is locked', async () => {
    const { fake, change } = await open()
    await change(status({ accounts: [removed('Grace', { outcome: 'queued' })] }))
    await act(async () => fake.change(() => ({ locked: true })))
    expect(document.body.textContent).not.toContain('Grace')
  })

  it('a plan that cannot be made is told', async () => {
    const { services } = await open(
      {},
      {
        async planRemoval() {
          throw new Failure('disk_unwritable', '')
        },
      },
    )
    services.navigation.go({ screen: 'settings', tab: 'security' })
    await settle()
    await press('button', 'Remove everything…')
    expect(screen.getByText(/^Keyfob cannot write its files/)).toBeDefined()
  })
})
