import type { Measurement } from '../figure'
import { asleep } from './asleep'
import { get } from './get'
import { growth } from './growth'
import { memory } from './memory'
import { protocol } from './protocol'
import { quit } from './quit'
import { rows } from './rows'
import { scroll } from './scroll'
import { size } from './size'
import { start } from './start'
import { token } from './token'
import { vault } from './vault'

/** In the order in which they are measured. */
export const measurements: readonly Measurement[] = [
  start,
  token,
  memory,
  rows,
  scroll,
  get,
  vault,
  protocol,
  asleep,
  growth,
  quit,
  size,
]
