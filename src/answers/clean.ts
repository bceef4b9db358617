/** Most characters of a message that are read; Telegram itself allows 4,096. */
const maxLength = 4096

/** Everything that is drawn as nothing or changes the direction of what follows; line breaks and tabs stay. */
const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|\p{Variation_Selector}/gu

/**
 * What a person typed, as everything behind the door sees it: no control, bidirectional or zero-width
 * characters, no broken surrogates, bounded in length.
 */
export function cleanText(text: string): string {
  return text
    .slice(0, maxLength)
    .toWellFormed()
    .normalize('NFC')
    .replaceAll('\uFFFD', '')
    .replaceAll(invisible, '')
    .trim()
}

const mail = /[^\s@,;:<>()]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const handle = /@\w{3,}/g
const longNumber = /\d(?:[\s.()-]?\d){8,}/g

/** Hides what could tell who asked: e-mail addresses, @names and runs of nine or more digits. */
export function maskPersonalData(text: string): string {
  return text.replaceAll(mail, '[e-mail]').replaceAll(handle, '[@]').replaceAll(longNumber, '[number]')
}
