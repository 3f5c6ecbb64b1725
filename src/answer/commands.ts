// /ask: a question answered from the guild's notes, and the button that opens the sources.

import type { Action, Command, Invocation } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import { fitted } from '#core/fitted.ts'
import type { Language } from '#core/language.ts'
import type { NoteLink } from '#core/note-link.ts'
import { type Block, type Reply, sayIn } from '#core/reply.ts'
import { type Concept, textIn } from '#knowledge/concept.ts'
import type { Retrieval } from '#knowledge/retrieve.ts'
import { withoutTables } from '#lib/markdown.ts'
import { type Citation, extractAnswer } from './answer.ts'
import { answerPanel, sourceLine, sourcesAction } from './panel.ts'
import { answerLanguage, cleanQuestion, questionMost } from './question.ts'
import { citationsOf, recordAsk } from './store.ts'
import { textsIn } from './texts.ts'

export type AskDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly linkTo: NoteLink
  readonly retrieve: (question: string, language: Language) => Retrieval
  readonly conceptOf: (id: string) => Concept | undefined
  readonly zoneOf: (guild: string) => Promise<string>
}

/** `/ask`: the notes' own passages, cited; every question and what it cited is written down. */
export const askCommand = (deps: AskDeps): Command => ({
  name: 'ask',
  about: { ko: '학습 노트에 근거해 질문에 답해요', en: 'Answer a question from the study notes' },
  options: [
    {
      kind: 'text',
      name: 'question',
      about: { ko: '무엇이 궁금한가요?', en: 'What do you want to know?' },
      required: true,
      most: questionMost,
    },
    {
      kind: 'flag',
      name: 'private',
      about: { ko: '나에게만 보이기', en: 'Show the answer only to me' },
      required: false,
    },
  ],
  ownersOnly: false,
  isPrivate: (options) => options['private'] === true,
  run: (call) => ask(deps, call),
})

async function ask(deps: AskDeps, call: Invocation): Promise<Reply> {
  const question = cleanQuestion(String(call.options['question'] ?? ''))
  if (question === '') return problem(textsIn(call.language).empty)
  const language = answerLanguage(question, call.language)
  const answer = extractAnswer(question, language, deps.retrieve(question, language))
  await recordAsk(deps.db, {
    id: call.id,
    guild: call.guild,
    member: call.member.id,
    zone: await deps.zoneOf(call.guild),
    asked: deps.clock(),
    answer,
  })
  return { panel: answerPanel(answer, call.id, deps.linkTo) }
}

/** The full passages an answer cited, for the member who asks to see them. */
export const sourcesButton = (deps: AskDeps): Action => ({
  name: sourcesAction,
  answers: 'private',
  async run(call, { subject }) {
    const say = textsIn(call.language)
    const cited = await citationsOf(deps.db, subject)
    const blocks = cited.flatMap(({ number, concept: id }): Block[] => {
      const citation = citationOf(number, deps.conceptOf(id), call.language)
      if (!citation) return []
      const { title, quote } = citation
      const text = `**${title}**\n${withoutTables(quote)}\n${sourceLine(citation, deps.linkTo)}`
      return [{ kind: 'rule' }, { kind: 'text', text }]
    })
    if (blocks.length === 0) return problem(say.gone)
    const heading: Block = { kind: 'text', text: `### ${say.passages}` }
    return { panel: { tone: 'answer', blocks: fitted([heading, ...blocks]) } }
  },
})

function citationOf(
  number: number,
  concept: Concept | undefined,
  language: Language,
): Citation | undefined {
  const text = concept && textIn(concept, language)
  if (!concept || !text) return undefined
  const { title, hash, text: quote, file: source, lines } = text
  return { number, concept: concept.id, hash, title, quote, source, lines }
}

const problem = (text: string): Reply => sayIn('problem', text)
