// /ask: a question answered from the guild's notes, and the button that opens the sources.

import type { Action, Command, Menu } from '#core/command.ts'
import { fitted } from '#core/fitted.ts'
import { type Block, type Panel, type Reply, sayIn } from '#core/reply.ts'
import { plainWords } from '#knowledge/section.ts'
import { type AskDeps, answering } from './answering.ts'
import { citeConcept } from './citation.ts'
import { answerActions, noteText, sourceLine } from './panel.ts'
import { cleanQuestion, questionMost } from './question.ts'
import { askOf, citationsOf } from './store.ts'
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
    const question = cleanQuestion(plainWords(withoutMarks(text)))
    if (question === '') return problem(textsIn(call.language).nothingToExplain)
    const { id, guild, channel, member, language: speaks } = call
    const asked = { id, guild, channel, member: member.id, question, speaks, isPrivate: true }
    return answering(deps, { ...asked, manner: 'plain' })
  },
})

/** Words without Discord's own marks: mentions, commands, timestamps, small print, headings. */
const withoutMarks = (text: string): string =>
  text.replaceAll(/<(?:[@#:/ta]|id:)[^>\s]*>/gi, ' ').replaceAll(/^(?:-#|#{1,3}|>>?>?)\s/gm, '')

/** The full passages an answer of this guild cited, for the member who asks to see them. */
export const sourcesButton = (deps: Pick<AskDeps, 'db' | 'linkTo' | 'conceptOf'>): Action => ({
  name: answerActions.sources,
  answers: 'private',
  async run(call, { subject }) {
    const say = textsIn(call.language)
    const asked = await askOf(deps.db, subject)
    const cited = asked?.guild === call.guild ? await citationsOf(deps.db, subject) : []
    const blocks = cited.flatMap(({ number, concept: id, hash }): Block[] => {
      const concept = deps.conceptOf(id)
      const citation = concept && citeConcept(concept, number, call.language)
      if (!citation) return []
      const { title, quote } = citation
      const isSame = Object.values(concept.texts).some((told) => told.hash === hash)
      const changed = isSame ? '' : `\n-# ${say.changed}`
      const line = sourceLine(citation, deps.linkTo) + changed
      return [{ kind: 'text', text: `**${title}**\n${noteText(quote)}\n${line}` }]
    })
    const [first, ...further] = onPanels(blocks, `### ${say.passages}`)
    if (first === undefined) return problem(say.gone)
    return { panel: first, ...(further.length === 0 ? {} : { further }) }
  },
})

/** The passages on as many panels as it takes to show each of them whole. */
function onPanels(passages: readonly Block[], heading: string): readonly Panel[] {
  const pages: Block[][] = []
  for (const passage of passages) {
    const page = pages.at(-1)
    const joined = [...(page ?? []), ...(page ? [{ kind: 'rule' } as const] : []), passage]
    if (page && fitted(joined, passagesMost) === joined) pages.splice(-1, 1, joined)
    else pages.push([passage])
  }
  return pages.map((blocks, at) => ({
    tone: 'answer',
    blocks: fitted(at === 0 ? [{ kind: 'text', text: heading }, ...blocks] : blocks),
  }))
}

/** Characters of passages on one panel: a little of its 4,000 is for the heading. */
const passagesMost = 3900

const problem = (text: string): Reply => sayIn('problem', text)
