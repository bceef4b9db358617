import type { InlineKeyboardMarkup, InlineQueryResultArticle, MessageEntity } from 'grammy/types'

/** The parameters of the calls that the bot makes. */
export interface Payload {
  readonly chat_id?: number
  readonly message_id?: number
  readonly text?: string
  readonly entities?: readonly MessageEntity[]
  readonly caption?: string
  readonly caption_entities?: readonly MessageEntity[]
  readonly parse_mode?: string
  /** Inline buttons, or the wish for a reply. */
  readonly reply_markup?: Partial<InlineKeyboardMarkup>
  readonly message_thread_id?: number
  readonly reply_parameters?: { readonly message_id: number }
  readonly user_id?: number
  readonly callback_query_id?: string
  readonly inline_query_id?: string
  readonly results?: readonly InlineQueryResultArticle[]
  readonly show_alert?: boolean
  readonly offset?: number
  readonly timeout?: number
  readonly commands?: readonly { readonly command: string; readonly description: string }[]
  readonly name?: string
  readonly description?: string
  readonly short_description?: string
}

interface Known {
  readonly text?: string
  readonly entities?: readonly MessageEntity[]
  readonly reply_markup?: unknown
}

const maxText = 4096
const maxCaption = 1024
const maxNotice = 200
const maxResults = 50

/** Why Telegram would refuse a call, in its words; undefined when it would not. */
export function refusal(
  method: string,
  payload: Payload,
  find: (key: string) => Known | undefined,
): string | undefined {
  switch (method) {
    case 'sendMessage':
      return refusedText(payload) ?? refusedMarkup(payload.reply_markup)
    case 'sendPhoto':
    case 'sendDocument':
      return refusedCaption(payload) ?? refusedMarkup(payload.reply_markup)
    case 'editMessageText':
      return refusedText(payload) ?? refusedMarkup(payload.reply_markup) ?? refusedEdit(payload, find)
    case 'editMessageReplyMarkup':
      return refusedMarkup(payload.reply_markup) ?? refusedEdit(payload, find)
    case 'answerCallbackQuery':
      return (payload.text?.length ?? 0) > maxNotice ? 'MESSAGE_TOO_LONG' : undefined
    case 'answerInlineQuery':
      return refusedResults(payload.results)
    case 'setMyCommands':
      return payload.commands?.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command))
        ? 'BOT_COMMAND_INVALID'
        : undefined
    case 'setMyName':
      return (payload.name?.length ?? 0) > 64 ? 'BOT_TITLE_INVALID' : undefined
    case 'setMyDescription':
      return (payload.description?.length ?? 0) > 512 ? 'BOT_DESCRIPTION_INVALID' : undefined
    case 'setMyShortDescription':
      return (payload.short_description?.length ?? 0) > 120 ? 'BOT_SHORT_DESCRIPTION_INVALID' : undefined
    default:
      return undefined
  }
}

function refusedText({ chat_id, text = '', entities, parse_mode }: Payload): string | undefined {
  if (chat_id === undefined) return 'chat_id is empty'
  if (text.trim() === '') return 'message text is empty'
  if (text.length > maxText) return 'message is too long'
  if (parse_mode !== undefined) return "can't parse entities: the bot sends entities, never markup"
  return refusedEntities(text, entities)
}

function refusedResults(results: readonly InlineQueryResultArticle[] = []): string | undefined {
  if (results.length > maxResults) return 'RESULTS_TOO_MUCH'
  if (new Set(results.map(({ id }) => id)).size < results.length) return 'RESULT_ID_DUPLICATE'
  for (const { id, title, input_message_content: content, reply_markup } of results) {
    if (id === '' || Buffer.byteLength(id) > 64) return 'RESULT_ID_INVALID'
    if (title.trim() === '') return 'ARTICLE_TITLE_EMPTY'
    const { message_text: text, entities } = content as { message_text: string; entities?: MessageEntity[] }
    const wrong = refusedText({ chat_id: 0, text, ...(entities && { entities }) }) ?? refusedMarkup(reply_markup)
    if (wrong) return wrong
  }
  return undefined
}

function refusedCaption({ caption = '', caption_entities }: Payload): string | undefined {
  if (caption.length > maxCaption) return 'message caption is too long'
  return refusedEntities(caption, caption_entities)
}

function refusedEntities(text: string, entities: readonly MessageEntity[] = []): string | undefined {
  for (const entity of entities) {
    if (entity.offset < 0 || entity.length <= 0 || entity.offset + entity.length > text.length) {
      return `entity beginning at UTF-16 offset ${entity.offset} ends after the end of the text`
    }
    if (
      !text.isWellFormed() ||
      breaksCharacter(text, entity.offset) ||
      breaksCharacter(text, entity.offset + entity.length)
    ) {
      return `entity beginning at UTF-16 offset ${entity.offset} ends in a middle of a UTF-16 symbol`
    }
    if (entity.type === 'text_link' && !/^(https?|tg):\/\/\S+$/.test(entity.url)) return 'ENTITY_URL_INVALID'
  }
  return undefined
}

function breaksCharacter(text: string, offset: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[offset - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[offset] ?? '')
}

function refusedMarkup(markup: Partial<InlineKeyboardMarkup> | undefined): string | undefined {
  for (const button of markup?.inline_keyboard?.flat() ?? []) {
    if (button.text.trim() === '') return 'BUTTON_TEXT_INVALID'
    if ('callback_data' in button) {
      const bytes = Buffer.byteLength(button.callback_data)
      if (bytes < 1 || bytes > 64) return 'BUTTON_DATA_INVALID'
    } else if ('url' in button) {
      if (!/^(https?|tg):\/\/\S+$/.test(button.url)) return `inline keyboard button URL '${button.url}' is invalid`
    } else if (Object.keys(button).length < 2) return 'BUTTON_TYPE_INVALID'
  }
  return undefined
}

function refusedEdit(payload: Payload, find: (key: string) => Known | undefined): string | undefined {
  const before = find(`${payload.chat_id}:${payload.message_id}`)
  if (!before) return 'message to edit not found'
  const same =
    (payload.text ?? before.text) === before.text &&
    JSON.stringify(payload.entities ?? []) === JSON.stringify(before.entities ?? []) &&
    JSON.stringify(payload.reply_markup ?? null) === JSON.stringify(before.reply_markup ?? null)
  return same ? 'message is not modified' : undefined
}
