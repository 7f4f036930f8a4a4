/** A process of our own beside the app: an Electron utility process, or a fork of Node in tests. */
export interface SideProcess {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  kill(): void
}
