import type { Places } from '../../src/places/places.ts'
import { parseRichText } from '../../src/knowledge/rich-text.ts'
import type { Case, KnowledgeBase, Law, Topic } from '../../src/knowledge/types.ts'

/** A topic with what a test does not care about filled in. */
export function topic(id: string, given: Partial<Topic> = {}): Topic {
  return {
    id,
    category: 'procedure',
    reviewed: '2026-11-24',
    revision: 1,
    title: { id: `Judul ${id}`, en: `Title ${id}` },
    citations: [{ law: 'pp-28-2018', provisions: ['30'], verification: 'legal-text' }],
    sources: [],
    cautions: [],
    related: [],
    cases: [],
    covers: ['something'],
    phrasings: { id: [`tentang ${id}`], en: [`about ${id}`] },
    answer: {
      id: { direct: parseRichText(`Jawaban **${id}**.`), detail: parseRichText('Rinciannya.') },
      en: { direct: parseRichText(`Answer **${id}**.`), detail: parseRichText('The detail.') },
    },
    ...given,
  }
}

export function law(id: string, short: string, given: Partial<Law> = {}): Law {
  return {
    id,
    short,
    title: { id: `Peraturan ${short}`, en: `Regulation ${short}` },
    subject: { id: 'Pokok.', en: 'Subject.' },
    standing: { state: 'in-force', verification: 'legal-text', checked: '2026-11-24' },
    instead: [],
    amendedBy: [],
    names: [],
    provisions: [
      { at: '30', parts: ['(1)', '(3)(f)'], verification: 'legal-text', id: 'Isi.', en: 'Content.' },
      { at: '33', parts: [], verification: 'legal-text', id: 'Isi.', en: 'Content.' },
      { at: 'elucidation general', parts: [], verification: 'legal-text', id: 'Isi.', en: 'Content.' },
    ],
    ...given,
  }
}

export function partnership(id: string, given: Partial<Case> = {}): Case {
  return {
    id,
    region: { name: 'Kota Padang', type: 'kota', province: 'Sumatera Barat', country: 'ID' },
    partner: { name: 'Hildesheim', country: 'DE' },
    kind: 'sister-city',
    fields: ['education'],
    years: { mou: 1988 },
    status: 'active',
    confidence: 'high',
    checked: '2026-11-24',
    summary: { id: `Ringkasan ${id}.`, en: `Summary of ${id}.` },
    sources: [{ title: 'A source', url: 'https://example.org/source' }],
    ...given,
  }
}

let code = 1000
const region = (name: string, province: string, level: 'kota' | 'provinsi' = 'kota') => ({
  code: String(code++),
  name,
  level,
  province,
  called: [name.replace(/^(?:Kota|Provinsi) /, '').toLowerCase()],
})

export const smallPlaces: Places = {
  regions: [
    region('Kota Padang', 'Sumatera Barat'),
    region('Kota Bontang', 'Kalimantan Timur'),
    region('Kota Medan', 'Sumatera Utara'),
    { ...region('Provinsi Sumatera Barat', 'Sumatera Barat', 'provinsi'), called: ['sumatera barat', 'sumbar'] },
  ],
  countries: [
    { code: 'DE', name: { id: 'Jerman', en: 'Germany' }, called: ['jerman', 'germany'] },
    { code: 'JP', name: { id: 'Jepang', en: 'Japan' }, called: ['jepang', 'japan'] },
  ],
}

const term = (id: string, en: string, words: string[] = []) => ({ name: { id, en }, words })

