import { join } from 'node:path'
import { test } from 'vitest'
import { createPictures } from './harness/pictures'
import { describeOnLinux, useDesktop } from './harness/use-desktop'

describeOnLinux('the tour', () => {
  const stage = useDesktop()

  test('shows the app to someone who has never opened it', async () => {
    const pictures = await createPictures(join(import.meta.dirname, '..', '..', 'out', 'tour'))
    const { window } = await stage.launch()
    await window.getByRole('heading').first().waitFor()
    await pictures.take(window, 'first-run')
  })
})
