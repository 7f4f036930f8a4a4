import { readdir, readFile } from 'node:fs/promises'

export interface Usage {
  /** Proportional set size: memory shared with others counts by halves, thirds, … MB */
  readonly memory: number
  /** Time on a processor since each process began. ms */
  readonly busy: number
  readonly processes: number
}

/** Linux counts in hundredths of a second (`getconf CLK_TCK`). ms */
const tick = 10

/** What a process and all below it use, by `/proc` (Linux). */
export async function usageOf(root: number): Promise<Usage> {
  const stats = await readStats()
  const family = new Set([root])
  for (let before = 0; before < family.size; ) {
    before = family.size
    for (const { id, parent } of stats) if (family.has(parent)) family.add(id)
  }
  const members = stats.filter(({ id }) => family.has(id))
  const kilobytes = await Promise.all(members.map(({ id }) => readPss(id)))
  return {
    memory: kilobytes.reduce((sum, each) => sum + each, 0) / 1024,
    busy: members.reduce((sum, each) => sum + each.ticks * tick, 0),
    processes: members.length,
  }
}

async function readStats() {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const texts = await Promise.all(ids.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')))
  return texts.filter(Boolean).map((text) => {
    // The name before it may hold anything, brackets as well (proc(5)).
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return {
      id: Number.parseInt(text, 10),
      parent: Number(fields[1]),
      ticks: Number(fields[11]) + Number(fields[12]),
    }
  })
}

async function readPss(id: number): Promise<number> {
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0)
}
