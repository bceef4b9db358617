/** Deep links (Bot API, "Deep linking"): what follows `start=` reaches the bot as the text of /start. */
export function privateLink(botName: string, payload?: string): string {
  return `https://t.me/${botName}${payload ? `?start=${payload}` : ''}`
}

/** Opens the answer to a topic in private. */
export function topicLink(botName: string, topicId: string): string {
  return privateLink(botName, `t_${topicId}`)
}

/** Opens the card of a law in private. */
export function lawLink(botName: string, lawId: string): string {
  return privateLink(botName, `h_${lawId}`)
}

/** Opens a case in private. */
export function caseLink(botName: string, caseId: string): string {
  return privateLink(botName, `k_${caseId}`)
}

/** Lists in private what there is in the same partner country. */
export function similarLink(botName: string, caseId: string): string {
  return privateLink(botName, `m_${caseId}`)
}

/** Lets an admin choose in private what their channel hears of. */
export function subscribeLink(botName: string, chatId: number): string {
  return privateLink(botName, `langganan_${chatId}`)
}

/** Lets the person choose a group to add the bot to. */
export function groupLink(botName: string): string {
  return `https://t.me/${botName}?startgroup=halo`
}
