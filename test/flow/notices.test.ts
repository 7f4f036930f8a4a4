import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountOf, createRig, type Rig, waitingNotices } from './rig'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.end())

const inProfile = (...names: readonly string[]) => join(rig.profile, ...names)
const told = () => waitingNotices(rig).map(({ kind, subject }) => [kind, subject])

/** Rows are on disk for whoever wants that. */
async function listWithRowsKept() {
  await rig.api.changeSettings({ keepRows: true })
  const { id: accountId } = accountOf(await rig.connect('Ada'))
  const address = { accountId, resourceId: 'servers' }
  await rig.api.listRows(address)
  return address
}

describe('a notice names the file alone', () => {
  test('that cannot be written', async () => {
    await mkdir(inProfile('activity.json.new'))
    rig.services.activity.record({ kind: 'renamed' })
    await rig.services.close()
    expect(told()).toEqual([['profile_read_only', 'activity.json']])
  })

  test('in whose folder no rows can be kept', async () => {
    await writeFile(inProfile('rows'), '')
    await listWithRowsKept()
    await rig.services.close()
    expect(told()).toEqual([['profile_read_only', 'rows']])
  })

  test('of rows that was damaged and set aside, and so does the activity', async () => {
    const address = await listWithRowsKept()
    await rig.services.close()
    await writeFile(inProfile('rows', `${address.accountId}.json`), '{')
    await rig.restart()
    await rig.api.knownRows(address)
    const name = expect.stringMatching(/^[\w-]+\.json\.set-aside-[\dTZ-]+$/)
    expect(told()).toEqual([['file_set_aside', name]])
    expect(await rig.api.listActivity({})).toContainEqual(
      expect.objectContaining({ kind: 'file_set_aside', detail: name }),
    )
  })

  test('of the sandbox that was damaged and set aside, whenever it is started', async () => {
    rig.services.sandbox.asides.announce('sandbox.json.set-aside-2030')
    expect(told()).toEqual([['file_set_aside', 'sandbox.json.set-aside-2030']])
    expect(await rig.api.listActivity({})).toMatchObject([
      { kind: 'file_set_aside', detail: 'sandbox.json.set-aside-2030' },
    ])
  })

  test('of the accounts that cannot be read', async () => {
    await mkdir(inProfile('accounts.json'))
    await rig.restart()
    expect(told()).toEqual([['profile_read_only', 'accounts.json']])
  })
})
