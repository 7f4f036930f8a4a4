import { z } from 'zod'

/** The licence of one package that Keyfob is made of. */
export const licence = z.object({
  name: z.string(),
  version: z.string(),
  /** An SPDX identifier or expression. */
  licence: z.string(),
  text: z.string(),
})
export type Licence = Readonly<z.infer<typeof licence>>
