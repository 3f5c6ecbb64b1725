// A closed round that misled its members, and a bot that carries out its lesson, for tests.
import { eq } from 'drizzle-orm'
import type { Item } from '#bank/item.ts'
import { itemVersions } from '#bank/tables.ts'
import type { Db } from '#core/deps.ts'
import { settle } from '#daily/close.ts'
import { correctRound } from '#daily/correct.ts'
import { noticeHandler } from '#daily/correct-notice.ts'
import type { RoundDeps } from '#daily/deps.ts'
import { lessonHandler } from '#daily/lesson-post.ts'
import type { Concept } from '#knowledge/concept.ts'
import type { Ballots } from '#record/store.ts'
import { slotJob, slotPayload } from '#schedule/slot.ts'
import { settleSlot } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { changeSettings, rememberGuild } from '#settings/store.ts'
import { monday, openingOf, openTestRound } from '../progress/support.ts'
import { keepingLog } from '../support/quiet.ts'
import { keepingChat } from './keeping-chat.ts'

export const ballotsFrom = (votes: Readonly<Record<string, string>>): Ballots =>
  new Map(Object.entries(votes).map(([who, held]) => [who, [...held]]))

const both = (text: string) => ({ ko: `${text} 케이`, en: text })
const item = {
  stem: both('Which one?'),
  keys: ['a'],
  options: ['a', 'b', 'c', 'd'].map((id) => {
    const reason = { a: 'It is hot.', b: 'It is cold.' }[id] ?? 'It is bread.'
    return { id, text: both(`option ${id}`), rationale: both(reason) }
  }),
  source: { file: 'bread.en.md', lines: [3, 9] },
} as unknown as Item
const told = (language: 'ko' | 'en', text: string) => ({
  language,
  title: 'Bread',
  text,
  file: `bread.${language}.md`,
  lines: [3, 9] as const,
  hash: language,
})
const concept = {
  id: 'concept',
  texts: {
    en: told('en', 'Water is wet. An oven is hot. A fridge is cold. Bread is bread.'),
    ko: told('ko', '물은 젖어요. 오븐은 hot 해요. 냉장고는 cold 해요. 빵은 빵이에요.'),
  },
} as unknown as Concept

export const misled = { ana: 'a', bo: 'b', cem: 'b', dua: 'b', eva: 'c' }
export const lessonAt = openingOf(1).subtract({ minutes: 5 })

export async function stage(db: Db, language: 'ko' | 'en' = 'en') {
  const { posted, edited, state, chat } = keepingChat()
  const { log } = keepingLog()
  let now = openingOf(0).add({ hours: 12 })
  const concepts = new Map([['concept', concept]])
  const material = { concepts } as unknown as ReturnType<RoundDeps['materialOf']>
  const deps: RoundDeps = {
    db,
    chat,
    log,
    clock: () => now,
    materialOf: () => material,
    linkTo: ({ file }) => `https://notes.example/${file}`,
  }
  await rememberGuild(db, { guild: 'g', name: 'G', language: 'en' })
  await changeSettings(db, 'g', { zone: 'UTC', language })
  const version = { item: 'item', revision: '1', course: 'c', body: item, proof: '', added: now }
  await db.insert(itemVersions).values(version)
  const job = slotJob(deps, { lesson: lessonHandler(deps), notice: noticeHandler(deps) })
  const owed = (kind: string) => db.select().from(slots).where(eq(slots.kind, kind))
  const lessons = () => owed('lesson')
  /** Carries out what is due of a kind. */
  async function run(kind: string) {
    for (const slot of await owed(kind)) {
      const isOver = ['done', 'missed', 'failed'].includes(slot.state)
      if (isOver || Temporal.Instant.compare(slot.due, now) > 0) continue
      await settleSlot(db, slot, { state: 'sent' })
      await job.run(slotPayload(slot)).catch(() => {}) // tried again at the next time
    }
  }
  let presses = 0
  const reveal = { guild: 'g', kind: 'reveal', localDate: monday, subject: 'g-0' }
  return {
    deps,
    posted,
    edited,
    state,
    concepts,
    lessons,
    reveal,
    async close(votes: Readonly<Record<string, string>> = misled, at = now) {
      now = at
      await openTestRound(db, { guild: 'g', day: 0 })
      return settle(db, 'g-0', { now, voters: ballotsFrom(votes) })
    },
    revealed: () => settleSlot(db, reveal, { state: 'done', message: 'the reveal' }),
    async correct(correction: Parameters<typeof correctRound>[3]) {
      const by = { id: `${100 + presses++}`, guild: 'g', actor: 'owner', now }
      return (await correctRound(db, by, 'g-0', correction)).kind
    },
    /** Carries out the notices that are due after a while. */
    async noticesAfter(time: { readonly minutes: number }) {
      now = now.add(time)
      await run('notice')
    },
    /** Carries out the lesson when it is due at an instant. */
    async at(instant: Temporal.Instant) {
      now = instant
      await run('lesson')
      return (await lessons())[0]?.state
    },
  }
}
