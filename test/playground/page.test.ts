// The page in a real Chromium, over the real server, with a real discord.js bot in the guild.

import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { mountPage } from '#playground/page.ts'
import { chromiumPath, openBrowser, visit } from './browser.ts'
import { type Local, openLocal } from './local.ts'
import { startStudyBot } from './study-bot.ts'

if (chromiumPath === undefined) {
  console.warn(
    'NOT RUN: the page’s tests need Chromium. Install it (apt-get install chromium) or set CHROMIUM to its path.',
  )
}

const noteLines = Array.from({ length: 80 }, (_, index) => `- 사실 ${index + 1}`)
const nextAt = '2100-01-01T00:00:00Z'
/** Looks again until it is so, for as long as a loaded machine may need. */
const soon = <Value>(look: () => Value | Promise<Value>) => expect.poll(look, { timeout: 15_000 })

describe.skipIf(chromiumPath === undefined)('the page in Chromium', () => {
  let local: Local
  let browser: Browser
  let origin: string
  let faults: string[][] = []
  let posted = false

  const open = async (options: Parameters<typeof visit>[2] = {}): Promise<Page> => {
    const seen = await visit(browser, origin, options)
    faults.push(seen.faults)
    onTestFinished(() => seen.page.context().close())
    return seen.page
  }
  const poll = async (question: string, multi = false) => {
    const [client] = clients
    if (client === undefined) throw new Error('the bot is connected before the tests')
    const channel = await local.channel(client, 'quiz')
    return channel.send({
      poll: {
        question: { text: question },
        answers: [{ text: 'SQS', emoji: '🇦' }, { text: 'SNS' }],
        duration: 12,
        allowMultiselect: multi,
      },
    })
  }
  const clients: Awaited<ReturnType<Local['client']>>[] = []
  const composer = (page: Page) => page.locator('.composer textarea')
  const channel = (page: Page, place: number) => page.locator('.channel').nth(place)
  const be = async (page: Page, name: string) => {
    await page.locator('.identity-face').click()
    await page.getByRole('menuitemradio', { name }).click()
    await page.locator('.identity-face', { hasText: name }).waitFor()
  }
  const ask = async (
    page: Page,
    question: string,
    more: () => Promise<unknown> = async () => {},
  ) => {
    await composer(page).fill('/ask ')
    await page.keyboard.type(question)
    await more()
    await page.keyboard.press('Enter')
  }

  beforeAll(async () => {
    local = await openLocal({
      page: mountPage,
      hooks: {
        next: async () =>
          posted
            ? undefined
            : { kind: 'quiz', title: { ko: '오늘의 퀴즈', en: 'Daily quiz' }, at: nextAt },
        settled: async () => {
          if (posted || local.playground.clock().epochMilliseconds < Date.parse(nextAt)) return
          posted = true
          await poll('시계가 가져온 퀴즈')
        },
        note: async (source) =>
          source === 'aws/notes/sqs.ko.md' ? { title: 'SQS', lines: noteLines } : undefined,
      },
    })
    origin = new URL(local.playground.control).origin
    const client = await local.client()
    clients.push(client)
    await startStudyBot(client, origin)
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

  test('a slash shows the commands in the language of the member; keys choose', async () => {
    const page = await open()
    await composer(page).fill('/')
    const options = page.getByRole('option')
    await soon(() => options.count()).toBe(3)
    expect(await options.first().textContent()).toContain('노트에 물어보기')
    await page.keyboard.press('ArrowDown')
    expect(await options.nth(1).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.locator('.command-name', { hasText: '/ask' }).waitFor()
    await page.keyboard.press('Enter')
    expect(await page.getByRole('alert').textContent()).toContain('question')
    await page.keyboard.press('Escape')
    await composer(page).waitFor()
    await be(page, 'Sofia')
    await composer(page).fill('/as')
    await soon(() => options.first().textContent()).toContain('Ask the notes')
  })

  test('an answer is thought about, arrives, and cites; autocomplete fills the topic', async () => {
    const page = await open()
    await ask(page, '가시성 제한 시간?', async () => {
      await page.keyboard.press('Tab')
      await page.locator('[data-option=topic]:focus').waitFor()
      await page.keyboard.type('s')
      await soon(() => page.getByRole('option').allTextContents()).toEqual(['SQS', 'SNS'])
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      expect(await page.locator('[data-option=topic]').inputValue()).toBe('SNS')
    })
    await page.locator('.thinking', { hasText: '공부' }).waitFor()
    const message = page.locator('.message', { has: page.locator('.container') }).last()
    await message.locator('strong', { hasText: '30초' }).waitFor()
    expect(await message.locator('.reply-line').textContent()).toContain('김민준 님이 사용함 /ask')
    expect(await message.locator('.md').first().textContent()).toContain('sns')
    expect(await page.locator('.thinking').count()).toBe(0)
    expect(await message.getByRole('button', { name: '꺼짐' }).isDisabled()).toBe(true)
  })

  test('an ephemeral answer is seen by its member alone, and can be dismissed', async () => {
    const page = await open()
    await ask(page, '나만 볼 질문', async () => {
      await page.locator('.add-option', { hasText: 'private' }).click()
      await page.locator('[data-option=private]:focus').waitFor()
      await page.keyboard.press('Enter')
    })
    const mine = page.locator('.message.private', { has: page.locator('.container') })
    await mine.locator('strong', { hasText: '30초' }).waitFor()
    await be(page, '이서연')
    await soon(() => mine.count()).toBe(0)
    await be(page, '김민준')
    await mine.getByRole('button', { name: '메시지 닫기' }).click()
    await soon(() => mine.count()).toBe(0)
  })

  test('buttons and selects reach the bot', async () => {
    const page = await open()
    await ask(page, '버튼')
    const message = page.locator('.message', { has: page.locator('.container') }).last()
    await message.getByRole('button', { name: '더 자세히' }).click()
    await page.locator('.message.private blockquote', { hasText: '원문 한 줄' }).waitFor()
    await message.getByRole('combobox').click()
    await page.getByRole('option', { name: '09:00' }).click()
    await page.locator('.message.private', { hasText: '고른 시간: 09:00' }).waitFor()
  })

  test('a command the bot never answers says so, until it is dismissed', async () => {
    const page = await open()
    await composer(page).fill('/silent ')
    await page.keyboard.press('Enter')
    const row = page.locator('.message.failed')
    await row.waitFor()
    expect(await row.textContent()).toContain('애플리케이션이 응답하지 않았어요')
    await row.getByRole('button').click()
    await soon(() => row.count()).toBe(0)
  })

  test('votes move the bars of everyone at once, and can be taken back', async () => {
    const question = '대기열은?'
    await poll(question)
    const [one, other] = [await open(), await open({ locale: 'en-US' })]
    for (const page of [one, other]) await channel(page, 1).click()
    const ofPage = (page: Page) => page.getByRole('region', { name: question })
    await be(other, 'Sofia')
    await ofPage(one).getByRole('radio', { name: 'SQS' }).check()
    await ofPage(one).getByRole('button', { name: '투표', exact: true }).click()
    const bar = ofPage(one).locator('[data-answer="1"]')
    await soon(() => bar.textContent()).toContain('1표 100%')
    await ofPage(other).getByRole('radio', { name: 'SNS' }).check()
    await ofPage(other).getByRole('button', { name: 'Vote', exact: true }).click()
    await soon(() => bar.textContent()).toContain('1표 50%')
    expect(await ofPage(one).textContent()).toContain('2표 · 12시간 남음')
    await ofPage(other).getByRole('button', { name: 'Remove vote' }).click()
    await soon(() => bar.textContent()).toContain('1표 100%')
  })

  test('a poll for several answers takes several, and shows its winner when it ends', async () => {
    const question = '둘 다?'
    const sent = await poll(question, true)
    const page = await open()
    await channel(page, 1).click()
    const region = page.getByRole('region', { name: question })
    await region.getByRole('checkbox', { name: 'SQS' }).check()
    await region.getByRole('checkbox', { name: 'SNS' }).check()
    await region.getByRole('button', { name: '투표', exact: true }).click()
    await soon(() => region.locator('.bar.mine').count()).toBe(2)
    await local.control('/vote', { as: local.people.doyun, message: sent.id, answers: [2] })
    await sent.poll?.end()
    await region.locator('[data-answer="2"].won').waitFor()
    await page.locator('.poll-result', { hasText: question }).last().waitFor()
  })

  test('the clock brings the next post; the newcomer’s first steps work', async () => {
    const page = await open()
    expect(await page.locator('.clock-next').textContent()).toContain('오늘의 퀴즈')
    await page.locator('.starters button').nth(1).click()
    await page.getByRole('region', { name: '시계가 가져온 퀴즈' }).waitFor()
    expect(await channel(page, 1).getAttribute('aria-current')).toBe('page')
    await page.locator('.clock-next', { hasText: '예약된 게시물이 없어요' }).waitFor()
    expect(await page.locator('.clock-now').textContent()).toContain('1월 1일')
    await page.locator('.starters button').nth(2).click()
    await page.locator('.message', { hasText: '김민준 61' }).last().waitFor()
    await page.locator('.starters button').nth(0).click()
    const asked = page.locator('.message', { hasText: '사용함 /ask' }).last()
    await asked.locator('strong', { hasText: '30초' }).waitFor()
  })

  test('a citation opens the note at its lines; Escape closes it; its address works alone', async () => {
    const page = await open()
    await ask(page, '출처는?')
    const citation = page.locator('.message').last().locator('a.citation')
    await citation.click()
    const cited = page.locator('.note-line.cited')
    await expect
      .poll(() => cited.allTextContents())
      .toEqual(['40- 사실 40', '41- 사실 41', '42- 사실 42'])
    const box = await cited.first().boundingBox()
    expect(box?.y).toBeGreaterThan(60)
    expect(box?.y).toBeLessThan(820)
    await page.keyboard.press('Escape')
    await soon(() => cited.count()).toBe(0)

    const alone = await open({ path: '/note/aws/notes/sqs.ko.md#L7' })
    await alone.getByRole('heading', { name: 'SQS' }).waitFor()
    expect(await alone.locator('.note-line.cited').allTextContents()).toEqual(['7- 사실 7'])
  })

  test('typed text stays while one becomes someone else; an IME’s Enter sends nothing', async () => {
    const page = await open()
    await composer(page).fill('쓰는 중')
    await be(page, '박도윤')
    expect(await composer(page).inputValue()).toBe('쓰는 중')
    await composer(page).evaluate((field) => {
      const options = { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }
      field.dispatchEvent(new KeyboardEvent('keydown', options))
    })
    expect(await composer(page).inputValue()).toBe('쓰는 중')
    await composer(page).press('Enter')
    await page.locator('.message', { hasText: '쓰는 중' }).last().waitFor()
    expect(await composer(page).inputValue()).toBe('')
  })

  test('what a member writes is text, never markup and never a script', async () => {
    const page = await open()
    const text = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) **굵게** 🚀'
    await composer(page).fill(text)
    await page.keyboard.press('Enter')
    const row = page.locator('.message', { hasText: 'onerror' }).last()
    await row.locator('strong', { hasText: '굵게' }).waitFor()
    expect(await row.locator('a').count()).toBe(0)
    expect(
      await row
        .locator('.md img')
        .evaluateAll((all) => all.map((img) => (img as HTMLImageElement).alt)),
    ).toEqual(['🚀'])
  })

  test('the page speaks the browser’s language, then the chosen one, also after a reload', async () => {
    const page = await open({ locale: 'en-US' })
    await page.getByText('Local playground').waitFor()
    await page.getByRole('button', { name: '한국어' }).click()
    await page.getByText('로컬 플레이그라운드').waitFor()
    await page.reload()
    await page.getByText('로컬 플레이그라운드').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ko')
  })

  test('what arrives elsewhere is unread until it is read', async () => {
    const page = await open()
    await channel(page, 1).click()
    await channel(page, 2).click()
    await soon(() => page.locator('.channel.unread').count()).toBe(0)
    await local.control('/message', {
      as: local.people.sofia,
      channel: local.playground.channels.study,
      content: 'hello there',
    })
    await page.locator('.channel.unread', { hasText: '스터디' }).click()
    await page.locator('.message', { hasText: 'hello there' }).waitFor()
    expect(await page.locator('.channel.unread').count()).toBe(0)
  })

  test('a phone scrolls only downward, and keeps its channels in a drawer', async () => {
    const page = await open({ width: 390, height: 844 })
    await ask(page, '휴대폰에서')
    await page.locator('.message').last().locator('a.citation').waitFor()
    await composer(page).fill('/')
    await page.getByRole('option').first().waitFor()
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    expect(await width()).toBe(390)
    await composer(page).fill('')
    expect(await page.locator('.sidebar').isVisible()).toBe(false)
    await page.getByRole('button', { name: '채널 목록 열기' }).click()
    await channel(page, 1).click()
    await soon(() => page.locator('.sidebar').isVisible()).toBe(false)
    expect(await page.locator('.header h2').textContent()).toContain('퀴즈')
    expect(await width()).toBe(390)
  })

  test('a lost connection says so and heals by itself', async () => {
    const { page } = await visit(browser, origin)
    onTestFinished(() => page.context().close())
    await page.locator('.message, .empty').first().waitFor()
    await page.route('**/control/events*', (route) => route.abort())
    await be(page, 'Sofia')
    await page.getByRole('alert').waitFor()
    await page.unroute('**/control/events*')
    await soon(() => page.locator('.banner').count()).toBe(0)
  })

  test('nothing may run or load from elsewhere, says the page’s own policy', async () => {
    const { headers } = await fetch(`${origin}/note/any.md`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect((await fetch(`${origin}/assets/emoji/..%2F..%2Fpackage.json`)).status).toBe(404)
  })
})
