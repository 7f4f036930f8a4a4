import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { firstLine } from './display'
import { type Owner, startTied, type TiedProcess } from './tied-process'

/**
 * A D-Bus session that knows no service files: what is on it was put there by the test, and a service that was
 * ended stays ended instead of being started again by the bus.
 */
export async function startSessionBus(
  folder: string,
  owner?: Owner,
): Promise<{ address: string; daemon: TiedProcess }> {
  await mkdir(folder, { recursive: true })
  const configuration = join(folder, 'session.conf')
  await writeFile(configuration, sessionConfiguration(join(folder, 'bus')))
  const daemon = startTied(
    'dbus-daemon',
    [`--config-file=${configuration}`, '--nofork', '--print-address=3'],
    {
      owner,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  return { address: await firstLine(daemon, 3), daemon }
}

function sessionConfiguration(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
}
