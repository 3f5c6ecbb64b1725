// Talking in the page: writing, mentions, replies, drafts, direct messages.

import { expect, test } from 'vitest'
import { describePage, entries, row, soon } from './page-fixture.ts'
import { talkBot } from './talk-bot.ts'

describePage(
  'talk in the page',
  ({ be, channel, client, composer, local, open, openTroubled }) => {
    test('Enter sends, Shift+Enter begins a line, @ completes the bot, which answers', async () => {
      const page = await open()
      await composer(page).fill('안녕')
      await page.keyboard.press('Shift+Enter')
      await page.keyboard.type('@공')
      const option = page.getByRole('option', { name: '공부' })
      expect(await option.getAttribute('aria-selected')).toBe('true')
      await page.keyboard.press('Enter')
      expect(await composer(page).inputValue()).toBe('안녕\n@공부 ')
      await page.keyboard.type('세 줄')
      await page.keyboard.press('Enter')
      const mine = row(page, '세 줄')
      expect(await mine.locator('.mention').textContent()).toBe('@공부')
      expect(await mine.locator('.md p').first().textContent()).toBe('안녕\n@공부 세 줄')
      await page.locator('.typing-line', { hasText: '공부 님이 입력하고 있어요' }).waitFor()
      const answer = row(page, '3번째 사실')
      await answer.waitFor()
      expect(await answer.locator('.reply-line').textContent()).toContain('안녕')
      expect(await page.locator('.typing-line .dots').count()).toBe(0)
    })

    test('keys that compose Hangul choose nobody and send nothing', async () => {
      const page = await open()
      await composer(page).pressSequentially('@')
      const ime = await page.context().newCDPSession(page)
      for (const text of ['ㄱ', '고', '공']) {
        const end = text.length
        await ime.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end })
      }
      // The syllable that is still being composed already narrows the list.
      await soon(() => page.getByRole('option').count()).toBe(1)
      await ime.send('Input.insertText', { text: '공' })
      const composed = (init: object) =>
        composer(page).evaluate((field, more) => {
          const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...more })
          field.dispatchEvent(event)
        }, init)
      await composed({ isComposing: true })
      // Some browsers tell of the Enter that ends a syllable only by its number.
      await composed({ keyCode: 229 })
      expect(await composer(page).inputValue()).toBe('@공')
      await page.keyboard.press('Escape')
      await soon(() => page.getByRole('option').count()).toBe(0)
      await composed({ isComposing: true })
      expect(await composer(page).inputValue()).toBe('@공')
    })

    test('a reply quotes what it answers, leads to it, and says when that is gone', async () => {
      const page = await open()
      await composer(page).fill('답장 받을 글')
      await page.keyboard.press('Enter')
      await row(page, '답장 받을 글').waitFor()
      await be(page, '이서연')
      const original = row(page, '답장 받을 글')
      await original.hover()
      await original.getByRole('button', { name: '답장' }).click()
      await page.locator('.reply-bar', { hasText: '김민준' }).waitFor()
      expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true)
      const ping = page.getByRole('button', { name: '알림' })
      expect(await ping.getAttribute('aria-pressed')).toBe('true')
      await page.keyboard.press('Escape')
      await soon(() => page.locator('.reply-bar').count()).toBe(0)
      await original.getByRole('button', { name: '답장' }).click()
      await ping.click()
      await composer(page).fill('이건 답장')
      await page.keyboard.press('Enter')
      const reply = row(page, '이건 답장')
      expect(await reply.locator('.reply-line').textContent()).toContain('김민준답장 받을 글')
      expect(await page.locator('.reply-bar').count()).toBe(0)
      await reply.locator('.reply-line button').click()
      await original.and(page.locator('.lit')).waitFor()
      const { messages } = await local().look(`/state?as=${local().people.minjun}`)
      const sent = messages[local().playground.channels.study].at(-1)
      expect([sent.type, sent.mentions]).toEqual([19, []])
      await local().control('/delete', { message: sent.message_reference.message_id })
      await reply.getByText('원본 메시지가 삭제되었어요').waitFor()
    })

    test('a draft grows in its place and moves nothing that is read above or below', async () => {
      const page = await open()
      const quiz = await local().channel(await client(), 'quiz')
      const draft = await quiz.send('쓰는 중…')
      await channel(page, 1).click()
      const growing = page.locator(`[data-message="${draft.id}"]`)
      await growing.evaluate((it) => it.setAttribute('data-same', 'yes'))
      for (let line = 0; line < 40; line += 1) {
        const content = `line ${line}.\nand more`
        await local().control('/message', { channel: quiz.id, content })
      }
      const read = row(page, 'line 12.')
      const place = async () => Math.round((await read.boundingBox())?.y ?? 0)
      await row(page, 'line 39.').waitFor()
      await read.evaluate((it) => it.scrollIntoView({ block: 'start' }))
      await page.locator('.to-newest').waitFor()
      const before = await place()
      for (const lines of [15, 30, 45]) {
        await draft.edit(Array.from({ length: lines }, (_, line) => `- ${line}`).join('\n'))
        await soon(() => growing.locator('li').count()).toBe(lines)
        expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(1)
      }
      const { id } = (await local().seen('quiz')).at(-1) ?? { id: '' }
      await local().control('/delete', { message: id })
      await soon(() => row(page, 'line 39.').count()).toBe(0)
      expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(1)
      // At the end it is the end that stays in view.
      await page.locator('.to-newest').click()
      const bottom = async () => Math.round((await row(page, 'line 38.').boundingBox())?.y ?? 0)
      const end = await bottom()
      await draft.edit('- 끝')
      await soon(() => growing.locator('li').count()).toBe(1)
      expect(Math.abs((await bottom()) - end)).toBeLessThanOrEqual(1)
      expect(await growing.getAttribute('data-same')).toBe('yes')
    })

    test('direct messages stand in the side list once there are any', async () => {
      const page = await open({ locale: 'en-US' })
      await be(page, '박도윤')
      expect(await page.getByRole('heading', { name: 'Direct messages' }).count()).toBe(0)
      await composer(page).fill('@공부 디엠')
      await page.keyboard.press('Enter')
      const entry = page.locator('.channel.unread', { hasText: '공부' })
      await entry.click()
      await row(page, '여기서 이야기해요').waitFor()
      expect(await page.locator('.header h2').textContent()).toBe('@공부')
      await composer(page).fill('2 lines please')
      await page.keyboard.press('Enter')
      await row(page, '2번째 사실').waitFor()
      await row(page, '2 lines please').click({ button: 'right' })
      expect(await entries(page)).toEqual(['Reply', 'Explain this', 'Copy text', 'Delete'])
    })

    test('nothing written is lost: not in another channel, not when it is refused', async () => {
      const page = await openTroubled()
      await composer(page).fill('여기 쓰던 글')
      await channel(page, 1).click()
      expect(await composer(page).inputValue()).toBe('')
      await channel(page, 0).click()
      expect(await composer(page).inputValue()).toBe('여기 쓰던 글')
      await composer(page).fill(`@공부 ${'가'.repeat(1990)}`)
      expect(await page.locator('.main .counter.over').textContent()).toContain('넘쳐요')
      await page.keyboard.press('Enter')
      expect(await composer(page).inputValue()).toContain('가가가')
      await composer(page).fill('서버가 거절할 글')
      await page.route('**/control/message', (route) =>
        route.fulfill({ status: 409, json: { error: 'no' } }),
      )
      await page.keyboard.press('Enter')
      await page.locator('.toast.error', { hasText: 'no' }).waitFor()
      expect(await composer(page).inputValue()).toBe('서버가 거절할 글')
    })
  },
  talkBot,
)
