import { once } from 'node:events'
import { connect } from 'node:net'
import { align, call, nextMessage, number, reply, text } from './dbus-wire'
import { runToEnd } from './tied-process'

export interface TrayHost {
  /** The lines of the icon's menu in order; none while there is no icon. */
  menu(): Promise<readonly string[]>
  /** Presses a line of the menu. */
  press(label: string): Promise<void>
  stop(): void
}

const watcher = 'org.kde.StatusNotifierWatcher'

/**
 * A desktop's tray, as far as an icon can tell: owns the watcher's name on the session bus, says that somebody shows
 * icons, and takes them (freedesktop.org StatusNotifierItem, D-Bus specification for the bytes).
 */
export async function startTrayHost(env: NodeJS.ProcessEnv): Promise<TrayHost> {
  const path = /unix:(?:path|abstract)=([^,]+)/.exec(env.DBUS_SESSION_BUS_ADDRESS ?? '')?.[1] ?? ''
  const socket = connect({ path })
  await once(socket, 'connect')
  let item = ''
  const own = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
  socket.write(`\0AUTH EXTERNAL ${own}\r\n`)
  await once(socket, 'data')
  socket.write('BEGIN\r\n')
  const bus = 'org.freedesktop.DBus'
  call(socket, 1, 'Hello', '', Buffer.alloc(0))
  call(
    socket,
    2,
    'RequestName',
    'su',
    Buffer.concat([text(watcher), align(text(watcher).length, 4), number(0)]),
  )
  let rest: Buffer = Buffer.alloc(0)
  socket.on('data', (piece: Buffer) => {
    rest = Buffer.concat([rest, piece])
    for (let message = nextMessage(rest); message; message = nextMessage(rest)) {
      rest = rest.subarray(message.size)
      if (message.kind !== 1) continue
      const called = message.fields
      if (called.includes('RegisterStatusNotifierItem')) {
        item = /(org\.kde\.StatusNotifierItem[-\w.]*|:\d+\.\d+)/.exec(message.body)?.[1] ?? ''
        reply(socket, message.serial, message.sender, '', Buffer.alloc(0))
      } else if (called.includes('GetAll')) {
        reply(socket, message.serial, message.sender, 'a{sv}', number(0), 4)
      } else {
        // Every property of the watcher that anybody asks for is a "yes".
        reply(
          socket,
          message.serial,
          message.sender,
          'v',
          Buffer.concat([Buffer.from([1]), Buffer.from('b\0'), Buffer.alloc(1), number(1)]),
        )
      }
    }
  })
  await untilOwned(env)

  const ask = async (method: string, ...args: readonly string[]) => {
    const { stdout } = await runToEnd(
      'gdbus',
      [
        'call',
        '--session',
        '--dest',
        item,
        '--object-path',
        '/com/canonical/dbusmenu',
        '--method',
        `com.canonical.dbusmenu.${method}`,
        ...args,
      ],
      { env },
    )
    return stdout
  }
  const lines = async () =>
    item === ''
      ? []
      : [
          ...(await ask('GetLayout', '--', 'int32 0', 'int32 -1', '@as []')).matchAll(
            /\((\d+), \{[^}]*'label': <'([^']*)'>/g,
          ),
        ]
  return {
    menu: async () => (await lines()).map((line) => line[2] ?? ''),
    async press(label) {
      const id = (await lines()).find((line) => line[2] === label)?.[1]
      if (id === undefined) throw new Error(`the tray has no line ${label}`)
      await ask('Event', `int32 ${id}`, "'clicked'", '<"">', 'uint32 0')
    },
    stop: () => socket.destroy(),
  }

  async function untilOwned(environment: NodeJS.ProcessEnv): Promise<void> {
    const question = [
      'call',
      '--session',
      '--dest',
      bus,
      '--object-path',
      '/',
      '--method',
      `${bus}.NameHasOwner`,
      watcher,
    ]
    const deadline = Date.now() + 5_000
    while (Date.now() < deadline) {
      if ((await runToEnd('gdbus', question, { env: environment })).stdout.includes('true')) return
    }
    throw new Error('the tray host did not get its name on the session bus')
  }
}
