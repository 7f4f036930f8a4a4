/** Listens to an event. Returns the function that ends it. */
export function listen(to: NodeJS.EventEmitter, event: string, listener: () => void): () => void {
  to.on(event, listener)
  return () => to.off(event, listener)
}
