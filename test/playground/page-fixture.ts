// Page fixture: the local Discord with its page, a bot in it, and a browser in front of it.

import type { Client, ClientOptions } from 'discord.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished } from 'vitest'
import { mountPage } from '#playground/page.ts'
import { chromiumPath, openBrowser, visit } from './browser.ts'
import { type Local, openLocal } from './local.ts'
import { startStudyBot } from './study-bot.ts'

const noteLines = Array.from({ length: 80 }, (_, index) => `- 사실 ${index + 1}`)
const nextAt = '2100-01-01T00:00:00Z'

/** Looks again until it is so, for as long as a loaded machine may need. */
export const soon = <Value>(look: () => Value | Promise<Value>) =>
  expect.poll(look, { timeout: 15_000 })

/** The newest message of the channel with these words of its own, not one that quotes them. */
export const row = (page: Page, text: string) =>
  page.locator('.main .message', { has: page.locator('.body', { hasText: text }) }).last()

/** What the open menu offers. */
export const entries = (page: Page) => page.getByRole('menuitem').allTextContents()

/** The bot in the guild: what its client asks for, and how it begins. */
export type PageBot = {
  readonly options?: Partial<ClientOptions>
  readonly start: (client: Client<true>, origin: string) => Promise<void>
}

/** What the tests of one file do in the page; after each, nothing failed and nothing left the origin. */
function openFixture(bot: PageBot) {
  let local: Local | undefined
  let browser: Browser | undefined
  let faults: string[][] = []
  let posted = false

  const here = (): Local => {
    if (local === undefined) throw new Error('the server is open only while tests run')
    return local
  }
  const origin = () => new URL(here().playground.control).origin
  const look = async (options: Parameters<typeof visit>[2] = {}) => {
    if (browser === undefined) throw new Error('the browser is open only while tests run')
    const seen = await visit(browser, origin(), options)
    onTestFinished(() => seen.page.context().close())
    return seen
  }
  const send = async (question: string, multi = false) =>
    (await here().channel(await client(), 'quiz')).send({
      poll: {
        question: { text: question },
        answers: [{ text: 'SQS', emoji: '🇦' }, { text: 'SNS' }],
        duration: 12,
        allowMultiselect: multi,
      },
    })
  let connecting: ReturnType<Local['client']> | undefined
  const client = () => {
    connecting ??= here().client(bot.options)
    return connecting
  }
  const composer = (page: Page) => page.locator('.main .composer textarea')

  beforeAll(async () => {
    local = await openLocal({
      page: mountPage,
      hooks: {
        next: async () =>
          posted
            ? undefined
            : { kind: 'quiz', title: { ko: '오늘의 퀴즈', en: 'Daily quiz' }, at: nextAt },
        settled: async () => {
          if (posted || here().playground.clock().epochMilliseconds < Date.parse(nextAt)) return
          posted = true
          await send('시계가 가져온 퀴즈')
        },
        note: async (source) =>
          source === 'aws/notes/sqs.ko.md' ? { title: 'SQS', lines: noteLines } : undefined,
      },
    })
    await bot.start(await client(), origin())
    browser = await openBrowser()
  })
  afterEach(() => {
    const seen = faults.flat()
    faults = []
    expect(seen).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await local?.close()
  })

  return {
    origin,
    local: here,
    client,
    poll: send,
    composer,
    channel: (page: Page, place: number) => page.locator('.channel').nth(place),
    async open(options: Parameters<typeof visit>[2] = {}): Promise<Page> {
      const seen = await look(options)
      faults.push(seen.faults)
      return seen.page
    },
    /** A page whose failed requests are what is tested. */
    openTroubled: async (): Promise<Page> => (await look()).page,
    async be(page: Page, name: string) {
      await page.locator('.identity-face').click()
      await page.getByRole('menuitemradio', { name }).click()
      await page.locator('.identity-face', { hasText: name }).waitFor()
    },
    async ask(page: Page, question: string, more: () => Promise<unknown> = async () => {}) {
      await composer(page).fill('/ask ')
      await page.locator('[data-option=question]:focus').waitFor()
      await page.keyboard.type(question)
      await more()
      await page.keyboard.press('Enter')
    },
  }
}

/** Tests in the page; without Chromium they are skipped, and it is said aloud. */
export function describePage(
  name: string,
  tests: (fixture: ReturnType<typeof openFixture>) => void,
  bot: PageBot = { start: startStudyBot },
): void {
  if (chromiumPath === undefined) {
    console.warn(
      `NOT RUN: ${name}. It needs Chromium: apt-get install chromium, or set CHROMIUM to its path.`,
    )
  }
  describe.skipIf(chromiumPath === undefined)(name, () => tests(openFixture(bot)))
}
