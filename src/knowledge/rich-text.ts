import { marked, type Token, type Tokens } from 'marked'
import type { Block, RichText, Span } from './types.ts'

/**
 * Reads the light Markdown of the knowledge files: paragraphs, lists, `**bold**` and `*italic*`.
 * @throws {Error} naming the construct that Telegram could not show.
 */
export function parseRichText(markdown: string): RichText {
  return marked.lexer(markdown).flatMap(blocks)
}

/** The text as a plain string, one line a block: what a length limit or a search sees. */
export function plainText(text: RichText): string {
  return text.map((block) => [block.marker, block.spans.map((span) => span.text).join('')].filter(Boolean).join(' ')).join('\n')
}

function blocks(token: Token): readonly Block[] {
  switch (token.type) {
    case 'space':
      return []
    case 'paragraph':
      return [{ spans: spans((token as Tokens.Paragraph).tokens) }]
    case 'list':
      return items(token as Tokens.List)
    default:
      throw new Error(`a ${token.type} cannot be shown in Telegram; use paragraphs and plain lists`)
  }
}

function items(list: Tokens.List): readonly Block[] {
  const first = list.start === '' ? 1 : list.start
  return list.items.map((item, i) => {
    const nested = item.tokens.find((token) => token.type !== 'text' && token.type !== 'paragraph')
    if (nested) throw new Error(`a ${nested.type} inside a list item cannot be shown in Telegram; use one level`)
    return {
      marker: list.ordered ? `${first + i}.` : '•',
      spans: item.tokens.flatMap((token) => spans((token as Tokens.Text).tokens ?? [])),
    }
  })
}

function spans(tokens: readonly Token[], style?: Span['style']): readonly Span[] {
  return tokens.flatMap((token): readonly Span[] => {
    switch (token.type) {
      case 'text':
      case 'escape':
        return [{ text: onOneLine((token as Tokens.Text).text), ...(style && { style }) }]
      case 'strong':
        return spans((token as Tokens.Strong).tokens, 'bold')
      case 'em':
        return spans((token as Tokens.Em).tokens, style ?? 'italic')
      case 'br':
        return [{ text: '\n' }]
      default:
        throw new Error(`a ${token.type} ("${token.raw.slice(0, 30)}") cannot be shown; use **bold** and *italic* only`)
    }
  })
}

/** Single line breaks inside a paragraph are spaces, as in all Markdown. */
function onOneLine(text: string): string {
  return text.replaceAll('\n', ' ')
}
