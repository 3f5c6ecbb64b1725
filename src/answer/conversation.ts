// Conversation: what goes on after an answer: more of it, simpler words, questions in its thread.

import type { Chat } from '#core/chat.ts'
import type { Action, Invocation, Press } from '#core/command.ts'
import type { Mention } from '#core/event.ts'
import type { Language } from '#core/language.ts'
import { type Reply, type Staged, sayIn } from '#core/reply.ts'
import { shorten } from '#lib/text.ts'
import { type AskDeps, answering, type Inquiry } from './answering.ts'
import { answerActions } from './panel.ts'
import { cleanQuestion } from './question.ts'
import type { Manner } from './request.ts'
import { askOf, isThread, keepThread, type StoredAsk } from './store.ts'
import { textsIn } from './texts.ts'

export type TalkDeps = AskDeps & {
  readonly chat: Chat
  readonly languageOfGuild: (guild: string) => Promise<Language>
}

const threadNameMost = 90

/** The buttons More and Simpler: the same question told in another manner, in the answer's thread. */
export const mannerButtons = (deps: TalkDeps): readonly Action[] =>
  (['more', 'simpler'] as const).map((manner) => ({
    name: answerActions[manner],
    answers: 'private',
    run: (call, press) => again(deps, call, press, manner),
  }))

/**
 * What everyone saw is told again to everyone, in the thread under it; what only the asker saw, to the
 * asker. Where no thread can be opened, whoever pressed sees it.
 */
async function again(
  deps: TalkDeps,
  call: Invocation,
  { subject, message }: Press,
  manner: Manner,
): Promise<Staged> {
  const parent = await askOf(deps.db, subject)
  const say = textsIn(call.language)
  if (!parent || parent.guild !== call.guild) return sayIn('problem', say.gone)
  const thread = parent.isPrivate ? undefined : await threadOf(deps, parent, call.channel, message)
  const inquiry = {
    id: call.id,
    guild: call.guild,
    member: call.member.id,
    channel: thread ?? call.channel,
    question: parent.question,
    speaks: call.language,
    manner,
    parent: parent.id,
    isPrivate: thread === undefined,
  }
  return thread === undefined
    ? answering(deps, inquiry)
    : inThread(deps, { ...inquiry, thread }, call.language)
}

/** Answers in a thread and tells whoever pressed where; where the thread is closed to us, answers them. */
async function* inThread(
  deps: TalkDeps,
  inquiry: Inquiry & { readonly thread: string },
  language: Language,
): AsyncGenerator<Reply, void> {
  const { chat, log } = deps
  const { id, thread } = inquiry
  const say = textsIn(language)
  yield sayIn('answer', say.continued(thread))
  const told = await chat.reply(thread, answering(deps, inquiry), { nonce: id })
  if (told.ok || told.fault.kind === 'missing') return
  log.warn({ ask: id, fault: told.fault.kind }, 'an answer was not posted in its thread')
  yield sayIn('problem', say.threadClosed)
  const { thread: _, ...alone } = inquiry
  yield* answering(deps, { ...alone, id: `${id}-alone`, isPrivate: true })
}

/** The thread of a question's conversation; opened under its answer when there is none yet. */
async function threadOf(
  { db, chat, log }: TalkDeps,
  { id, thread, question }: StoredAsk,
  channel: string,
  message: string,
): Promise<string | undefined> {
  if (thread !== null) return thread
  const opened = await chat.thread(channel, message, shorten(question, threadNameMost))
  if (!opened.ok) {
    log.info({ ask: id, fault: opened.fault.kind }, 'no thread could be opened')
    return undefined
  }
  await keepThread(db, id, opened.value.thread)
  return opened.value.thread
}

/** A reply pings us by itself: it is meant for us when it mentions us in words or replies to an answer. */
const isForUs = ({ isWritten, repliedTo }: Mention): boolean =>
  isWritten || repliedTo.some(({ action }) => action === answerActions.report)

/** A member mentions the bot: a question, which in a thread of ours follows up what was said there. */
export async function answerMention(deps: TalkDeps, mention: Mention): Promise<void> {
  const { message: id, guild, channel, member, text } = mention
  if (!isForUs(mention)) return
  const speaks = (await deps.languageSet(guild, member.id)) ?? (await deps.languageOfGuild(guild))
  const question = cleanQuestion(text)
  const stages: Staged =
    question === ''
      ? sayIn('answer', textsIn(speaks).emptyMention)
      : answering(deps, {
          id,
          guild,
          member: member.id,
          channel,
          question,
          speaks,
          manner: 'plain',
          isPrivate: false,
          ...((await isThread(deps.db, channel)) ? { thread: channel } : {}),
        })
  const told = await deps.chat.reply(channel, stages, { message: id, nonce: id })
  if (!told.ok && told.fault.kind !== 'missing') {
    deps.log.warn({ ask: id, fault: told.fault.kind }, 'a mention was not answered')
  }
}
