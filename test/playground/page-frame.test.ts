// The page’s frame: notes, languages, phones, other members, lost connections.

import { expect, test } from 'vitest'
import { describePage, soon } from './page-fixture.ts'

describePage(
  'the page’s frame in Chromium',
  ({ ask, be, channel, composer, local, open, openTroubled, origin }) => {
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
      await expect.poll(() => composer(page).inputValue()).toBe('')
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
      await local().control('/message', {
        as: local().people.sofia,
        channel: local().playground.channels.study,
        content: 'hello there',
      })
      await page.locator('.channel.unread', { hasText: '스터디' }).click()
      await page.locator('.message', { hasText: 'hello there' }).waitFor()
      expect(await page.locator('.channel.unread').count()).toBe(0)
    })

    test('reading older messages is not disturbed by new ones; writing returns to the end', async () => {
      const page = await open()
      const post = (content: string) =>
        local().control('/message', {
          as: local().people.sofia,
          channel: local().playground.channels.board,
          content,
        })
      for (let line = 0; line < 30; line += 1) await post(`line ${line}\n- more`)
      await channel(page, 2).click()
      await page.locator('.message', { hasText: 'line 29' }).waitFor()
      const messages = page.locator('.messages')
      const fromEnd = () =>
        messages.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)
      await soon(fromEnd).toBeLessThan(2)
      await messages.evaluate((box) => box.scrollBy(0, -600))
      await page.locator('.to-newest').waitFor()
      const before = await messages.evaluate((box) => box.scrollTop)
      await post('one more')
      await page.locator('.to-newest', { hasText: '새 메시지 1개' }).waitFor()
      expect(await messages.evaluate((box) => box.scrollTop)).toBe(before)
      await composer(page).fill('mine')
      await page.keyboard.press('Enter')
      await soon(fromEnd).toBeLessThan(2)
      await soon(() => page.locator('.to-newest').count()).toBe(0)
    })

    test('an answer taller than the view is shown from its beginning', async () => {
      const page = await open()
      await ask(page, '길게')
      const heading = page.locator('.message').last().getByRole('heading')
      await heading.waitFor()
      const place = async () => (await heading.boundingBox())?.y ?? 0
      await soon(place).toBeGreaterThan(80)
      await soon(place).toBeLessThan(300)
      await page.locator('.to-newest').click()
      await soon(place).toBeLessThan(0)
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
      const page = await openTroubled()
      await page.locator('.message, .empty').first().waitFor()
      await page.route('**/control/events*', (route) => route.abort())
      await be(page, 'Sofia')
      await page.getByRole('alert').waitFor()
      await page.unroute('**/control/events*')
      await soon(() => page.locator('.banner').count()).toBe(0)
    })

    test('nothing may run or load from elsewhere, says the page’s own policy', async () => {
      const { headers } = await fetch(`${origin()}/note/any.md`)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect((await fetch(`${origin()}/assets/emoji/..%2F..%2Fpackage.json`)).status).toBe(404)
    })
  },
)
