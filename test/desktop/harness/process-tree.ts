import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessWords {
  readonly pid: number
  /** Its command line and its environment, as everybody who may look at the process can read them. */
  readonly words: string
}

/** A process and all that came of it, as `/proc` shows them. A process that ends meanwhile is left out. */
export function processTree(root: number): readonly ProcessWords[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readOr(`/proc/${name}/stat`) : ''
    // The name of the program is in brackets, and may hold some itself.
    const parent = /^\) \S (\d+)/.exec(stat.slice(stat.lastIndexOf(')')))?.[1]
    if (parent) parents.set(Number(name), Number(parent))
  }
  const found = new Set([root])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid)
  }
  return [...found].map((pid) => ({
    pid,
    words: `${readOr(`/proc/${pid}/cmdline`)}\0${readOr(`/proc/${pid}/environ`)}`,
  }))
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
