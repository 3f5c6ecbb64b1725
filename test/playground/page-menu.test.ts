// The menu of a message in the page: how it opens, what it offers, deleting.

import { expect, test } from 'vitest'
import { describePage, entries, row, soon } from './page-fixture.ts'
import { talkBot } from './talk-bot.ts'

describePage(
  'the menu of a message',
  ({ be, channel, composer, local, open }) => {
    test('a right click, the dots, Enter and a long press open the menu of a message', async () => {
      const page = await open({ locale: 'en-US' })
      await composer(page).fill('what is a queue')
      await page.keyboard.press('Enter')
      const mine = row(page, 'what is a queue')
      const all = [
        'Reply',
        'Start a thread',
        'Explain this',
        'Report answer',
        'Copy text',
        'Delete',
      ]
      const closed = () => soon(() => page.getByRole('menuitem').count()).toBe(0)
      await mine.click({ button: 'right' })
      expect(await entries(page)).toEqual(all)
      await page.keyboard.press('Escape')
      await closed()
      await mine.hover()
      await mine.getByRole('button', { name: 'More' }).click()
      expect(await entries(page)).toEqual(all)
      await page.mouse.click(5, 400)
      await closed()
      const box = await mine.boundingBox()
      const at = { clientX: (box?.x ?? 0) + 90, clientY: (box?.y ?? 0) + 20 }
      await mine.dispatchEvent('pointerdown', { pointerType: 'touch', ...at })
      await page.getByRole('menuitem').first().waitFor()
      // The finger that lifts over an entry chooses nothing; the next press does.
      await page.getByRole('menuitem').first().dispatchEvent('click', { detail: 1 })
      expect(await entries(page)).toEqual(all)
      await page.keyboard.press('Escape')
      await closed()
      // With the keyboard alone: to the list, to its last message, and into the menu.
      await page.locator('.main .messages').focus()
      await page.keyboard.press('ArrowUp')
      expect(await mine.locator('article').evaluate((it) => it === document.activeElement)).toBe(
        true,
      )
      await page.keyboard.press('Enter')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      const answer = page.locator('.message.private', { hasText: '설명: “what is a queue”' })
      await answer.waitFor()
      expect(await answer.locator('.reply-line').textContent()).toBe('SSofia used Explain this')
    })

    test('the bot’s menus are called as the language of the page has them', async () => {
      const page = await open()
      await composer(page).fill('뭐가 큐인가요')
      await page.keyboard.press('Enter')
      await row(page, '뭐가 큐인가요').click({ button: 'right' })
      expect(await entries(page)).toEqual([
        ...['답장', '스레드 시작하기', '이 메시지 설명해 줘', '답변 신고하기', '글 복사', '삭제'],
      ])
      await page.getByRole('menuitem', { name: '글 복사' }).click()
      await page.locator('.toast').first().waitFor()
    })

    test('members delete what they wrote, the owner anything, after being asked', async () => {
      const page = await open()
      const { doyun, sofia } = local().people
      const write = (as: string, content: string) =>
        local().control('/message', { as, channel: local().playground.channels.board, content })
      await channel(page, 2).click()
      await be(page, 'Sofia')
      await write(sofia, 'my own words')
      await write(doyun, 'someone else’s words')
      await row(page, 'else’s words').click({ button: 'right' })
      expect(await entries(page)).not.toContain('삭제')
      await page.keyboard.press('Escape')
      const remove = async (text: string) => {
        await row(page, text).click({ button: 'right' })
        await page.getByRole('menuitem', { name: '삭제' }).click()
        const dialog = page.getByRole('dialog', { name: '이 메시지를 삭제할까요?' })
        expect(await dialog.textContent()).toContain(text)
        return dialog
      }
      await (await remove('my own words')).getByRole('button', { name: '취소' }).click()
      expect(await row(page, 'my own words').count()).toBe(1)
      await (await remove('my own words')).getByRole('button', { name: '삭제' }).click()
      await soon(() => row(page, 'my own words').count()).toBe(0)
      await be(page, '김민준')
      await (await remove('else’s words')).getByRole('button', { name: '삭제' }).click()
      await soon(() => row(page, 'else’s words').count()).toBe(0)
    })
  },
  talkBot,
)
