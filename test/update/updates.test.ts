import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { FailureCode } from '../../shared/failure'
import { serve } from '../http/servers'
import { type Answer, createUpdateRig, describeVersion, makeKey, signatureOf, untilTold } from './rig'

const image = 'the new image, which is longer than the old one'
const newer = (more: Parameters<typeof describeVersion>[2] = {}) => describeVersion('0.2.0', image, more)
const descriptions = ['latest-linux.yml', 'latest-linux.yml.sig']

async function failureOf(files: Readonly<Record<string, Answer>>): Promise<FailureCode | undefined> {
  const rig = await createUpdateRig(files)
  const checked = await rig.updates.check()
  const status = checked.state === 'available' ? await rig.updates.download() : checked
  expect(status.state).not.toBe('ready')
  expect(await rig.image()).toBe('the old image')
  const kept = await readdir(join(rig.folder, 'update', 'pending')).catch(() => [])
  expect(kept.filter((name) => name.includes('AppImage'))).toEqual([])
  return status.failure?.code
}

describe('an update', () => {
  test('that is newer is found, downloaded, checked, and takes the place of the old one at the end', async () => {
    const rig = await createUpdateRig(newer({ notes: 'Faster <b>keys</b>' }))
    const found = { version: '0.2.0', notes: 'Faster <b>keys</b>', bytes: image.length }
    expect(await rig.updates.check()).toMatchObject({ state: 'available', found })
    expect(rig.asked.toSorted()).toEqual(descriptions)
    expect(await rig.updates.download()).toMatchObject({ state: 'ready', found })
    expect(rig.told.some(({ state, received }) => state === 'downloading' && received === image.length)).toBe(
      true,
    )
    await rig.updates.finish()
    expect(await rig.image()).toBe('the old image')

    expect(await rig.updates.install()).toMatchObject({ state: 'restarting' })
    expect(rig.quits.times).toBe(1)
    await rig.updates.finish()
    expect(await rig.image()).toBe(image)
    expect(rig.relaunched).toEqual([rig.imageFile])
  })

  test.each(['0.1.0', '0.1.0+build.7'])('of the same version is none: %s', async (version) => {
    const rig = await createUpdateRig(describeVersion(version, image))
    const status = await rig.updates.check()
    expect(status.state).toBe('current')
    expect(status.older).toBeUndefined()
  })

  test.each(['0.0.9', '0.1.0-beta.3'])(
    'that is older is refused, though it is rightly signed: %s',
    async (version) => {
      const rig = await createUpdateRig(describeVersion(version, image))
      expect(await rig.updates.check()).toMatchObject({ state: 'current', older: version })
      expect(await rig.updates.download()).toMatchObject({ failure: { code: 'bad_request' } })
      expect(rig.asked.toSorted()).toEqual(descriptions)
    },
  )

  test('is asked for by nobody before the person does', async () => {
    const rig = await createUpdateRig(newer())
    expect(await rig.updates.status()).toMatchObject({
      state: 'idle',
      host: expect.stringContaining('127.0.0.1:'),
    })
    expect(rig.asked).toEqual([])
  })

  test('that was downloaded before is checked again and not downloaded twice', async () => {
    const rig = await createUpdateRig(newer())
    await rig.updates.check()
    await rig.updates.download()
    await rig.updates.check()
    expect(await rig.updates.download()).toMatchObject({ state: 'ready' })
    expect(rig.asked.filter((name) => name.endsWith('.AppImage'))).toHaveLength(1)
  })

  test('that was found can still be downloaded when a newer one is not for this system', async () => {
    const files = { ...newer() }
    const rig = await createUpdateRig(files)
    await rig.updates.check()
    const elsewhere = describeVersion('0.3.0', image, { url: 'Keyfob-arm64.AppImage' })
    Object.assign(files, elsewhere)
    expect(await rig.updates.check()).toMatchObject({
      state: 'available',
      found: { version: '0.2.0' },
      failure: { code: 'update_unsuitable' },
    })
    expect(await rig.updates.download()).toMatchObject({ state: 'ready', found: { version: '0.2.0' } })
  })

  test('that was found and is withdrawn cannot be downloaded any more', async () => {
    const files = { ...newer() }
    const rig = await createUpdateRig(files)
    await rig.updates.check()
    Object.assign(files, describeVersion('0.1.0', image))
    expect(await rig.updates.check()).toMatchObject({ state: 'current' })
    expect(await rig.updates.download()).toMatchObject({ failure: { code: 'bad_request' } })
  })

  test('leaves no id of this installation behind, and sends none', async () => {
    const headers: string[] = []
    const files = newer()
    const yml = files['latest-linux.yml'] as string
    const rig = await createUpdateRig({
      ...files,
      'latest-linux.yml': (request, response) => {
        headers.push(...Object.keys(request.headers))
        response.end(yml)
      },
    })
    await rig.updates.check()
    await rig.updates.download()
    expect(headers.filter((name) => /staging|id$|cookie|authorization/.test(name))).toEqual([])
    expect(await readdir(rig.folder)).toEqual(['Keyfob.AppImage', 'update'])
  })
})

