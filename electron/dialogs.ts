import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { textAround } from './text'

export interface Dialogs {
  /** Where to save a file of that name; undefined: the person thought better of it, as below. */
  chooseFile(suggestedName: string): Promise<string | undefined>
  chooseBackup(): Promise<string | undefined>
  chooseAuthorityFile(): Promise<string | undefined>
}

/** The system's file dialogs, before the window where there is one. */
export function createDialogs(window: () => BrowserWindow | undefined): Dialogs {
  const open = () => {
    const parent = window()
    return parent?.isDestroyed() ? undefined : parent
  }

  async function chooseExisting(name: string, extensions: string[]): Promise<string | undefined> {
    const options: Electron.OpenDialogOptions = {
      properties: ['openFile'],
      filters: [
        { name, extensions },
        { name: '*', extensions: ['*'] },
      ],
    }
    const parent = open()
    const chosen = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
    return chosen.canceled ? undefined : chosen.filePaths[0]
  }

  return {
    async chooseFile(suggestedName) {
      const options = { defaultPath: join(app.getPath('downloads'), suggestedName) }
      const parent = open()
      const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
      return chosen.canceled ? undefined : chosen.filePath
    },
    chooseBackup: () => chooseExisting('Keyfob', ['json']),
    chooseAuthorityFile: () => chooseExisting('PEM', ['pem', 'crt', 'cer']),
  }
}

/** Returns when the person has closed it. To be called once Electron is ready: before that Linux shows nothing. */
export function tellOfFailedStart(reason: string): void {
  dialog.showErrorBox(textAround.failedStart.title, textAround.failedStart.body(reason))
}
