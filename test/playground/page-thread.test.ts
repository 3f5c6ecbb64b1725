// Threads in the page: opening, writing, unread, archived and deleted ones; on a phone; beside a note.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describePage, soon } from './page-fixture.ts'
import { talkBot } from './talk-bot.ts'

const panel = (page: Page) => page.locator('.thread-panel')
const field = (page: Page) => panel(page).locator('textarea')

describePage(
  'threads in the page',
  ({ ask, be, channel, composer, local, open }) => {
    const study = () => local().playground.channels.study
    /** A thread of Sofia's, with this many messages of hers. */
    const begin = async (name: string, count = 1): Promise<string> => {
      const as = local().people.sofia
      const { id } = await local().control('/message', { as, channel: study(), content: name })
      const from = { as, channel: study(), message: id, name }
      const { thread } = await local().control('/thread', from)
      for (let line = 1; line <= count; line += 1) {
        await local().control('/message', { as, channel: thread.id, content: `${name} ${line}` })
      }
      return thread.id
    }

    test('the bot opens one; its chip leads in, where the member writes and is answered', async () => {
      const page = await open()
      await composer(page).fill('@공부 스레드')
      await page.keyboard.press('Enter')
      const chip = page.locator('.thread-chip', { hasText: 'SQS 가시성 제한 시간' }).last()
      await chip.getByText('메시지 1개').waitFor()
      expect(await chip.getAttribute('aria-expanded')).toBe('false')
      await chip.click()
      await panel(page).getByText('공부 님이 시작했어요').waitFor()
      await panel(page).locator('.message', { hasText: '이어서 물어보세요' }).waitFor()
      expect(await field(page).evaluate((it) => it === document.activeElement)).toBe(true)
      await page.keyboard.type('@공부 2줄')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Enter')
      await panel(page).locator('.message', { hasText: '2번째 사실' }).waitFor()
      await chip.getByText('메시지 3개').waitFor()
      // It is beside its channel, which stays usable.
      await page.locator('.side-thread', { hasText: 'SQS 가시성 제한 시간' }).last().waitFor()
      await composer(page).fill('채널에도')
      await page.keyboard.press('Enter')
      await page.locator('.main .message', { hasText: '채널에도' }).waitFor()
      await field(page).focus()
      await page.keyboard.press('Escape')
      await soon(() => panel(page).count()).toBe(0)
      expect(await chip.evaluate((it) => it === document.activeElement)).toBe(true)
    })

    test('a menu starts one from any message; Discord’s line leads to one begun by itself', async () => {
      const page = await open({ locale: 'en-US' })
      await composer(page).fill('**Which** queue is `FIFO`?')
      await page.keyboard.press('Enter')
      await page.locator('.main .message', { hasText: 'Which queue' }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Start a thread' }).click()
      await panel(page).getByRole('heading', { name: 'Which queue is FIFO?', level: 2 }).waitFor()
      await panel(page).getByRole('button', { name: 'Close the thread' }).click()
      const own = { as: local().people.doyun, channel: study(), name: 'By itself' }
      const { thread } = await local().control('/thread', own)
      const line = page.locator('.system-line', { hasText: '박도윤 started a thread' })
      await line.getByRole('button', { name: 'By itself' }).click()
      await panel(page).getByText('Started by 박도윤').waitFor()
      await local().control('/thread/change', { thread: thread.id, name: 'Renamed' })
      await panel(page)
        .locator('.system-line', { hasText: 'renamed the thread: Renamed' })
        .waitFor()
      await local().control('/thread/delete', { thread: thread.id })
      await soon(() => panel(page).count()).toBe(0)
    })

    test('what is said in a joined thread is unread in the side list until it is opened', async () => {
      const page = await open({ locale: 'en-US' })
      const thread = await begin('quiet talk')
      const entry = page.locator('.side-thread', { hasText: 'quiet talk' })
      await soon(() => entry.count()).toBe(1)
      await entry.click()
      await panel(page).locator('.message', { hasText: 'quiet talk 1' }).waitFor()
      await channel(page, 1).click()
      const { doyun, sofia } = local().people
      await local().control('/message', { as: doyun, channel: thread, content: 'news' })
      await entry.and(page.locator('.unread')).click()
      await panel(page).locator('.message', { hasText: 'news' }).waitFor()
      await soon(() => entry.and(page.locator('.unread')).count()).toBe(0)
      expect(await channel(page, 0).getAttribute('aria-current')).toBe('true')
      await local().control('/thread/leave', { as: sofia, thread })
      await panel(page).getByRole('button', { name: 'Close the thread' }).click()
      await soon(() => entry.count()).toBe(0)
    })

    test('an archived thread shows all that was said; writing wakes it', async () => {
      const thread = await begin('old talk', 3)
      await local().control('/thread/change', { thread, archived: true })
      const page = await open()
      const chip = page.locator('.thread-chip', { hasText: 'old talk' })
      await chip.getByText('보관됨').waitFor()
      // A message that comes before it is opened must not pass for the whole of it.
      await local().control('/message', { channel: thread, content: 'woken' })
      await local().control('/thread/change', { thread, archived: true })
      await chip.click()
      await panel(page).locator('.message', { hasText: 'old talk 1' }).waitFor()
      await panel(page).locator('.message', { hasText: 'woken' }).waitFor()
      await panel(page).getByText('메시지를 쓰면 다시 열려요').waitFor()
      await field(page).fill('/')
      expect(await page.getByRole('option').count()).toBe(0)
      await field(page).fill('다시')
      await field(page).press('Enter')
      await panel(page).locator('.message', { hasText: '다시' }).waitFor()
      await soon(() => panel(page).getByText('메시지를 쓰면 다시 열려요').count()).toBe(0)
    })

    test('a locked thread takes no words, except of who manages threads', async () => {
      const thread = await begin('locked talk')
      await local().control('/thread/change', { thread, locked: true })
      const page = await open()
      await page.locator('.thread-chip', { hasText: 'locked talk' }).click()
      await field(page).waitFor()
      await be(page, '이서연')
      await panel(page).getByText('잠긴 스레드예요').waitFor()
      expect(await field(page).count()).toBe(0)
    })

    test('a note stands beside what cites it: the thread or the channel', async () => {
      await begin('noted talk')
      const page = await open()
      await ask(page, '출처는?')
      await page.locator('.main a.citation').last().waitFor()
      await page.locator('.thread-chip', { hasText: 'noted talk' }).click()
      await field(page).pressSequentially('/ask ')
      await panel(page).locator('[data-option=question]:focus').waitFor()
      await page.keyboard.type('여기서는?')
      await page.keyboard.press('Enter')
      const inert = () => page.locator('.main').evaluate((it) => (it as HTMLElement).inert)
      await panel(page).locator('a.citation').click()
      await page.locator('.note-line.cited').first().waitFor()
      expect([await panel(page).isVisible(), await inert()]).toEqual([true, true])
      await page.keyboard.press('Escape')
      await soon(inert).toBe(false)
      await page.locator('.main a.citation').last().click()
      await page.locator('.note-line.cited').first().waitFor()
      expect([await panel(page).isVisible(), await inert()]).toEqual([false, false])
      await page.keyboard.press('Escape')
      await panel(page).waitFor()
    })

    test('on a phone a thread takes the whole width and leads back', async () => {
      await begin('phone talk', 2)
      const page = await open({ width: 390, height: 844 })
      const chip = page.locator('.thread-chip', { hasText: 'phone talk' })
      await chip.click()
      const box = await panel(page).boundingBox()
      expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 })
      expect(await page.locator('.main').evaluate((it) => (it as HTMLElement).inert)).toBe(true)
      await field(page).fill('전화로 쓴 글')
      await panel(page).getByRole('button', { name: '보내기' }).click()
      await panel(page).locator('.message', { hasText: '전화로 쓴 글' }).waitFor()
      await panel(page).getByRole('button', { name: '더 보기' }).last().click()
      const menu = await page.locator('.message-menu').boundingBox()
      expect([menu?.x, menu?.width]).toEqual([0, 390])
      expect(Math.round((menu?.y ?? 0) + (menu?.height ?? 0))).toBe(844)
      await page.keyboard.press('Escape')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
      await page.getByRole('button', { name: '#스터디(으)로 돌아가기' }).click()
      await soon(() => panel(page).count()).toBe(0)
      expect(await chip.evaluate((it) => it === document.activeElement)).toBe(true)
    })
  },
  talkBot,
)
