// A small course of four concepts on three topics for practising, and a member who presses buttons.

import { finishAsk } from '#answer/store.ts'
import { asks } from '#answer/tables.ts'
import type { Item } from '#bank/item.ts'
import { syncBank } from '#bank/store.ts'
import type { Action, Invocation } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import type { Block, Reply } from '#core/reply.ts'
import type { Course } from '#course/course.ts'
import type { Concept } from '#knowledge/concept.ts'
import { practiceButtons } from '#practice/commands.ts'
import { practiceActions } from '#practice/panel.ts'
import { attempts } from '#record/tables.ts'

const both = (text: string) => ({ ko: `${text} (ko)`, en: text })

export function itemOn(
  id: string,
  concept: string,
  topic: string,
  more: Partial<Pick<Item, 'keys' | 'hash' | 'stem'>> = {},
): Item {
  const keys = more.keys ?? ['a']
  const options = (keys.length > 1 ? ['a', 'b', 'c', 'd', 'e'] : ['a', 'b', 'c', 'd']).map(
    (each) => ({
      id: each,
      text: both(`${id} option ${each}`),
      rationale: both(`why ${id} ${each}`),
    }),
  )
  return {
    id,
    course: 'baking',
    topic,
    concept,
    domain: 'bread',
    task: undefined,
    difficulty: 2,
    stem: more.stem ?? both(`stem of ${id}`),
    options,
    keys,
    source: { file: 'baking/old.en.md', lines: [1, 2] },
    hash: more.hash ?? 'abcdef0123456789',
  }
}

export function conceptOn(id: string, topic: string): Concept {
  const textIn = (language: Language) => ({
    language,
    title: `Baking > ${id}`,
    text: `What the ${language} note says of ${id}.`,
    file: `baking/${topic}.${language}.md`,
    lines: [10, 12] as const,
    hash: 'h',
  })
  return {
    id,
    course: 'baking',
    topic,
    domain: 'bread',
    task: undefined,
    verified: undefined,
    source: undefined,
    texts: { ko: textIn('ko'), en: textIn('en') },
  }
}

const course: Course = {
  id: 'baking',
  title: both('Baking'),
  exam: undefined,
  domains: [{ id: 'bread', title: both('Bread'), weight: 100, tasks: [] }],
  topics: ['starter', 'oven', 'salt'].map((id) => ({
    id,
    title: both(`Topic ${id}`),
    domain: 'bread',
  })),
  bare: false,
}

export const starterItems = [
  itemOn('feed-1', 'feeding', 'starter'),
  itemOn('feed-2', 'feeding', 'starter'),
  itemOn('cold-1', 'cold', 'starter', { keys: ['b', 'd'] }),
  itemOn('heat-1', 'heat', 'oven'),
]
const concepts = [
  conceptOn('feeding', 'starter'),
  conceptOn('cold', 'starter'),
  conceptOn('heat', 'oven'),
  conceptOn('ageing', 'starter'),
  conceptOn('salting', 'salt'),
]

export const guild = '100000000000000001'
/** The question that was answered, citing what a test says. */
export const ask = '100000000000000777'
const asked = Temporal.Instant.from('2026-11-16T23:30:00Z')

/** An answered question that cited these concepts. */
async function answerCiting(db: Db, ...cited: readonly string[]): Promise<void> {
  await db.insert(asks).values({
    id: ask,
    guild,
    member: 'asker',
    question: 'how?',
    language: 'en',
    outcome: 'pending',
    asked,
    localDate: Temporal.PlainDate.from('2026-11-17'),
  })
  await finishAsk(db, ask, {
    mode: 'extract',
    kind: 'grounded',
    language: 'en',
    question: 'how?',
    text: 'so',
    citations: cited.map((concept, at) => ({
      number: at + 1,
      concept,
      title: concept,
      hash: 'h',
      quote: 'q',
      source: 's',
      lines: [1, 1] as const,
    })),
  })
}

