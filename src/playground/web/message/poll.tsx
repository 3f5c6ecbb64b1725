// Poll: choose and vote, watch the bars live, take the vote back, see who won.

import type { APIPoll } from 'discord-api-types/v10'
import { useEffect, useId, useState } from 'preact/hooks'
import { Line } from '#playground/web/markdown/markdown.tsx'
import { usePage } from '#playground/web/page-context.ts'
import { remaining } from '#playground/web/time.ts'
import type { Message } from '#playground/web/wire.ts'
import { ComponentEmoji } from './button.tsx'
import { type CountedAnswer, countPoll } from './poll-count.ts'

type AnswerProps = { readonly answer: CountedAnswer }

function AnswerText({ answer }: AnswerProps) {
  return (
    <span class="poll-answer-text">
      {answer.emoji !== undefined && answer.emoji !== null && (
        <ComponentEmoji emoji={answer.emoji} />
      )}
      <Line source={answer.text} />
    </span>
  )
}

function ResultBar({ answer, final }: AnswerProps & { readonly final: boolean }) {
  const { texts } = usePage()
  const won = final && answer.leads
  const classes = ['poll-answer', 'bar', answer.mine ? 'mine' : '', won ? 'won' : '']
  return (
    <li class={classes.join(' ')} data-answer={answer.id}>
      <span class="poll-fill" style={{ width: `${answer.percent}%` }} />
      <AnswerText answer={answer} />
      <span class="poll-count">
        {texts.votes(answer.votes)} <b>{answer.percent}%</b>
      </span>
      {answer.mine && (
        <span class="tick" role="img" aria-label={texts.yourVote} title={texts.yourVote} />
      )}
      {won && (
        <span class="tick winner" role="img" aria-label={texts.winner} title={texts.winner} />
      )}
    </li>
  )
}

export function Poll({ message, poll }: { readonly message: Message; readonly poll: APIPoll }) {
  const { texts, clock, vote } = usePage()
  const id = useId()
  const count = countPoll(poll)
  const voted = count.mine.length > 0
  const [picked, setPicked] = useState<readonly number[]>([])
  const [peek, setPeek] = useState(false)
  const [busy, setBusy] = useState(false)
  const many = poll.allow_multiselect
  const left = poll.expiry === null ? undefined : remaining(clock, Date.parse(poll.expiry), texts)
  const open = !count.final && left !== undefined
  const results = voted || peek || !open
  useEffect(() => {
    if (voted) setPeek(false)
  }, [voted])

  const cast = async (answers: readonly number[]) => {
    setBusy(true)
    await vote(message, answers)
    setBusy(false)
    setPicked([])
  }
  const toggle = (answer: number) => {
    if (!many) setPicked([answer])
    else if (picked.includes(answer)) setPicked(picked.filter((other) => other !== answer))
    else setPicked([...picked, answer])
  }
  const state = count.final
    ? texts.closed
    : left === undefined
      ? texts.closing
      : texts.timeLeft(left)
  return (
    <section class="poll" aria-labelledby={`${id}-question`}>
      <p class="poll-question" id={`${id}-question`}>
        <Line source={poll.question.text ?? ''} />
      </p>
      {open && <p class="poll-hint">{many ? texts.pickMany : texts.pickOne}</p>}
      {results ? (
        <ul class="poll-answers">
          {count.answers.map((answer) => (
            <ResultBar key={answer.id} answer={answer} final={count.final} />
          ))}
        </ul>
      ) : (
        <fieldset class="poll-answers" aria-labelledby={`${id}-question`}>
          {count.answers.map((answer) => (
            <label key={answer.id} class="poll-answer" data-answer={answer.id}>
              <AnswerText answer={answer} />
              <input
                type={many ? 'checkbox' : 'radio'}
                name={`${id}-answer`}
                checked={picked.includes(answer.id)}
                onChange={() => toggle(answer.id)}
              />
            </label>
          ))}
        </fieldset>
      )}
      <p class="poll-foot">
        <span>
          {texts.votes(count.total)} · {state}
        </span>
        {open && voted && (
          <button type="button" class="link" disabled={busy} onClick={() => void cast([])}>
            {texts.removeVote}
          </button>
        )}
        {open && !voted && (
          <>
            <button type="button" class="link" onClick={() => setPeek(!peek)}>
              {peek ? texts.backToVote : texts.showResults}
            </button>
            {!peek && (
              <button
                type="button"
                class="button primary"
                disabled={picked.length === 0 || busy}
                onClick={() => void cast(picked)}
              >
                {texts.vote}
              </button>
            )}
          </>
        )}
      </p>
    </section>
  )
}
