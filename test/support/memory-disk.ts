import type { Disk } from '../../electron/support/json-file'

type Files = ReadonlyMap<string, string>

interface Inode {
  text: string
  /** What is certain to be there after a power cut; undefined: nothing is. */
  synced: string | undefined
}

export interface MemoryDisk extends Disk {
  /** Operations so far. */
  readonly operations: string[]
  /** Runs before each operation, and may throw an error of the system's, or never return. */
  before: ((operation: string) => void | Promise<void>) | undefined
  /** The files as programs see them. */
  files(): Files
  /**
   * Every state that may be found after the power is cut now: folder entries that were not synced reached the disk in
   * order up to any point, and texts that were not synced are there, torn, empty or old.
   */
  afterPowerCut(): readonly Files[]
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as injected`), { code })
}

/** A disk that can be told to fail, to stop, and what it owes nobody before it is synced. */
export function createMemoryDisk(start: Files = new Map()): MemoryDisk {
  const names = new Map<string, Inode>()
  for (const [path, text] of start) names.set(path, { text, synced: text })
  let safe = new Map(names)
  let unsynced: ((names: Map<string, Inode>) => void)[] = []

  async function run<T>(operation: string, task: () => T): Promise<T> {
    disk.operations.push(operation)
    await disk.before?.(operation)
    return task()
  }

  function existing(path: string): Inode {
    const inode = names.get(path)
    if (!inode) throw systemError('ENOENT')
    return inode
  }

  function changeNames(change: (names: Map<string, Inode>) => void): void {
    change(names)
    unsynced.push(change)
  }

  function place(path: string, inode: Inode): void {
    changeNames((all) => void all.set(path, inode))
  }

  const disk: MemoryDisk = {
    operations: [],
    before: undefined,
    files: () => textsOf(names, (inode) => inode.text),
    afterPowerCut() {
      const states: Files[] = []
      for (let reached = 0; reached <= unsynced.length; reached += 1) {
        const found = new Map(safe)
        for (const change of unsynced.slice(0, reached)) change(found)
        for (const fate of ['kept', 'torn', 'empty', 'old'] as const) {
          states.push(textsOf(found, (inode) => textAfter(inode, fate)))
        }
      }
      return states
    },
    readFile: (path) => run(`read ${path}`, () => existing(path).text),
    mkdir: (path) => run(`mkdir ${path}`, () => undefined),
    open: (path, flags) =>
      run(`open ${path}`, () => {
        if (flags === 'r') {
          return {
            writeFile: () => Promise.reject(systemError('EBADF')),
            sync: () =>
              run(`sync folder ${path}`, () => {
                safe = new Map(names)
                unsynced = []
              }),
            close: () => Promise.resolve(),
          }
        }
        if (flags === 'w') {
          const known = names.get(path)
          if (known) known.text = ''
          else place(path, { text: '', synced: undefined })
        }
        const inode = existing(path)
        return {
          writeFile: (text: string) =>
            run(`write ${path}`, () => {
              inode.text = text
            }),
          sync: () =>
            run(`sync ${path}`, () => {
              inode.synced = inode.text
            }),
          close: () => run(`close ${path}`, () => undefined),
        }
      }),
    link: (from, to) => run(`link ${to}`, () => place(to, existing(from))),
    copyFile: (from, to) =>
      run(`copy ${to}`, () => place(to, { text: existing(from).text, synced: undefined })),
    rename: (from, to) =>
      run(`rename ${to}`, () => {
        const inode = existing(from)
        changeNames((all) => {
          all.delete(from)
          all.set(to, inode)
        })
      }),
    unlink: (path) =>
      run(`unlink ${path}`, () => {
        existing(path)
        changeNames((all) => void all.delete(path))
      }),
  }
  return disk
}

function textsOf(names: ReadonlyMap<string, Inode>, text: (inode: Inode) => string): Files {
  return new Map([...names].map(([path, inode]) => [path, text(inode)]))
}

function textAfter(inode: Inode, fate: 'kept' | 'torn' | 'empty' | 'old'): string {
  if (inode.text === inode.synced) return inode.text
  switch (fate) {
    case 'kept':
      return inode.text
    case 'torn':
      return inode.text.slice(0, inode.text.length / 2)
    case 'empty':
      return ''
    case 'old':
      return inode.synced ?? ''
  }
}
