import { expect, test } from 'vitest'
import type { Reply } from '#core/reply.ts'
import { leaderboardAction, leaderboardCommand, progressCommand } from '#progress/commands.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { call, inGuild, names, noon, wordsOf } from './guild.ts'
import { playRound } from './support.ts'

describeOnBothEngines('/leaderboard', (open) => {
  test('shows this week by the guild’s own calendar, and last week when asked', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    // Sunday evening in UTC is Monday morning in Seoul.
    const { run } = leaderboardCommand(await inGuild(db, '2026-11-08T16:00:00Z'))
    expect(wordsOf(await run(call()))).toContain('Nov 9 – Nov 15')
    const last = wordsOf(await run(call({ period: 'last-week' })))
    expect(last).toContain('Nov 2 – Nov 8')
    expect(last).toContain('🥇 **Ana** (you) · **10 pts**')
    expect(wordsOf(await run(call({ period: 'month' })))).toContain('November 2026')
    expect(wordsOf(await run(call({ period: 'all' })))).toContain('🥈 **Bo** · **1 pt**')
  })

  test('its buttons and its select lead to the other boards', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0, domain: 'security' }, { ana: 'a' })
    const deps = await inGuild(db, noon)
    const reply = (await leaderboardCommand(deps).run(call())) as Reply
    const buttons = reply.panel.blocks.flatMap((block) =>
      block.kind === 'buttons' ? block.buttons : [],
    )
    const action = leaderboardAction(deps)
    if (action.answers === 'form') throw new Error('a leaderboard is no form')
    const press = (subject: string, ...values: string[]) =>
      action.run(call(), { subject, values, fields: {}, message: '' })
    const spans = []
    for (const button of buttons) {
      if (button.kind !== 'button') continue
      expect(button.does.action).toBe(action.name)
      const shown = await press(button.does.subject)
      spans.push(wordsOf(shown).split('\n')[1])
    }
    expect(spans).toEqual([
      '-# Nov 2 – Nov 8 · 1 member',
      '-# Oct 26 – Nov 1',
      '-# November 2026 · 1 member',
      '-# All time · 1 member',
    ])
    const select = reply.panel.blocks.find((block) => block.kind === 'select')
    expect(select?.choices.map(({ value }) => value)).toEqual(['development', 'security'])
    const domain = await press('domain', 'security')
    expect(wordsOf(domain)).toContain('Leaderboard: Security')
  })

  test('takes a domain by id or title, suggests what fits, and says so when there is none', async () => {
    const { db } = await open()
    const command = leaderboardCommand(await inGuild(db, noon))
    for (const domain of ['security', 'Security', ' 보안 '])
      expect(wordsOf(await command.run(call({ domain })))).toContain('Leaderboard: Security')
    const wrong = wordsOf(await command.run(call({ domain: '*x*' })))
    expect(wrong).toContain('no domain called “\\*x\\*”')
    expect(wrong).toContain('Development, Security')
    const option = command.options.find(({ name }) => name === 'domain')
    if (option?.kind !== 'text' || !option.suggest) throw new Error('no suggestions')
    expect(await option.suggest('보', call())).toEqual([{ value: 'security', label: 'Security' }])
    expect(await option.suggest('', call())).toHaveLength(2)
  })

  test('remembers who has left, asks for them no more, and forgets it when they play again', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'b', gone: 'a' })
    const asked: string[] = []
    const deps = await inGuild(db, noon)
    const { run } = leaderboardCommand({
      ...deps,
      chat: {
        member: (guild: string, id: string) => {
          asked.push(id)
          return deps.chat.member(guild, id)
        },
      },
    })
    for (const _ of [1, 2]) expect(wordsOf(await run(call()))).toContain('🥇 **Ana**')
    expect(asked).toEqual(['gone', 'ana', 'ana'])
    await playRound(db, { guild: 'g', day: 1 }, { gone: 'a' })
    names.set('gone', 'Back')
    const words = wordsOf(await run(call()))
    names.delete('gone')
    expect(words).toContain('🥇 **Back** · **20 pts**')
  })

  test('whose name Discord will not tell stands there without one, and has not left', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'b', bo: 'a' })
    const deps = await inGuild(db, noon)
    const member = async (_: string, id: string) => ({ id, name: undefined })
    const refused = await leaderboardCommand({ ...deps, chat: { member } }).run(call())
    expect(wordsOf(refused)).toContain('🥇 **(no name)** · **10 pts**')
    const profile = await progressCommand({ ...deps, chat: { member } }).run(call({ member: 'bo' }))
    expect(wordsOf(profile)).toContain('(no name)')
    expect(wordsOf(await leaderboardCommand(deps).run(call()))).toContain('🥇 **Bo** · **10 pts**')
  })

  test('says what is missing in a guild that is not set up', async () => {
    const { db } = await open()
    const deps = { ...(await inGuild(db, noon)), settingsOf: async () => undefined }
    expect(wordsOf(await leaderboardCommand(deps).run(call()))).toContain('`/setup`')
    expect(wordsOf(await progressCommand(deps).run(call()))).toContain('`/setup`')
  })
})
