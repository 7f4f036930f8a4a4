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
  let isUnwritten = false
  let writing: Promise<void> = Promise.resolve()

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (isUnwritten) writing = writing.then(write)
    return writing
  }

  async function write(): Promise<void> {
    isUnwritten = false
    try {
      await writeJsonFile(path, content())
    } catch (error) {
      // Tried again with the next change, and at the end.
      isUnwritten = true
      onFailure(error)
    }
  }

  return {
    changed() {
      isUnwritten = true
      timer ??= setTimeout(flush, delay)
    },
    flush,
  }
}
