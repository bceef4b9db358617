import { FormattedString } from '@grammyjs/parse-mode'
import type { Block, RichText, Span } from '../knowledge/types.ts'

/** Most UTF-16 units of a message (Bot API, "sendMessage"). */
export const maxMessageLength = 4096

/** Text with Telegram entities; user text stays text whatever it contains, since nothing is parsed. */
export function formatted(text: RichText): FormattedString {
  const blocks = text.map((block, i) => {
    const before = i === 0 ? '' : block.marker && text[i - 1]?.marker ? '\n' : '\n\n'
    return FormattedString.join([before, formatBlock(block)])
  })
  return FormattedString.join(blocks)
}

function formatBlock({ marker, spans }: Block): FormattedString {
  return FormattedString.join([marker ? `${marker} ` : '', ...spans.map(formatSpan)])
}

function formatSpan({ text, style }: Span): FormattedString | string {
  if (style === 'bold') return FormattedString.b(text)
  if (style === 'italic') return FormattedString.i(text)
  return text
}

/** Cuts a text into messages that Telegram accepts, at a line or a space where there is one; entities go along. */
export function splitText(text: FormattedString, limit = maxMessageLength): FormattedString[] {
  const parts: FormattedString[] = []
  let rest = text
  while (rest.rawText.length > limit) {
    const cut = cutBefore(rest.rawText, limit)
    parts.push(rest.slice(0, cut))
    const gap = /^\s*/.exec(rest.rawText.slice(cut))?.[0].length ?? 0
    rest = rest.slice(cut + gap)
  }
  return rest.rawText.trim() === '' ? parts : [...parts, rest]
}

function cutBefore(text: string, limit: number): number {
  const window = text.slice(0, limit + 1)
  for (const gap of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(gap)
    if (at > limit / 2) return at
  }
  // Never between the two halves of one character.
  return /[\uD800-\uDBFF]/.test(text[limit - 1] ?? '') ? limit - 1 : limit
}