/** The practice of a group whose bank can change and whose process can die. */
async function openPractice(db: Db, items: readonly Item[] = starterItems) {
  let bank = items
  let now = asked
  let presses = 0
  await syncBank(db, bank, new Map(), now)
  const start = (): readonly Action[] =>
    practiceButtons({
      db,
      clock: () => now,
      linkTo: ({ file, lines: [from, to] }) => `https://notes.example/${file}#L${from}-L${to}`,
      items: () => bank,
      conceptOf: (id) => concepts.find((concept) => concept.id === id),
      courseOf: (id) => (id === course.id ? course : undefined),
      zoneOf: async () => 'Asia/Seoul',
    })
  let actions = start()

  return {
    restart: () => {
      actions = start()
    },
    rewrite: async (items: readonly Item[]) => {
      bank = items
      await syncBank(db, bank, new Map(), now)
    },
    pass: (days: number) => {
      now = now.add({ hours: 24 * days })
    },
    press: async (
      name: string,
      subject: string,
      by: {
        guild?: string
        member?: string
        id?: string
        language?: Language
        values?: readonly string[]
      } = {},
    ): Promise<Reply> => {
      presses += 1
      const call: Invocation = {
        id: by.id ?? String(200000000000000000n + BigInt(presses)),
        guild: by.guild ?? guild,
        channel: 'study',
        member: { id: by.member ?? 'sofia', name: 'Sofia', managesServer: false },
        language: by.language ?? 'en',
        options: {},
      }
      const action = actions.find((known) => known.name === name)
      if (!action || action.answers === 'form') throw new Error(`no button ${name}`)
      const staged = await action.run(call, {
        subject,
        values: by.values ?? [],
        fields: {},
        message: 'm',
      })
      if (!('panel' in staged)) throw new Error('practice answers at once')
      return staged
    },
  }
}

type Practice = Awaited<ReturnType<typeof openPractice>>
type By = Parameters<Practice['press']>[2]

/** A practice where `ask` was answered with these citations. */
export async function openCiting(db: Db, ...cited: readonly string[]) {
  await answerCiting(db, ...cited)
  return { db, practice: await openPractice(db) }
}

export const attemptsKept = async (db: Db) => db.select().from(attempts)

/** Chooses options of a question as a member does: by its button, or in its select. */
export function choose(practice: Practice, question: Reply, chosen: string, by: By = {}) {
  const select = selectOf(question)
  return select
    ? practice.press(practiceActions.pick, select.does.subject, { ...by, values: [...chosen] })
    : practice.press(practiceActions.pick, subjectOf(question, letterFor(question, chosen)), by)
}

/** Presses the button that brings the next question. */
export const goOn = (practice: Practice, reply: Reply, label = 'Another one') =>
  practice.press(practiceActions.another, subjectOf(reply, label))

/** Everything a reply says. */
export const textOf = ({ panel }: Reply): string =>
  panel.blocks.map((block) => ('text' in block ? block.text : '')).join('\n')

type Select = Extract<Block, { kind: 'select' }>
export const selectOf = ({ panel }: Reply): Select | undefined =>
  panel.blocks.find((block) => block.kind === 'select')

/** The subject of the button with this label. */
export function subjectOf({ panel }: Reply, label: string): string {
  const buttons = panel.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const button = buttons.find((each) => each.label === label)
  if (button?.kind !== 'button') throw new Error(`no button "${label}"`)
  return button.does.subject
}

/** The item a question of ours shows. */
export function shownItem(reply: Reply): string {
  const id = /stem of (\S+?)(?: \(ko\))?(?:\*|\\|$)/.exec(textOf(reply).replaceAll('\\', ''))?.[1]
  if (!id) throw new Error(`no question in: ${textOf(reply)}`)
  return id
}

/** The letter under which a question shows an option. */
export function letterFor(reply: Reply, option: string): string {
  const plain = textOf(reply).replaceAll('\\', '')
  const letter = new RegExp(`([A-E])\\.\\W* \\S+ option ${option}\\b`).exec(plain)?.[1]
  if (!letter) throw new Error(`no option ${option} in: ${plain}`)
  return letter
}
