import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBot, type BotProcess } from '../../src/cli/bench/bot-process.ts'

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
const { CI: inCi } = process.env

test.runIf(inCi)('a browser is there for the journey on the page', () => {
  expect(browserPath, 'install chromium: in CI a skipped journey is a failure').toBeDefined()
})

describe.skipIf(!browserPath)('the page on a phone, in a real browser', () => {
  let bot: BotProcess
  let browser: Browser
  let folder: string
  let address: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paradiplomasi-page-'))
    bot = startBot({ PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'page.db')}` })
    await bot.until('Playground')
    address = /http:\/\/\S+/.exec(bot.output())?.[0] ?? ''
    browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser.close()
    await bot.end('SIGTERM')
    await rm(folder, { recursive: true })
  })

  async function open(language: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(`${address}/?lang=${language}`)
    await page.locator('article.bot').first().waitFor()
    return page
  }

  async function ask(page: Page, question: string): Promise<string> {
    const before = await page.locator('article.bot').count()
    await page.locator('#text').fill(question)
    await page.locator('button[type=submit]').click()
    const reply = page.locator('article.bot').nth(before)
    await reply.waitFor()
    return reply.innerText()
  }

  test.each([
    ['id', 'Apakah sister city harus disetujui DPRD?', 'PP 28/2018', 'berlaku', 'bukan nasihat hukum'],
    ['en', 'Does the DPRD have to approve a sister city?', 'PP 28/2018', 'in force', 'not legal advice'],
  ])('asks in %s and gets a cited answer', async (language, question, law, standing, notice) => {
    const page = await open(language)
    expect(await page.locator('article.bot').first().innerText()).toContain(notice)
    let reply = await ask(page, question)
    if (!reply.includes(law)) {
      // Candidates were offered: the first is pressed.
      const before = await page.locator('article.bot').count()
      await page.locator('article.bot').last().locator('.row button').first().click()
      await page.locator('article.bot').nth(before).waitFor()
      reply = await page.locator('article.bot').nth(before).innerText()
    }
    expect(reply).toContain(law)
    expect(reply).toContain(standing)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    const quote = page.locator('blockquote').last()
    await quote.locator('.toggle').click()
    expect(await quote.getAttribute('class')).not.toContain('closed')
  })

  test('is used as each of the four people, in a group with a forum topic', async () => {
    const page = await open('en')
    const last = () => page.locator('article.bot').last()
    const say = async (text: string, answer: RegExp) => {
      await page.locator('#text').fill(text)
      await page.locator('button[type=submit]').click()
      await page.locator('article.bot', { hasText: answer }).last().waitFor()
    }
    const act = async (role: string, place: string) => {
      await page.locator('#role').selectOption(role)
      await page.locator('#place').selectOption(place)
    }
    await act('official', 'group')
    await last().getByText('I speak only when called').waitFor()

    await act('official', 'topic')
    await page.locator('#text').fill('nobody is called here')
    await page.locator('button[type=submit]').click()
    await say('@paradiplomasi_bot does the DPRD have to approve a sister city?', /PP 28\/2018/)
    expect(await page.locator('article.bot').count()).toBe(1)

    await act('member', 'topic')
    await page.locator('article.bot').first().waitFor()
    await page.getByRole('button', { name: 'Reply' }).last().click()
    await say('who signs the MoU?', /Who signs/)
    await say('/language', /Only admins/)

    await act('admin', 'topic')
    await say('/bahasa', /Choose the language of this group/)
    await last().getByRole('button', { name: 'Bahasa Indonesia' }).click()
    await page.locator('article.bot', { hasText: 'di grup ini saya memakai' }).waitFor()
    await page.locator('#text').fill('@paradiplomasi_bot dprd')
    await page.locator('#results button').first().click()
    await page.locator('article.me', { hasText: 'via @paradiplomasi_bot' }).waitFor()

    await act('curator', 'private')
    await say('/reload', /Knowledge loaded again/)
    await say('what is a sister city?', /sister/i)
    await page.getByRole('button', { name: 'Edit' }).last().click()
    await say('does the DPRD have to approve a sister city?', /edited/)
    expect(await last().innerText()).toMatch(/DPRD/)
  })

  test('shows markup as it was typed', async () => {
    const page = await open('en')
    await ask(page, '<img src=x onerror=alert(1)>')
    expect(await page.locator('article.me').last().innerText()).toContain('<img src=x')
    expect(await page.locator('article img').count()).toBe(0)
  })

  test('is for this machine only', async () => {
    const foreign = await fetch(`${address}/messages`, {
      method: 'POST',
      headers: { Origin: 'http://evil.example' },
      body: '{}',
    })
    expect(foreign.status).toBe(403)
    const nonsense = await fetch(`${address}/messages`, { method: 'POST', body: '{"user":1}' })
    expect(nonsense.status).toBe(400)
  })
})