describe('an update that is not ours', () => {
  test('is refused when somebody else has signed it, before anything is downloaded', async () => {
    const rig = await createUpdateRig(newer({ key: makeKey() }))
    expect(await rig.updates.check()).toMatchObject({
      state: 'idle',
      failure: { code: 'update_wrongly_signed' },
    })
    expect(rig.asked.toSorted()).toEqual(descriptions)
  })

  test('is refused when a single letter of its description was changed', async () => {
    const files = newer()
    const yml = (files['latest-linux.yml'] as string).replace('0.2.0', '0.2.1')
    expect(await failureOf({ ...files, 'latest-linux.yml': yml })).toBe('update_wrongly_signed')
  })

  test.each<[string, Answer | undefined]>([
    ['has none', undefined],
    ['is empty', ''],
    ['is no signature', 'c2hvcnQ='],
    ['is a page', '<!doctype html><title>Sign in to the network</title>'],
  ])('is refused when its signature %s', async (_, signature) => {
    const { 'latest-linux.yml.sig': __, ...rest } = newer()
    const files = signature === undefined ? rest : { ...rest, 'latest-linux.yml.sig': signature }
    expect(await failureOf(files)).toBe('update_unsigned')
  })

  test('is taken from either of two keys, so that keys can be changed', async () => {
    const next = makeKey()
    const rig = await createUpdateRig(newer({ key: next }), { keys: [makeKey().text, next.text] })
    expect(await rig.updates.check()).toMatchObject({ state: 'available' })
  })

  test('is not fetched from another server, whether its description or a redirect leads there', async () => {
    const elsewhere: string[] = []
    const foreign = await serve((request, response) => {
      elsewhere.push(request.url ?? '')
      response.end(image)
    })
    const redirect: Answer = (_request, response) =>
      response.writeHead(302, { location: `${foreign}/x` }).end()
    const files = newer()
    expect(await failureOf(newer({ url: `${foreign}/Keyfob.AppImage` }))).toBe('update_elsewhere')
    expect(await failureOf({ ...files, 'latest-linux.yml': redirect })).toBe('update_elsewhere')
    expect(await failureOf({ ...files, 'latest-linux.yml.sig': redirect })).toBe('update_elsewhere')
    expect(await failureOf({ ...files, 'Keyfob-0.2.0.AppImage': redirect })).toBe('update_elsewhere')
    expect(elsewhere).toEqual([])
  })
})

describe('an update that is broken', () => {
  const cut: Answer = (_request, response) => {
    response.writeHead(200, { 'content-length': image.length })
    response.write(image.slice(0, 10))
    setTimeout(() => response.destroy(), 20)
  }
  const file = 'Keyfob-0.2.0.AppImage'

  test.each<[string, FailureCode, Record<string, Answer>]>([
    ['another file than was signed', 'update_damaged', { [file]: image.replace('new', 'bad') }],
    ['shorter than was signed', 'update_damaged', { [file]: image.slice(1) }],
    ['longer than was signed', 'update_damaged', { [file]: `${image}!` }],
    [
      'longer, without saying so before',
      'update_damaged',
      { [file]: (_request, response) => response.writeHead(200).end(image.repeat(50)) },
    ],
    ['cut off on the way', 'connection_broken', { [file]: cut }],
    ['not there', 'update_not_found', { [file]: (_request, response) => response.writeHead(404).end() }],
    [
      'on a server in trouble',
      'server_unavailable',
      { [file]: (_request, response) => response.writeHead(500).end() },
    ],
  ])('is thrown away: %s', async (_, code, difference) => {
    expect(await failureOf({ ...newer(), ...difference })).toBe(code)
  })

  const signed = (yml: string) => ({ 'latest-linux.yml': yml, 'latest-linux.yml.sig': signatureOf(yml) })
  const hash = 'A'.repeat(86)

  test.each<[string, FailureCode, Record<string, Answer>]>([
    ['there is none', 'update_not_found', {}],
    [
      'the server is in trouble',
      'server_unavailable',
      { 'latest-linux.yml': (_, response) => response.writeHead(503).end() },
    ],
    ['it is no YAML', 'update_invalid', signed('version: [')],
    ['it is a page', 'update_invalid', signed('<!doctype html>')],
    ['it is empty', 'update_invalid', signed('')],
    ['it asks for code to be run', 'update_invalid', signed('version: !!js/function "function () {}"')],
    [
      'its version is none',
      'update_invalid',
      signed(`version: latest\nfiles: [{url: a, sha512: ${hash}==, size: 1}]`),
    ],
    ['it names no file', 'update_invalid', signed('version: 0.2.0\nfiles: []')],
    [
      'a file has no checksum',
      'update_invalid',
      signed('version: 0.2.0\nfiles: [{url: a.AppImage, size: 1}]'),
    ],
    [
      'a file is larger than any',
      'update_invalid',
      signed(`version: 0.2.0\nfiles: [{url: a, sha512: ${hash}==, size: 99999999999}]`),
    ],
    [
      'it is not for this system',
      'update_unsuitable',
      signed(`version: 0.2.0\nfiles: [{url: Keyfob-arm64.AppImage, sha512: ${hash}==, size: 1}]`),
    ],
    ['it is huge', 'response_too_large', signed(`version: 0.2.0 #${'x'.repeat(300_000)}`)],
  ])('is not begun when of its description %s', async (_, code, files) => {
    expect(await failureOf(files)).toBe(code)
  })

  test('says so when the server falls silent, before the first byte or in the middle', async () => {
    const silence = { ...newer(), 'latest-linux.yml': () => undefined }
    const silent = await createUpdateRig(silence, { world: { patience: 100 } })
    expect(await silent.updates.check()).toMatchObject({ failure: { code: 'network_timeout' } })
    const halfway: Answer = (_request, response) => void response.writeHead(200).write('the')
    // Its description has to come in that time.
    const stopped = await createUpdateRig({ ...newer(), [file]: halfway }, { world: { patience: 1_500 } })
    await stopped.updates.check()
    expect(await stopped.updates.download()).toMatchObject({
      state: 'available',
      failure: { code: 'network_timeout' },
    })
  })

  test('can be tried again, and works once the server is well', async () => {
    const files: Record<string, Answer> = { ...newer(), [file]: image.slice(3) }
    const rig = await createUpdateRig(files)
    await rig.updates.check()
    expect(await rig.updates.download()).toMatchObject({ failure: { code: 'update_damaged' } })
    files[file] = image
    const status = await rig.updates.download()
    expect(status.state).toBe('ready')
    expect(status.failure).toBeUndefined()
  })
})

