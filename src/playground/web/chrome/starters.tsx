// Starters: three things a newcomer can do with one press each.

import { useState } from 'preact/hooks'
import { begin, callables, fill, filled } from '#playground/web/composer/draft.ts'
import { Emoji } from '#playground/web/markdown/emoji.tsx'
import { usePage } from '#playground/web/page-context.ts'
import { quizChannel, studyChannel } from './starter.ts'

export function Starters({ onStart }: { readonly onStart: () => void }) {
  const { state, texts, openChannel, runCommand, move } = usePage()
  const [busy, setBusy] = useState(false)
  const has = (name: string) => state.commands.some((command) => command.name === name)
  const board = has('leaderboard') ? 'leaderboard' : 'progress'

  const once = async (act: () => Promise<unknown>) => {
    setBusy(true)
    onStart()
    await act()
    setBusy(false)
  }
  const ask = async () => {
    const study = studyChannel(state)
    const callable = callables(state.commands, 'en').find(({ name }) => name === 'ask')
    const question = callable?.options.find((option) => option.required === true)
    if (callable === undefined || question === undefined) return
    const draft = fill(begin(callable), question.name, { text: texts.tryAskQuestion })
    const values = filled(draft)
    if (study !== undefined) openChannel(study)
    if (values.ok) await runCommand(study ?? state.channel, 'ask', values.options)
  }
  const jump = async () => {
    const quiz = quizChannel(state)
    if (quiz !== undefined) openChannel(quiz)
    await move({ next: true })
  }
  const show = async () => {
    const study = studyChannel(state)
    if (study !== undefined) openChannel(study)
    await runCommand(study ?? state.channel, board, [])
  }
  return (
    <section class="starters" aria-labelledby="starters-title">
      <h2 id="starters-title">{texts.tryFirst}</h2>
      <button type="button" disabled={busy || !has('ask')} onClick={() => void once(ask)}>
        <Emoji symbol="💬" />
        <span>
          <b>{texts.tryAsk}</b>
          <small>{texts.tryAskQuestion}</small>
        </span>
      </button>
      <button
        type="button"
        disabled={busy || state.walking || state.next === undefined}
        onClick={() => void once(jump)}
      >
        <Emoji symbol="⏩" />
        <span>
          <b>{texts.tryQuiz}</b>
          <small>{texts.tryQuizHint}</small>
        </span>
      </button>
      <button type="button" disabled={busy || !has(board)} onClick={() => void once(show)}>
        <Emoji symbol="🏆" />
        <span>
          <b>{board === 'leaderboard' ? texts.tryBoard : texts.tryProgress}</b>
          <small>/{board}</small>
        </span>
      </button>
    </section>
  )
}
