/** Runs the task once something stands on the screen. Returns how to call it off. */
export function afterFirstPaint(task: () => void): () => void {
  const observer = new PerformanceObserver(run)
  observer.observe({ type: 'paint', buffered: true })
  // A window that is not shown is not painted.
  const late = setTimeout(run, 2_000)

  function callOff() {
    observer.disconnect()
    clearTimeout(late)
  }
  function run() {
    callOff()
    task()
  }
  return callOff
}

/** Resolves when the window has nothing else to do. */
export function untilIdle(): Promise<unknown> {
  return new Promise((resolve) => requestIdleCallback(resolve))
}