/** A small world: approval, signature, a revoked law, two cities. */
export const smallKnowledge: KnowledgeBase = {
  topics: new Map(
    [
      topic('dprd-approval', {
        title: { id: 'Perlu persetujuan DPRD?', en: 'Does the DPRD have to approve?' },
        phrasings: {
          id: ['apakah sister city harus disetujui dprd', 'perlu persetujuan dewan', 'harus lewat dprd dulu'],
          en: ['do we need council approval', 'must the dprd approve a sister city', 'consent of the local parliament'],
        },
        related: ['who-signs-mou', 'uu-32-2004-repealed'],
        next: 'who-signs-mou',
      }),
      topic('who-signs-mou', {
        title: { id: 'Siapa menandatangani MoU?', en: 'Who signs the MoU?' },
        category: 'actors',
        phrasings: {
          id: ['siapa yang menandatangani mou', 'tanda tangan nota kesepahaman oleh siapa', 'yang teken mou siapa'],
          en: ['who signs the mou', 'who puts their name under the memorandum', 'signatory of the agreement'],
        },
        cautions: [{ verification: 'unverified', id: 'Belum kami pastikan.', en: 'We could not verify this.' }],
      }),
      topic('uu-32-2004-repealed', {
        title: { id: 'UU 32/2004 masih berlaku?', en: 'Is UU 32/2004 still in force?' },
        category: 'legal-basis',
        citations: [{ law: 'uu-32-2004', provisions: [], verification: 'legal-text' }],
        phrasings: {
          id: ['apakah uu 32 tahun 2004 masih berlaku', 'uu pemda lama sudah dicabut?'],
          en: ['is law 32 of 2004 still valid', 'has the old regional government act been repealed'],
        },
      }),
      topic('definition-paradiplomacy', {
        title: { id: 'Apa itu paradiplomasi?', en: 'What is paradiplomacy?' },
        category: 'concepts',
        citations: [],
        sources: [{ title: 'A study', url: 'https://example.org/study', verification: 'secondary' }],
        phrasings: {
          id: ['apa itu paradiplomasi', 'arti paradiplomasi'],
          en: ['what is paradiplomacy', 'meaning of paradiplomacy'],
        },
      }),
    ].map((one) => [one.id, one]),
  ),
  laws: new Map(
    [
      law('pp-28-2018', 'PP 28/2018'),
      law('uu-23-2014', 'UU 23/2014'),
      law('uu-32-2004', 'UU 32/2004', {
        standing: { state: 'revoked', verification: 'legal-text', checked: '2026-11-24' },
        revokedBy: { law: 'uu-23-2014', provision: '409(b)', since: '2014-10-02' },
        instead: ['uu-23-2014', 'pp-28-2018'],
        provisions: [],
      }),
    ].map((one) => [one.id, one]),
  ),
  concepts: [
    { id: 'sister-city', words: { id: ['sister city', 'kota kembar'], en: ['sister city', 'twin town'] } },
    { id: 'mou', words: { id: ['mou', 'nota kesepahaman'], en: ['mou', 'memorandum of understanding', 'memorandum'] } },
    { id: 'approval', words: { id: ['persetujuan', 'izin', 'restu'], en: ['approval', 'consent'] } },
    { id: 'dprd', words: { id: ['dprd', 'dewan'], en: ['dprd', 'council', 'local parliament'] } },
  ],
  cases: new Map(
    [
      partnership('padang-hildesheim'),
      partnership('padang-vung-tau', {
        partner: { name: 'Ba Ria-Vung Tau', country: 'VN' },
        years: { loi: 2019 },
        status: 'loi',
        confidence: 'low',
        fields: ['tourism'],
      }),
      partnership('medan-ichikawa', {
        region: { name: 'Kota Medan', type: 'kota', province: 'Sumatera Utara', country: 'ID' },
        partner: { name: 'Ichikawa', country: 'JP' },
        years: { mou: 1989 },
      }),
      partnership('foreign-toledo', {
        region: { name: 'Toledo, Ohio', type: 'kota', country: 'US' },
        partner: { name: 'Toledo', country: 'ES' },
      }),
    ].map((one) => [one.id, one]),
  ),
  caseTerms: {
    kinds: { 'sister-city': term('kota kembar', 'sister city') },
    fields: {
      education: term('pendidikan', 'education', ['pendidikan', 'education']),
      tourism: term('wisata', 'tourism', ['wisata', 'tourism']),
    },
    statuses: { active: term('berjalan', 'active'), loi: term('baru pernyataan kehendak', 'letter of intent only') },
    confidences: { high: term('tinggi', 'high'), low: term('rendah', 'low') },
    asking: ['kota kembar', 'sister city', 'kerja sama', 'punya', 'have', 'partners'],
  },
  procedures: new Map(),
  questionWords: new Map(),
  rules: [],
  placeNames: { provinces: {}, regencies: {}, countries: {} },
  outside: new Map(
    [
      {
        id: 'cooking',
        reply: { id: 'Masakan di luar bidang saya.', en: 'Cooking is outside my field.' },
        phrasings: {
          id: ['resep rendang', 'cara masak nasi goreng', 'bumbu soto ayam'],
          en: ['a recipe for rendang', 'how do I cook fried rice', 'which spices for chicken soup'],
        },
      },
    ].map((one) => [one.id, one]),
  ),
  smallTalk: {
    greeting: { id: ['halo', 'selamat pagi'], en: ['hello', 'good morning'] },
    thanks: { id: ['terima kasih', 'makasih'], en: ['thank you', 'thanks'] },
    goodbye: { id: ['sampai jumpa'], en: ['bye'] },
    opening: { id: ['mau tanya'], en: ['i have a question'] },
    wellbeing: { id: ['apa kabar'], en: ['how are you'] },
    praise: { id: ['keren'], en: ['nice'] },
    next: { id: ['lalu'], en: ['and then'] },
  },
}
