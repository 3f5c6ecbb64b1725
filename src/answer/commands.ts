// /ask: a question answered from the guild's notes, and the button that opens the sources.

import type { Action, Command, Menu } from '#core/command.ts'
import { fitted } from '#core/fitted.ts'
import { type Block, type Reply, sayIn } from '#core/reply.ts'
import { withoutTables } from '#lib/markdown.ts'
import { type AskDeps, answering } from './answering.ts'
import { citeConcept } from './citation.ts'
import { answerActions, sourceLine } from './panel.ts'
import { cleanQuestion, questionMost } from './question.ts'
import { citationsOf } from './store.ts'
import { textsIn } from './texts.ts'

/** `/ask`: cited from the notes; every question and what its answer cited is written down. */
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
  async run(call) {
    const question = cleanQuestion(String(call.options['question'] ?? ''))
    if (question === '') return problem(textsIn(call.language).empty)
    const { id, guild, channel, member, language: speaks } = call
    const isPrivate = call.options['private'] === true
    const asked = { id, guild, channel, member: member.id, question, speaks, isPrivate }
    return answering(deps, { ...asked, manner: 'plain' })
  },
})

/** The menu entry that looks a message up in the notes, for whoever chooses it. */
export const explainMenu = (deps: AskDeps): Menu => ({
  name: textsIn('en').explain,
  answers: 'private',
  async run(call, { text }) {
    const question = cleanQuestion(text)
    if (question === '') return problem(textsIn(call.language).nothingToExplain)
    const { id, guild, channel, member, language: speaks } = call
    const asked = { id, guild, channel, member: member.id, question, speaks, isPrivate: true }
    return answering(deps, { ...asked, manner: 'plain' })
  },
})

/** The full passages an answer cited, for the member who asks to see them. */
export const sourcesButton = (deps: Pick<AskDeps, 'db' | 'linkTo' | 'conceptOf'>): Action => ({
  name: answerActions.sources,
  answers: 'private',
  async run(call, { subject }) {
    const say = textsIn(call.language)
    const cited = await citationsOf(deps.db, subject)
    const blocks = cited.flatMap(({ number, concept: id }): Block[] => {
      const concept = deps.conceptOf(id)
      const citation = concept && citeConcept(concept, number, call.language)
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

const problem = (text: string): Reply => sayIn('problem', text)
