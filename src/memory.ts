import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Gives back what only the start needed, and from then on collects early. Left alone, V8 keeps the garbage of the
 * start and of every rush: 280 MB where 40 are alive. Early collection costs a few per cent of time, so it begins only
 * once the start is over. The nursery can only be kept small from outside: see `npm start`.
 */
export function holdMemory(): void {
  setFlagsFromString('--heap-growing-percent=5')
  setFlagsFromString('--optimize-for-size')
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}
