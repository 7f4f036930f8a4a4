import { type BrowserWindow, screen } from 'electron'
import { createSaveSoon } from './support/save-soon'
import { type Area, fittingPlace, nextZoom, readWindowPlace, type WindowPlace } from './window-place'

export interface WindowStart {
  /** Absent: the usual size, in the middle. */
  readonly area?: Area
  readonly isMaximized: boolean
  readonly zoom: number
}

export interface WindowMemory {
  /** How to open the window now: screens come and go. */
  start(): WindowStart
  /** Remembers where this window is from now on. */
  follow(window: BrowserWindow): void
  /** 1: larger, -1: smaller, 0: the usual size. */
  zoom(window: BrowserWindow, direction: 1 | -1 | 0): void
  flush(): Promise<void>
}

/** Where the window was and how large its text, over restarts. What cannot be read or written is forgotten. */
export async function openWindowMemory(file: string): Promise<WindowMemory> {
  let place = await readWindowPlace(file)
  const saved = createSaveSoon(
    file,
    () => place,
    () => undefined,
  )

  function note(difference: Partial<WindowPlace>, window: BrowserWindow): void {
    const zoom = place?.zoom ?? 1
    place = { ...window.getNormalBounds(), isMaximized: window.isMaximized(), zoom, ...difference }
    saved.changed()
  }

  return {
    start() {
      const zoom = place?.zoom ?? 1
      const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea)
      const area = place && fittingPlace(place, workAreas)
      return { ...(area ? { area } : {}), isMaximized: place?.isMaximized ?? false, zoom }
    },
    follow(window) {
      const changed = () => {
        if (!window.isDestroyed() && !window.isMinimized() && !window.isFullScreen()) note({}, window)
      }
      window.on('resize', changed)
      window.on('move', changed)
      window.on('maximize', changed)
      window.on('unmaximize', changed)
    },
    zoom(window, direction) {
      const zoom = nextZoom(window.webContents.getZoomFactor(), direction)
      window.webContents.setZoomFactor(zoom)
      note({ zoom }, window)
    },
    flush: saved.flush,
  }
}
