// Poll result: Discord's own message after a poll has closed.

import { Emoji } from '#playground/web/markdown/emoji.tsx'
import { Line } from '#playground/web/markdown/markdown.tsx'
import { usePage } from '#playground/web/page-context.ts'
import type { Message } from '#playground/web/wire.ts'

export function PollResult({ message }: { readonly message: Message }) {
  const { texts, nameOf, showMessage } = usePage()
  const fields = new Map(
    (message.embeds[0]?.fields ?? []).map((field) => [field.name, field.value]),
  )
  const total = Number(fields.get('total_votes') ?? 0)
  const votes = Number(fields.get('victor_answer_votes') ?? 0)
  const winner = fields.get('victor_answer_text')
  const emoji = fields.get('victor_answer_emoji_name')
  const target = message.message_reference?.message_id
  const percent = total === 0 ? 0 : Math.round((100 * votes) / total)
  const name = nameOf(message.author.id) ?? message.author.username
  const noWinner = votes > 0 ? texts.tied : texts.noWinner
  return (
    <div class="poll-result">
      <p class="poll-result-head">
        {texts.pollClosed(name)} · <Line source={fields.get('poll_question_text') ?? ''} />
      </p>
      <div class="poll-result-card">
        <span>
          <b>
            {winner !== undefined && emoji !== undefined && <Emoji symbol={emoji} />}
            {winner === undefined ? noWinner : <Line source={winner} />}
            {winner !== undefined && <span class="tick winner" aria-hidden="true" />}
          </b>
          <small>
            {texts.votes(winner === undefined ? total : votes)}
            {winner !== undefined && ` · ${percent}%`}
          </small>
        </span>
        {target !== undefined && (
          <button
            type="button"
            class="button secondary"
            onClick={() =>
              showMessage(message.message_reference?.channel_id ?? message.channel_id, target)
            }
          >
            {texts.viewPoll}
          </button>
        )}
      </div>
    </div>
  )
}
