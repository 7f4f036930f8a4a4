import { expect, test } from 'vitest'
import { frameOf } from '../../electron/window-frame'

test('the page goes up to the edge of the window on macOS alone', () => {
  expect(frameOf('darwin')).toEqual({ titleBarStyle: 'hiddenInset' })
  expect(frameOf('win32')).toEqual({})
  expect(frameOf('linux')).toEqual({})
})
