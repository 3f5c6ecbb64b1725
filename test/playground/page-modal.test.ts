// Forms in the page: what they ask, the keys, refusals, and that nothing typed is lost.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describePage, soon } from './page-fixture.ts'
import { talkBot } from './talk-bot.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: '답변 신고' })
const what = (page: Page) => dialog(page).getByRole('textbox', { name: '무엇이 틀렸나요?' })
const submit = (page: Page) => dialog(page).getByRole('button', { name: '보내기' })

describePage(
  'forms in the page',
  ({ be, composer, open }) => {
    let written = 0
    const target = (page: Page) =>
      page.locator('.main .message', { hasText: `신고할 글 ${written}.` })
    const openForm = async (page: Page) => {
      written += 1
      await composer(page).fill(`신고할 글 ${written}.`)
      await page.keyboard.press('Enter')
      await target(page).click({ button: 'right' })
      await page.getByRole('menuitem', { name: '답변 신고하기' }).click()
      await what(page).waitFor()
    }
    const isFocused = (page: Page, name: string) =>
      dialog(page)
        .getByRole('button', { name })
        .evaluate((it) => it === document.activeElement)

    test('each field has its label, description, counter and mark; faults are said beside it', async () => {
      const page = await open()
      await openForm(page)
      expect(await what(page).evaluate((it) => it === document.activeElement)).toBe(true)
      expect(await what(page).getAttribute('aria-required')).toBe('true')
      const described = () =>
        what(page).evaluate((it) =>
          (it.getAttribute('aria-describedby') ?? '')
            .split(' ')
            .map((id) => document.getElementById(id)?.textContent)
            .join('|'),
        )
      expect(await described()).toBe('한 줄로 써 주세요.|0/40|')
      const more = dialog(page).getByRole('textbox', { name: '더 하고 싶은 말' })
      expect(await more.getAttribute('aria-required')).toBe('false')
      await submit(page).click()
      expect(await described()).toBe('한 줄로 써 주세요.|0/40|꼭 채워야 해요.')
      expect(await what(page).getAttribute('aria-invalid')).toBe('true')
      expect(await what(page).evaluate((it) => it === document.activeElement)).toBe(true)
      await page.keyboard.type('짧')
      expect(await described()).toContain('3자 이상')
      await what(page).fill('가'.repeat(41))
      expect(await described()).toBe('한 줄로 써 주세요.|41/40|40자까지만 쓸 수 있어요.')
      await what(page).fill('숫자가 달라요')
      await submit(page).click()
      // The first field that is still wrong has the focus.
      const kind = dialog(page).getByRole('group', { name: '어떤 종류예요?' })
      expect(
        await kind
          .getByRole('radio')
          .first()
          .evaluate((it) => it === document.activeElement),
      ).toBe(true)
      await kind.getByRole('radio', { name: '사실이 틀려요' }).check()
      await submit(page).click()
      await page
        .locator('.message.private', { hasText: '받았어요: 숫자가 달라요 (fact)' })
        .waitFor()
      await soon(() => dialog(page).count()).toBe(0)
      expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true)
    })

    test('Tab stays inside; Escape takes it away and gives the focus back', async () => {
      const page = await open()
      await openForm(page)
      await dialog(page).getByRole('button', { name: '닫기' }).focus()
      await page.keyboard.press('Shift+Tab')
      expect(await isFocused(page, '보내기')).toBe(true)
      await page.keyboard.press('Tab')
      expect(await isFocused(page, '닫기')).toBe(true)
      await page.keyboard.press('Escape')
      await soon(() => dialog(page).count()).toBe(0)
      expect(
        await target(page)
          .locator('article')
          .evaluate((it) => it === document.activeElement),
      ).toBe(true)
    })

    test('one the bot does not take stays open with all that was typed', async () => {
      const page = await open()
      await openForm(page)
      await what(page).fill('이건 무시하세요')
      await dialog(page).getByRole('radio', { name: '출처가 없어요' }).check()
      await submit(page).click()
      await dialog(page).getByRole('alert').waitFor()
      expect(await dialog(page).getByRole('alert').textContent()).toContain('그대로 있으니')
      expect(await what(page).inputValue()).toBe('이건 무시하세요')
      await what(page).fill('이제 받으세요')
      await soon(() => dialog(page).getByRole('alert').count()).toBe(0)
      await page.keyboard.press('Enter')
      await page.locator('.message.private', { hasText: '이제 받으세요 (source)' }).waitFor()
    })

    test('it waits through a reload, and closes on every page of its member at once', async () => {
      const page = await open()
      await openForm(page)
      await page.reload()
      await what(page).waitFor()
      const other = await open()
      await what(other).waitFor()
      const sofia = await open({ locale: 'en-US' })
      await sofia.locator('.main .message').first().waitFor()
      expect(await sofia.getByRole('dialog').count()).toBe(0)
      await dialog(page).getByRole('button', { name: '취소' }).click()
      await soon(() => dialog(other).count()).toBe(0)
      // What was behind it can be used again.
      await be(other, '이서연')
    })

    test('on a phone it fits, and scrolls inside', async () => {
      const page = await open({ width: 390, height: 560 })
      await openForm(page)
      const box = await dialog(page).boundingBox()
      expect(box?.x).toBeGreaterThanOrEqual(0)
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(560)
      await submit(page).click()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    })
  },
  talkBot,
)
