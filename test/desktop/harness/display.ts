import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { type Owner, startTied, type TiedProcess } from './tied-process'

/** An X display of its own, so that no window of a test steals the focus and pictures always have one size. */
export async function startDisplay(owner?: Owner): Promise<{ display: string; server: TiedProcess }> {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset']
  const server = startTied('Xvfb', args, { owner, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await firstLine(server, 3)
  return { display: `:${number}`, server }
}

/**
 * Waits for the first line that a helper writes to one of its pipes.
 *
 * @param descriptor the pipe's file descriptor in the helper
 * @throws Error when the helper ends without a word
 */
export async function firstLine({ child }: TiedProcess, descriptor: number): Promise<string> {
  const pipe = child.stdio[descriptor] as Readable
  let read = ''
  pipe.on('data', (chunk: Buffer) => {
    read += chunk.toString('utf8')
  })
  while (!read.includes('\n')) {
    await Promise.race([once(pipe, 'data'), once(pipe, 'end')])
    if (pipe.readableEnded) throw new Error(`${child.spawnargs.join(' ')} ended before it was ready`)
  }
  return read.slice(0, read.indexOf('\n')).trim()
}
