import { expect, test } from 'vitest'
import { syncBank } from '#bank/store.ts'
import { progressCommand } from '#progress/commands.ts'
import { castVote } from '#record/ballot-store.ts'
import { members } from '#settings/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { call, course, inGuild, noon, wordsOf } from './guild.ts'
import { monday, openTestRound, playRound, practise, practiseSet, testItem } from './support.ts'

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
    expect(words).toContain('**This month** 42 pts · #2 of 2')
    expect(words).toContain('**All time** 45 pts · #2 of 2 · 44% right (4/9)')
    expect(words).toContain('▰▰▰▱▱ Development **2/4** · mastery')
    expect(words).toContain('▰▰▱▱▱ Security **2/5** · mastery')
    expect(words).toContain('\n-# Topic 2/5')
    expect(words).not.toContain('Topic 2/4')
    expect(words).toContain('Weakest so far: **Security** (2/5)')
  })

  test('shows the member alone what they did in private: mastery, and readiness with what it is not', async () => {
    const { db } = await open()
    const items = ['development', 'security'].flatMap((domain) =>
      Array.from({ length: 12 }, (_, place) => testItem(`${domain}-${place}`, domain)),
    )
    await syncBank(db, items, new Map(), Temporal.Instant.from(noon))
    const deps = { ...(await inGuild(db, noon)), materialOf: () => ({ course, items }) }
    const { run } = progressCommand(deps)
    const answer = (item: (typeof items)[number], place: number) =>
      practise(db, {
        guild: 'g',
        member: 'ana',
        set: `set ${place % 4}`,
        item: item.id,
        revision: item.hash,
        isRight: place % 4 !== 0,
        at: Temporal.Instant.from(noon).subtract({ minutes: 60 - place }),
      })
    for (const [place, item] of items.slice(0, 14).entries()) await answer(item, place)
    const early = wordsOf(await run(call()))
    expect(early).toContain('**This week** 3 pts · #1 of 1')
    expect(early).toContain('Development · no rounds yet · mastery 63%')
    expect(early).toContain('### Readiness\nNot enough data yet.')
    expect(early).toContain('-# Security: 2 answers, 2 of 12 concepts seen')
    expect(early).not.toContain('-# Development:')

    for (const [place, item] of items.entries()) if (place >= 14) await answer(item, place)
    const words = wordsOf(await run(call()))
    // Both domains: (1 + 9) / (4 + 12) = .625, every concept seen, ± 1.64·√(.52·.234/17).
    expect(words).toContain('**63%** · 90% interval 49% to 76%')
    expect(words).toContain('It is not a predicted exam score')
    const ofOther = wordsOf(await run({ ...call({ member: 'ana' }, 'bo') }))
    expect(ofOther).toContain('## Ana')
    expect(ofOther).not.toMatch(/mastery|Readiness/)
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

  test('a practice set of five finished meanwhile takes the risk from the streak', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 3 }, { ana: 'a' })
    await openTestRound(db, { guild: 'g', day: 4 })
    const at = Temporal.Instant.from('2026-11-06T09:30:00Z')
    await practiseSet(db, { guild: 'g', member: 'ana', set: 's', at }, '++-+')
    const { run } = progressCommand(await inGuild(db, '2026-11-06T10:00:00Z'))
    expect(wordsOf(await run(call()))).toContain('Miss it and the streak ends.')
    const fifth = { guild: 'g', member: 'ana', set: 's', item: 'fifth', isRight: false }
    await practise(db, { ...fifth, at: at.add({ minutes: 9 }) })
    expect(wordsOf(await run(call()))).toContain('Your practice set counts as today')
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

  test('counts a hidden member among those of their own rank, in every period alike', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 3 }, { ana: 'a', bo: 'b', cem: 'b' })
    await db.insert(members).values({ guild: 'g', member: 'ana', hidden: true })
    const { run } = progressCommand(await inGuild(db, '2026-11-06T10:00:00Z'))
    expect(wordsOf(await run(call()))).toContain('**This week** 10 pts · #1 of 3')
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
