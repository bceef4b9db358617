import { html } from 'hono/html'
import type { Words } from '../bot/words.ts'
import { places, roles } from './people.ts'

/** The words that the page's own code needs. */
export const labels = ['offline', 'more', 'less', 'edited', 'reply', 'edit', 'replying', 'editing', 'stop'] as const

/** The frame of the page; its words come from the locales, its life from page.ts. */
export function pageHtml({ language, t }: Words, botName: string) {
  const other = language === 'id' ? 'en' : 'id'
  const texts = Object.fromEntries(labels.map((key) => [key, t(`playground.${key}`)]))
  return html`<!doctype html>
    <html lang="${language}" data-labels="${JSON.stringify(texts)}" data-bot="${botName}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${t('playground.title')}</title>
        <link rel="stylesheet" href="/page/page.css" />
        <link rel="icon" href="data:," />
        <script type="module" src="/page/page.js"></script>
      </head>
      <body>
        <header>
          <div class="avatar" aria-hidden="true">P</div>
          <div class="title">
            <h1>${t('menu.name')}</h1>
            <p>${t('playground.note')}</p>
          </div>
          <a class="language" href="/?lang=${other}" lang="${other}">${t('playground.languageSwitch')}</a>
        </header>
        <div id="scene">
          <label>
            ${t('playground.actAs')}
            <select id="role">
              ${roles.map((role) => html`<option value="${role}">${t(`playground.roles.${role}`)}</option>`)}
            </select>
          </label>
          <label>
            ${t('playground.where')}
            <select id="place">
              ${places.map((place) => html`<option value="${place}">${t(`playground.places.${place}`)}</option>`)}
            </select>
          </label>
        </div>
        <main id="chat" aria-live="polite" role="log"></main>
        <p id="notice" role="status" hidden></p>
        <div id="results" hidden></div>
        <p id="intent" hidden><span></span><button type="button" aria-label="${t('playground.stop')}">✕</button></p>
        <form id="compose">
          <button type="button" id="start" class="quiet">/start</button>
          <input
            id="text"
            name="text"
            maxlength="4096"
            autocomplete="off"
            placeholder="${t('playground.placeholder')}"
            aria-label="${t('playground.placeholder')}"
          />
          <button type="submit">${t('playground.send')}</button>
        </form>
      </body>
    </html>`
}
