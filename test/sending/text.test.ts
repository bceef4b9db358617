import { FormattedString } from '@grammyjs/parse-mode'
import { describe, expect, test } from 'vitest'
import { parseRichText } from '../../src/knowledge/rich-text.ts'
import { refusal } from '../../src/playground/refusals.ts'
import { formatted, splitText } from '../../src/sending/text.ts'

describe('formatted', () => {
  test('keeps paragraphs apart and list items together', () => {
    const text = formatted(parseRichText('One **two** *three*.\n\n- a\n- b\n\nEnd'))
    expect(text.text).toBe('One two three.\n\n• a\n• b\n\nEnd')
    expect(text.entities).toEqual([
      { type: 'bold', offset: 4, length: 3 },
      { type: 'italic', offset: 8, length: 5 },
    ])
  })
})

describe('splitText', () => {
  test('leaves a short text alone', () => {
    expect(splitText(FormattedString.b('x')).map((part) => part.text)).toEqual(['x'])
  })

  test.each([
    ['at a paragraph', `${'a'.repeat(6)}\n\n${'b'.repeat(6)}`, ['aaaaaa', 'bbbbbb']],
    ['at a space', 'aaaaaaa bbbbbbb', ['aaaaaaa', 'bbbbbbb']],
    ['anywhere if it must', 'a'.repeat(25), ['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)]],
    ['never inside a character', `${'a'.repeat(9)}😀bc`, ['a'.repeat(9), '😀bc']],
  ])('cuts %s', (_, text, parts) => {
    expect(splitText(new FormattedString(text), 10).map((part) => part.text)).toEqual(parts)
  })

  test('every part is acceptable, with its entities', () => {
    const text = FormattedString.join(Array.from({ length: 900 }, (_, i) => FormattedString.b(`kata${i} 😀 `)))
    const parts = splitText(text)
    expect(parts.length).toBeGreaterThan(1)
    for (const { text: part, entities } of parts) {
      expect(refusal('sendMessage', { chat_id: 1, text: part, entities }, () => undefined)).toBeUndefined()
      expect(entities.length).toBeGreaterThan(0)
    }
  })

  test('says nothing for nothing', () => {
    expect(splitText(new FormattedString('  \n'))).toEqual([])
  })
})
