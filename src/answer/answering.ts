// Answering: a question from anywhere becomes the stages of a reply, and is written down with its answer.

import type { Clock, Db, Log } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import type { Models, Turn } from '#core/llm.ts'
import type { NoteLink } from '#core/note-link.ts'
import { type Reply, sayIn } from '#core/reply.ts'
import type { Concept } from '#knowledge/concept.ts'
import type { Retrieval } from '#knowledge/retrieve.ts'
import { shorten } from '#lib/text.ts'
import { courtesyOf } from './courtesy.ts'
import type { Flood } from './flood.ts'
import { answerReply, draftReply } from './panel.ts'
import type { SharedSubject } from './proof.ts'
import type { Purse } from './purse.ts'
import { answerLanguage } from './question.ts'
import type { Manner } from './request.ts'
import { askedIn, beginAsk, finishAsk, type StoredAsk } from './store.ts'
import { textsIn } from './texts.ts'
import { answerStages } from './tutor.ts'

export type AskDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly linkTo: NoteLink
  readonly models: Models | undefined
  readonly purse: Purse
  readonly flood: Flood
  /** Aborted when the program ends. */
  readonly ending: AbortSignal
  readonly sharedSubject: SharedSubject
  readonly retrieve: (question: string, language: Language) => Retrieval
  readonly conceptOf: (id: string) => Concept | undefined
  readonly zoneOf: (guild: string) => Promise<string>
  /** The language a member has chosen; undefined when the question decides. */
  readonly languageSet: (guild: string, member: string) => Promise<Language | undefined>
}

export type Inquiry = {
  /** Discord's id of the interaction or message that asks. */
  readonly id: string
  readonly guild: string
  readonly member: string
  readonly channel: string
  readonly question: string
  /** What the asker speaks, where neither a setting nor the question tells. */
  readonly speaks: Language
  readonly manner: Manner
  readonly isPrivate: boolean
  readonly parent?: string
  /** The thread it is asked in, whose questions it follows up. */
  readonly thread?: string
}

/** What a follow-up reads of its conversation: turns, and characters of each. */
const earlierMost = 3
const turnMost = 600

/**
 * The stages of the reply to a clean question that is not empty. A question that is answered already
 * (a repeated delivery) gets none; a mere courtesy is answered in kind. Leaving the loop ends what goes on behind it.
 */
export async function* answering(deps: AskDeps, inquiry: Inquiry): AsyncGenerator<Reply, void> {
  const { db, clock, linkTo } = deps
  const { id, guild, member, question, manner, parent = null, thread = null } = inquiry
  const chosen = await deps.languageSet(guild, member)
  const language = chosen ?? answerLanguage(question, inquiry.speaks)
  const waiting = await deps.flood.take({ guild, member })
  if (!waiting.ok) {
    yield sayIn('problem', textsIn(language).tooFast(waiting.fault))
    return
  }
  const { channel, isPrivate } = inquiry
  const opening = {
    id,
    guild,
    member,
    channel,
    thread,
    parent,
    question,
    language,
    manner,
    isPrivate,
  }
  const isOurs = await beginAsk(db, { ...opening, asked: clock(), zone: await deps.zoneOf(guild) })
  if (!isOurs) return
  // Written down like a question, for every replica hears it; without an outcome it is none.
  const courtesy = courtesyOf(question)
  if (courtesy) {
    yield sayIn('answer', textsIn(language).courtesy[courtesy])
    return
  }
  const before = thread === null ? [] : await askedIn(db, thread, earlierMost)
  const stages = answerStages(deps, {
    spender: { guild, member, ask: id },
    question,
    language,
    manner,
    earlier: before.flatMap(turnsOf),
    retrieval: searched(deps, question, language, before),
  })
  for await (const stage of stages) {
    if (stage.kind === 'final') {
      await finishAsk(db, id, stage.answer)
      yield answerReply(stage.answer, id, linkTo)
    } else {
      yield draftReply(question, stage.kind === 'draft' ? stage.text : undefined, language)
    }
  }
}

/** Asks on without naming anything: "why?", "예를 들면?"; thanks and greetings do not. */
const asksOn =
  /[?？]|왜|어떻게|어째서|예시|예를|더 |그럼|\b(?:why|how|what|which|when|where|example|more|else)\b/i

/** How something is to be told: in which language, how long, how simply. */
const telling =
  /(?:한국말|한국어|우리말|영어|영문)로|짧게|간단히|간단하게|쉽게|쉬운 말로|자세히|다시|한 번 더|풀어서|설명해 ?(?:줘|주세요|줄래)?|알려 ?(?:줘|주세요)|예를? ?들(?:어|면)(?: ?(?:줘|주세요))?|\b(?:in (?:korean|english)|short(?:er|ly)?|brief(?:ly)?|simpl(?:er|y)|again|please|explain(?: (?:it|this|that))?|more details?|in other words)\b/gi

/** What the notes hold on a question; one that says little by itself is read with those before it. */
function searched(
  { retrieve }: AskDeps,
  question: string,
  language: Language,
  earlier: readonly StoredAsk[],
): Retrieval {
  const alone = retrieve(question, language)
  if (earlier.length === 0) return alone
  // All of them: "and the maximum?" alone would not say of what.
  const before = [...new Set(earlier.map((ask) => ask.question))].join(' ')
  // "짧게 한국어로" says how to tell it, not what.
  const named = question.replaceAll(telling, ' ').trim()
  if (named === '' || retrieve(named, language).passages.length === 0) {
    return named !== question || asksOn.test(question) ? retrieve(before, language) : alone
  }
  const together = retrieve(`${before} ${named}`, language)
  return together.band === 'refuse' ? alone : merged(together, alone)
}

/**
 * What was found for a question in its conversation and by itself, by turns: "and the maximum?" means the
 * thing before, "and Kinesis?" another, and whoever answers sees from the conversation which.
 */
function merged(together: Retrieval, alone: Retrieval): Retrieval {
  const byTurns = together.passages.flatMap((passage, at) => [
    passage,
    ...alone.passages.slice(at, at + 1),
  ])
  const seen = new Set<string>()
  const passages = byTurns.filter(({ concept }) => !seen.has(concept.id) && seen.add(concept.id))
  const surer = together.score > alone.score ? together : alone
  return { band: surer.band, score: surer.score, passages: passages.slice(0, passagesMost) }
}
const passagesMost = 6

const turnsOf = ({ question, answer }: StoredAsk): readonly Turn[] => [
  { by: 'member', text: shorten(question, turnMost) },
  { by: 'tutor', text: shorten(answer ?? '', turnMost) || '—' },
]
