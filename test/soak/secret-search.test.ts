import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSecretSearch } from './secret-search'

const token = 'qjazO355VoSEf7gfGknmTJyV85gk60M2kpZYL9f2pZ8'
let folder: string
let profile: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-search-'))
  profile = join(folder, 'profile')
  await mkdir(join(profile, 'deep'), { recursive: true })
  await writeFile(join(folder, 'issued'), `7gZwn2KoqE0_58tn3uHI0vIcuvHPctt10mWxqb2o26v\n${token}\n`)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const searchFor = (text: string) => {
  const search = createSecretSearch(join(folder, 'issued'), [profile])
  return writeFile(join(profile, 'deep', 'a.log'), text).then(search.search)
}

describe('the search for secrets', () => {
  test.each([
    ['as it is', token],
    ['in a header', `authorization: Bearer ${token}\r\n`],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({ access_token: token }))],
    ['in an address', `https://a.example/cb?code=${token}&state=x`],
    ['in base64', Buffer.from(`{"accessToken":"${token}"}`).toString('base64')],
    ['in the middle of base64', `xy${Buffer.from(`a ${token} b`).toString('base64url')}`],
    ['beside bytes', `\u0000\u0001${token}\u00ff`],
  ])('finds one %s', async (_, text) => {
    expect((await searchFor(text)).length).toBeGreaterThan(0)
  })

  test('finds nothing where nothing is', async () => {
    expect(
      await searchFor(
        `sha256 ${'a1b2'.repeat(30)} ${token.slice(0, 19)} data:image/png;base64,${'QUJD'.repeat(50)}`,
      ),
    ).toEqual([])
  })

  test('looks again at files that have changed', async () => {
    const search = createSecretSearch(join(folder, 'issued'), [profile])
    const file = join(profile, 'a.log')
    await writeFile(file, 'nothing')
    expect(await search.search()).toEqual([])
    await appendFile(file, ` but ${token}`)
    expect((await search.search()).length).toBeGreaterThan(0)
    expect(await search.search()).toEqual([])
  })
})
