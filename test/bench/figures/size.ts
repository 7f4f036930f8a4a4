import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Measurement, ratioFigure } from '../figure'
import { projectRoot } from '../stage'

const sizes = z.array(z.object({ file: z.string(), bytes: z.number(), bareBytes: z.number().optional() }))

/** The packages that `npm run dist` has made last, against those of a still page; nothing before it has made any. */
export const size: Measurement = {
  name: 'size',
  usualPairs: 1,
  async measure() {
    const text = await readFile(join(projectRoot, 'out', 'package-sizes.json'), 'utf8').catch(() => '[]')
    return sizes
      .parse(JSON.parse(text))
      .flatMap(({ file, bytes, bareBytes }) =>
        bareBytes
          ? [ratioFigure({ name: `size: ${file}`, goal: 1.1, unit: 'MB' }, [bytes / 1e6], [bareBytes / 1e6])]
          : [],
      )
  },
}
