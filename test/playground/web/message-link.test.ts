// A link to a message of this server leads to it inside the page; any other link is left alone.

import { expect, test } from 'vitest'
import { messageAddress } from '#playground/web/message/address.ts'
import { describePage, soon } from '../page-fixture.ts'

const link = 'https://discord.com/channels/11/22/33'

test('a link of this server names its channel and message', () => {
  expect(messageAddress(link, '11')).toEqual({ channel: '22', message: '33' })
  expect(messageAddress(`${link}/`, '11')).toEqual({ channel: '22', message: '33' })
})

test.each([
  ['another server', link.replace('/11/', '/12/')],
  ['a channel alone', 'https://discord.com/channels/11/22'],
  ['direct messages', 'https://discord.com/channels/@me/22/33'],
  ['another site', link.replace('discord.com', 'discord.com.example')],
  ['a port of its own', link.replace('discord.com', 'discord.com:8443')],
  ['not encrypted', link.replace('https', 'http')],
  ['more behind it', `${link}/44`],
  ['no address', 'channels/11/22/33'],
])('%s is no message here: %s', (_, href) => {
  expect(messageAddress(href, '11')).toBeUndefined()
})

describePage('a link to a message in Chromium', ({ channel, composer, local, open, poll }) => {
  test('opens its channel, shows the message lit for a moment, and never leaves the page', async () => {
    const sent = await poll('여기로 오세요')
    for (let count = 0; count < 40; count += 1) {
      await local().control('/message', { channel: sent.channelId, content: `수다 ${count}` })
    }
    const { guildId } = local().playground
    const href = `https://discord.com/channels/${guildId}/${sent.channelId}/${sent.id}`
    const page = await open()
    const started = page.url()
    await composer(page).fill(`[오늘의 퀴즈](${href})`)
    await page.keyboard.press('Enter')
    await page.locator('.message a', { hasText: '오늘의 퀴즈' }).last().click()

    const target = page.locator(`#message-${sent.id}`)
    await target.and(page.locator('.lit')).waitFor()
    expect(await channel(page, 1).getAttribute('aria-current')).toBe('page')
    const box = await target.boundingBox()
    expect(box?.y).toBeGreaterThan(0)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(820)
    await soon(() => page.locator('.lit').count()).toBe(0)
    expect(page.url()).toBe(started)
    expect(page.context().pages()).toHaveLength(1)
  })
})
