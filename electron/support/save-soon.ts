import { writeJsonFile } from './json-file'

export interface SaveSoon {
  /** Something has changed: it is on disk about a second later, once for many changes. */
  changed(): void
  /** Writes what is not on disk yet. Never throws: `onFailure` was told. */
  flush(): Promise<void>
}

/** For files whose last second may be lost in a crash. */
export function createSaveSoon(
  path: string,
  content: () => unknown,
  onFailure: (error: unknown) => void,
  delay = 1000,
): SaveSoon {
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  function flush(): Promise<void> {
    if (!timer) return writing
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(() => writeJsonFile(path, content())).catch(onFailure)
    return writing
  }

  return {
    changed() {
      timer ??= setTimeout(flush, delay)
    },
    flush,
  }
}
