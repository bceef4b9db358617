/** Runs a task now and then again and again, never two at once; returns how to stop. */
export function every(ms: number, task: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const run = async () => {
    await task().catch(failed)
    if (!stopped) timer = setTimeout(() => void run(), ms).unref()
  }
  void run()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
