import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fittingPlace, nextZoom, readWindowPlace } from '../../electron/window-place'

const screen = { x: 0, y: 25, width: 1920, height: 1055 }
const second = { x: 1920, y: 0, width: 1280, height: 1024 }
const place = { x: 100, y: 100, width: 1200, height: 760, isMaximized: false, zoom: 1 }

describe('the window opens', () => {
  test('where it was, on whichever screen that is', () => {
    expect(fittingPlace(place, [screen])).toEqual({ x: 100, y: 100, width: 1200, height: 760 })
    expect(fittingPlace({ ...place, x: 2000 }, [screen, second])).toMatchObject({ x: 2000 })
  })

  test('in the middle when that screen is gone or its title bar could not be taken hold of', () => {
    expect(fittingPlace({ ...place, x: 2000 }, [screen])).toBeUndefined()
    expect(fittingPlace({ ...place, x: -1150 }, [screen])).toBeUndefined()
    expect(fittingPlace({ ...place, y: 1075 }, [screen])).toBeUndefined()
    expect(fittingPlace({ ...place, y: -700 }, [screen])).toBeUndefined()
    expect(fittingPlace(place, [])).toBeUndefined()
  })

  test('no larger than the screen it is on', () => {
    const wide = { ...place, x: 1920, y: 0, width: 3000, height: 2000 }
    expect(fittingPlace(wide, [screen, second])).toMatchObject({ width: 1280, height: 1024 })
  })

  test('as ever when what was remembered makes no sense', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyfob-place-'))
    const file = join(folder, 'window.json')
    expect(await readWindowPlace(file)).toBeUndefined()
    for (const content of ['{', '{}', '{"x":1e99}', JSON.stringify({ ...place, width: -1 })]) {
      await writeFile(file, content)
      expect(await readWindowPlace(file)).toBeUndefined()
    }
    await writeFile(file, JSON.stringify(place))
    expect(await readWindowPlace(file)).toEqual(place)
    await rm(folder, { recursive: true })
  })
})

test('text grows and shrinks in steps, and stays within bounds', () => {
  expect([nextZoom(1, 1), nextZoom(1, -1), nextZoom(1.75, 0)]).toEqual([1.1, 0.9, 1])
  expect([nextZoom(3, 1), nextZoom(0.5, -1)]).toEqual([3, 0.5])
})
