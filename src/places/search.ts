import Fuse from 'fuse.js'
import { findCountry, findRegion } from './find.ts'
import type { Country, Places, Region } from './places.ts'

/** What a text may mean: what it names, else what it comes near to, best first. */
export interface Found<T> {
  readonly exact: readonly T[]
  readonly near: readonly T[]
}

/** A name is written otherwise by this share of its letters at most. */
const threshold = 0.3
const maxNear = 6
/** No name of a place is longer; more is a sentence, which would only cost time. */
const maxTyped = 45
const maxWords = 5

const level =
  /^(?:(provinsi|prov\.?|propinsi|province of)|(kabupaten|kab\.?|regency of)|(kota|kotamadya|city of)) +|,? +(?:(province)|(regency)|(city))$/i

/** Finds places by what people type: "kab bandung", "jogja", "Bogor Regency", "surbaya". Made once for a list. */
export class PlaceSearch {
  readonly #places: Places
  #regions: Fuse<Region> | undefined
  #countries: Fuse<Country> | undefined

  constructor(places: Places) {
    this.#places = places
  }

  /** "Bandung" names both the city and the regency; "Kota Bandung" only one of them. */
  regions(typed: string): Found<Region> {
    const full = fold(typed)
    const { name, wanted } = splitLevel(full)
    const fitting = (region: Region) => wanted === undefined || region.level === wanted
    const named = this.#places.regions.filter((region) => fitting(region) && isCalled(region, name))
    // "Kota Baru" is no city but a regency: Kotabaru.
    const exact = named.length > 0 ? named : this.#places.regions.filter((region) => isCalled(region, full))
    if (exact.length > 0) return { exact, near: [] }
    this.#regions ??= new Fuse(this.#places.regions, { keys: ['called'], threshold, includeScore: true })
    return { exact, near: search(this.#regions, name, fitting).slice(0, maxNear) }
  }

  countries(typed: string): Found<Country> {
    const full = fold(typed)
    const name = full.replace(/^(?:negara|the|republik|republic of) +/, '')
    const called = (as: string) => this.#places.countries.filter((country) => isCalled(country, as))
    // "Republik Ceko" is called so; of "Republik Indonesia" only the second word is its name.
    const [whole, short] = [called(full), called(name)]
    const exact = whole.length > 0 ? whole : short
    if (exact.length > 0) return { exact, near: [] }
    this.#countries ??= new Fuse(this.#places.countries, { keys: ['called'], threshold, includeScore: true })
    return { exact, near: search(this.#countries, name).slice(0, maxNear) }
  }

  region(code: string): Region | undefined {
    return findRegion(this.#places, code)
  }

  country(code: string): Country | undefined {
    return findCountry(this.#places, code)
  }
}

function search<T>(fuse: Fuse<T>, name: string, fitting: (item: T) => boolean = () => true): T[] {
  if (name.length < 3 || name.length > maxTyped || name.split(' ').length > maxWords) return []
  const found = fuse.search(name).filter(({ item }) => fitting(item))
  const best = found[0]?.score ?? 1
  return found.filter(({ score = 1 }) => score <= best + 0.1).map(({ item }) => item)
}

function splitLevel(typed: string): { readonly name: string; readonly wanted: Region['level'] | undefined } {
  const match = level.exec(typed)
  if (!match) return { name: typed, wanted: undefined }
  const wanted = (match[1] ?? match[4]) ? 'provinsi' : (match[2] ?? match[5]) ? 'kabupaten' : 'kota'
  return { name: typed.replace(level, '').replace(/^adm(?:inistrasi|\.)? +/, ''), wanted }
}

function isCalled({ called }: { readonly called: readonly string[] }, name: string): boolean {
  return called.some((one) => one === name || squeeze(one) === squeeze(name))
}

function fold(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/[.!?]+$/, '')
}

/** "bau-bau", "bau bau" and "baubau" are one. */
function squeeze(name: string): string {
  return name.replaceAll(/[^\p{L}\d]/gu, '')
}
