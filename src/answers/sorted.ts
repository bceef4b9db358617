/** Position of a number in an ascending list, by halving; undefined when it is not there. */
export function positionOf(list: Uint32Array, wanted: number): number | undefined {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return list[low] === wanted ? low : undefined
}
