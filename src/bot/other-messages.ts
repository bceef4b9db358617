import { Composer } from 'grammy'
import type { BotContext } from './context.ts'

/** What is no text: a friendly word, once for an album. Service messages pass in silence. */
export function otherMessagesFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  // A cosmetic memory: an album comes as one message a picture and gets one reply.
  let lastAlbum: string | undefined

  feature.on(['message:voice', 'message:video_note', 'message:audio'], (ctx) => ctx.reply(ctx.words.t('other.voice')))
  feature.on(['message:sticker', 'message:dice', 'message:game'], (ctx) => ctx.reply(ctx.words.t('other.sticker')))
  feature.on(
    [':media', ':file', 'message:contact', 'message:location', 'message:poll', 'message:story'],
    async (ctx) => {
      const album = ctx.msg?.media_group_id
      if (album !== undefined && album === lastAlbum) return
      lastAlbum = album
      await ctx.reply(ctx.words.t('other.media'))
    },
  )
  return feature
}
