import { expect, test } from 'vitest'
import type { Invocation } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import type { Reply } from '#core/reply.ts'
import { leaderboardAction, leaderboardCommand, progressCommand } from '#progress/commands.ts'
import { castVote } from '#record/store.ts'
import { changeSettings, guildSettings, rememberGuild } from '#settings/store.ts'
import { members } from '#settings/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { monday, openTestRound, playRound } from './support.ts'

const domains = [
  { id: 'development', title: { ko: '개발', en: 'Development' } },
  { id: 'security', title: { ko: '보안', en: 'Security' } },
]
const names = new Map([
  ['ana', 'Ana'],
  ['bo', 'Bo'],
])

/** The commands in a guild of Seoul that is set up, at a time of its clock. */
async function inGuild(db: Db, time: string) {
  await rememberGuild(db, { guild: 'g', name: 'Study', language: 'ko' })
  const since = Temporal.Instant.from('2026-11-01T00:00:00Z')
  await changeSettings(db, 'g', { since, zone: 'Asia/Seoul' })
  return {
    db,
    clock: () => Temporal.Instant.from(time),
    chat: {
      member: async (_: string, id: string) => {
        const name = names.get(id)
        return name === undefined ? undefined : { id, name }
      },
    },
    settingsOf: (guild: string) => guildSettings(db, guild),
    domainsOf: () => domains,
  }
}

const call = (options: Invocation['options'] = {}, member = 'ana'): Invocation => ({
  id: 'i',
  guild: 'g',
  channel: 'c',
  member: { id: member, name: names.get(member) ?? member, managesServer: false },
  language: 'en',
  options,
})

const wordsOf = (staged: unknown): string =>
  (staged as Reply).panel.blocks
    .map((block) => (block.kind === 'text' ? block.text : `[${block.kind}]`))
    .join('\n')

const noon = '2026-11-06T03:00:00Z' // Friday noon in Seoul, four days after the first round

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

  test('says what is missing in a guild that is not set up', async () => {
    const { db } = await open()
    const deps = { ...(await inGuild(db, noon)), settingsOf: async () => undefined }
    expect(wordsOf(await leaderboardCommand(deps).run(call()))).toContain('`/setup`')
    expect(wordsOf(await progressCommand(deps).run(call()))).toContain('`/setup`')
  })
})

describeOnBothEngines('/progress', (open) => {
  test('shows the streak, the week with its rank, the share right, the domains and the weakest', async () => {
    const { db } = await open()
    for (let day = -4; day < 4; day++) {
      const domain = day % 2 === 0 ? 'security' : 'development'
      await playRound(db, { guild: 'g', day, domain }, { ana: day < 1 ? 'b' : 'a', bo: 'a' })
    }
    await playRound(db, { guild: 'g', day: 4, domain: 'security' }, { ana: 'a', bo: 'a' })
    const words = wordsOf(await progressCommand(await inGuild(db, noon)).run(call()))
    expect(words).toContain(
      '## Ana\n🔥 **9 days in a row** · best 9 · 🧊 1 freeze\n-# Today is counted.',
    )
    expect(words).toContain('**This week** 41 pts · #2 of 2')
    expect(words).toContain('**All time** 44% right (4/9)')
    expect(words).toContain('▰▰▰▱▱ Development **2/4**\n▰▰▱▱▱ Security **2/5**')
    expect(words).toContain('Weakest so far: **Security** (2/5)')
  })

  test('points at the open quiz until the member has voted in it', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 3 }, { ana: 'a' })
    await openTestRound(db, { guild: 'g', day: 4 })
    const { run } = progressCommand(await inGuild(db, '2026-11-06T10:00:00Z'))
    const words = wordsOf(await run(call()))
    expect(words).toContain('Miss it and the streak ends.')
    expect(words).toContain('(https://discord.com/channels/g/channel/message g-4), closes <t:')
    await castVote(db, { round: 'g-4', member: 'ana', option: 'b' }, true)
    const voted = wordsOf(await run(call()))
    expect(voted).toContain('Your vote today counts when the quiz closes.')
    expect(voted).not.toContain('https://')
  })

  test('shows another member without what concerns them alone, unless they hide or have left', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 3 }, { bo: 'a', gone: 'a' })
    await openTestRound(db, { guild: 'g', day: 4 })
    const { run } = progressCommand(await inGuild(db, '2026-11-06T10:00:00Z'))
    const words = wordsOf(await run(call({ member: 'bo' })))
    expect(words).toContain('## Bo\n🔥 **1 day in a row**')
    expect(words).not.toMatch(/Miss it|https:|`\/ask`/)
    expect(wordsOf(await run(call({ member: 'gone' })))).toContain('not in the server any more')
    await db.insert(members).values({ guild: 'g', member: 'bo', hidden: true })
    const hidden = wordsOf(await run(call({ member: 'bo' })))
    expect(hidden).toContain('keeps their progress to themselves')
    expect(hidden).not.toContain('🔥')
    expect(wordsOf(await run(call({}, 'bo')))).toContain('1 day in a row')
  })

  test('tells a newcomer how to begin', async () => {
    const { db } = await open()
    const { run } = progressCommand(await inGuild(db, noon))
    expect(wordsOf(await run(call()))).toContain('vote in the daily quiz')
    expect(wordsOf(await run(call({ member: 'bo' })))).toContain('Bo has not answered a quiz yet.')
  })

  test('keeps a streak through weeks that had no round', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    const weeksLater = monday.add({ weeks: 3 }).toString()
    const { run } = progressCommand(await inGuild(db, `${weeksLater}T03:00:00Z`))
    const words = wordsOf(await run(call()))
    expect(words).toContain('1 day in a row')
    expect(words).toContain('**This week** no points yet')
  })
})
