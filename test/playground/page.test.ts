// The page in a real Chromium, over the real server, with a real discord.js bot in the guild.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describePage, soon } from './page-fixture.ts'

describePage('the page in Chromium', ({ ask, be, channel, composer, local, open, poll }) => {
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
    await local().control('/vote', { as: local().people.doyun, message: sent.id, answers: [2] })
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
})
