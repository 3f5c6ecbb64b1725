// /leaderboard and /progress: where everyone stands, and how one member is doing.

import type { Action, Command, Invocation } from '#core/command.ts'
import { type Reply, sayIn } from '#core/reply.ts'
import { dayIn } from '#lib/day.ts'
import { nameOver } from './board.ts'
import { choiceOf, leaderboard, type ProgressDeps, spanLabel, spans } from './leaderboard.ts'
import { readProfile } from './profile.ts'
import { profilePanel } from './profile-panel.ts'
import { isHidden } from './store.ts'
import { textsIn } from './texts.ts'

/** Characters of a domain's id or title, as far as a member can be expected to type. */
const typedMost = 100

/** Shows a board: `/leaderboard`, and the buttons and the select below one. */
export function leaderboardCommand(deps: ProgressDeps): Command {
  return {
    name: 'leaderboard',
    about: {
      ko: '주간·월간·전체·영역별 순위를 봐요',
      en: 'See who is ahead, by week, month or domain',
    },
    options: [
      {
        kind: 'choice',
        name: 'period',
        about: {
          ko: '어느 기간의 순위인지 (기본: 이번 주)',
          en: 'Which period (this week if left out)',
        },
        required: false,
        choices: spans.map((span) => ({
          value: span,
          label: { ko: spanLabel('ko', span), en: spanLabel('en', span) },
        })),
      },
      {
        kind: 'text',
        name: 'domain',
        about: {
          ko: '시험 영역 하나의 전체 기간 순위',
          en: 'The all-time board of one domain of the exam',
        },
        required: false,
        most: typedMost,
        suggest: async (typed, { guild, language }) => {
          const settings = await deps.settingsOf(guild)
          const part = typed.normalize('NFC').trim().toLowerCase()
          return (settings ? deps.materialOf(settings).course.domains : [])
            .filter(({ id, title }) =>
              `${id}\n${title.ko}\n${title.en}`.toLowerCase().includes(part),
            )
            .map(choiceOf(language))
        },
      },
    ],
    ownersOnly: false,
    isPrivate: () => true,
    run: (call) =>
      leaderboard(deps, call, {
        span: spans.find((span) => span === call.options['period']) ?? 'week',
        domain: typeof call.options['domain'] === 'string' ? call.options['domain'] : undefined,
      }),
  }
}

/** Redraws a board for another period (a button's subject) or a domain (chosen in the select). */
export function leaderboardAction(deps: ProgressDeps): Action {
  return {
    name: 'leaderboard',
    answers: 'replace',
    run: (call, { subject, values: [domain] }) =>
      leaderboard(deps, call, { span: spans.find((span) => span === subject) ?? 'week', domain }),
  }
}

/** Shows a member's own progress, or another member's unless that one hides it. */
export function progressCommand(deps: ProgressDeps): Command {
  return {
    name: 'progress',
    about: {
      ko: '내 연속 기록, 점수와 순위, 영역별 정답, 준비도를 봐요',
      en: 'See your streak, ranks, domain scores and readiness',
    },
    options: [
      {
        kind: 'member',
        name: 'member',
        about: { ko: '다른 멤버의 기록 보기', en: "Look at another member's progress" },
        required: false,
      },
    ],
    ownersOnly: false,
    isPrivate: () => true,
    run: (call) => progress(deps, call),
  }
}

async function progress(
  { db, clock, chat, settingsOf, materialOf }: ProgressDeps,
  { guild, member: asking, language, options }: Invocation,
): Promise<Reply> {
  const { notSetUp, progress: words } = textsIn(language)
  const settings = await settingsOf(guild)
  if (!settings?.since) return sayIn('progress', notSetUp)
  const chosen = options['member']
  const member = typeof chosen === 'string' ? chosen : asking.id
  const isOwn = member === asking.id
  if (!isOwn && (await isHidden(db, guild, member))) return sayIn('progress', words.hidden)
  const name = isOwn ? asking.name : await nameOver(chat, guild)(member)
  if (name === undefined) return sayIn('progress', words.gone)
  const now = clock()
  const who = { guild, member }
  const profile = await readProfile(db, who, materialOf(settings), dayIn(settings.zone, now), now)
  return { panel: profilePanel(profile, name, language, isOwn) }
}