describe('a person who changes their mind', () => {
  test('ends a check and a download, without a failure', async () => {
    const rig = await createUpdateRig({ ...newer(), 'latest-linux.yml': () => undefined })
    const checking = untilTold(rig, 'checking')
    const check = rig.updates.check()
    await checking
    rig.updates.cancel()
    expect(await check).toMatchObject({ state: 'idle' })
    expect((await check).failure).toBeUndefined()

    const halfway: Answer = (_request, response) => void response.writeHead(200).write('the')
    const other = await createUpdateRig({ ...newer(), 'Keyfob-0.2.0.AppImage': halfway })
    await other.updates.check()
    const downloading = untilTold(other, 'downloading')
    const download = other.updates.download()
    await downloading
    other.updates.cancel()
    expect(await download).toMatchObject({ state: 'available' })
    expect((await download).failure).toBeUndefined()
  })
})

describe('a restart to update', () => {
  test.each([
    ['sign_in', 'connect'],
    ['renewal', 'renew'],
    ['revocation', 'revoke'],
  ] as const)(
    'waits for a %s that is under way, says so, and then comes by itself',
    async (waitsFor, purpose) => {
      const rig = await createUpdateRig(newer())
      await rig.updates.check()
      await rig.updates.download()
      const flow = rig.traces.begin({ id: 'f', purpose, kind: 'authorization_code', providerId: 'sandbox' })
      const waiting = untilTold(rig, 'waiting')
      const install = rig.updates.install()
      expect(await waiting).toMatchObject({ waitsFor })
      flow.stage('waiting')
      expect(rig.quits.times).toBe(0)
      flow.end('succeeded')
      expect(await install).toMatchObject({ state: 'restarting' })
      expect(rig.quits.times).toBe(1)
    },
  )

  test('that waits can be called off, and nothing is installed when Keyfob ends later', async () => {
    const rig = await createUpdateRig(newer())
    await rig.updates.check()
    await rig.updates.download()
    const flow = rig.traces.begin({
      id: 'f',
      purpose: 'connect',
      kind: 'authorization_code',
      providerId: 'sandbox',
    })
    const waiting = untilTold(rig, 'waiting')
    const install = rig.updates.install()
    await waiting
    rig.updates.cancel()
    expect(await install).toMatchObject({ state: 'ready' })
    flow.end('succeeded')
    await rig.updates.finish()
    expect(rig.quits.times).toBe(0)
    expect(await rig.image()).toBe('the old image')
  })

  test('that cannot put the new version in place leaves the old one, and starts that', async () => {
    const silent = vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => silent.mockRestore())
    const rig = await createUpdateRig(newer(), { image: '/nowhere/Keyfob.AppImage' })
    await rig.updates.check()
    await rig.updates.download()
    await rig.updates.install()
    await rig.updates.finish()
    expect(rig.relaunched).toEqual([undefined])
    expect(await rig.image()).toBe('the old image')
  })
})
