import { reportFailure } from './setup/report.mjs'
import { setUp } from './setup/set-up.mjs'

const purpose = process.argv.includes('--start') ? 'start' : 'test'
const retryOfficialElectron = process.argv.includes('--official-electron')

try {
  const { electron } = await setUp({ purpose, retryOfficialElectron })
  console.log(`Everything Keyfob needs is here: Electron ${electron.version} at ${electron.executable}`)
} catch (error) {
  reportFailure(error)
}
