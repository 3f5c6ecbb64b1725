// /cost: what written answers have cost this guild, and how much is left under each cap.

import type { Command, Invocation } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import type { Models, Nanos } from '#core/llm.ts'
import { type Reply, sayIn } from '#core/reply.ts'
import { dayIn } from '#lib/day.ts'
import { type Calls, type Caps, callsSince, spentUnder } from './ledger.ts'

export type CostDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly models: Models | undefined
  readonly caps: Caps
  readonly zoneOf: (guild: string) => Promise<string>
}

/** Dollars with as many digits as it takes to see something: `$0.00052`, `$1.20`. */
export function dollars(nanos: Nanos): string {
  const value = nanos / 1e9
  const digits = value === 0 || value >= 0.01 ? 2 : Math.min(9, 1 - Math.floor(Math.log10(value)))
  return `$${value.toFixed(digits)}`
}

const en = {
  about: 'What written answers cost, and what is left of the budget (owners)',
  heading: '### What written answers cost',
  off: 'No model is configured: answers are the notes’ own passages and cost nothing. To have answers written, whoever runs the bot sets ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL and ANSWER_MODEL for a server of their own.',
  free: 'The model runs on a server of your own, so its calls are counted as free.',
  calls: {
    answer: (count: number) => `${count} ${count === 1 ? 'answer' : 'answers'}`,
    judge: (count: number) => `${count} second ${count === 1 ? 'opinion' : 'opinions'}`,
  },
  month: (rows: readonly string[]) =>
    rows.length === 0
      ? 'This month: nothing yet.'
      : ['**This month in this server**', ...rows].join('\n'),
  row: (model: string, calls: string, cost: string, each: string | undefined) =>
    `- ${model} · ${calls} · ${cost}${each === undefined ? '' : ` (about ${each} each)`}`,
  unsettled: (calls: number) =>
    calls === 1
      ? '-# One of them ended without a bill and counts with the most it could have cost.'
      : `-# ${calls} of them ended without a bill and count with the most they could have cost.`,
  left: '**Spent, and the cap**',
  cap: {
    guild: 'this server, today',
    member: 'you, today (each member may spend this much)',
    day: 'the whole bot, today',
    month: 'the whole bot, this month',
  },
  used: (name: string, spent: string, cap: string) => `- ${name}: ${spent} of ${cap}`,
  hint: '-# When a cap is reached, answers go on in the notes’ own words. Caps are set where the bot runs: CAP_MEMBER_DAY, CAP_GUILD_DAY, CAP_DAY, CAP_MONTH, in dollars.',
}
type Texts = typeof en
const ko: Texts = {
  about: '모델이 쓴 답변의 비용과 남은 예산을 봐요 (관리자)',
  heading: '### 답변 비용',
  off: '설정된 모델이 없어요. 답은 노트에 적힌 그대로이고 비용이 들지 않아요. 모델이 답을 쓰게 하려면 봇을 운영하는 분이 ANTHROPIC_API_KEY를, 직접 돌리는 서버라면 ANTHROPIC_BASE_URL과 ANSWER_MODEL을 설정하면 돼요.',
  free: '직접 운영하는 서버의 모델이라 호출 비용을 0원으로 계산해요.',
  calls: { answer: (count) => `답변 ${count}번`, judge: (count) => `재검토 ${count}번` },
  month: (rows) =>
    rows.length === 0 ? '이번 달에는 아직 없어요.' : ['**이번 달, 이 서버**', ...rows].join('\n'),
  row: (model, calls, cost, each) =>
    `- ${model} · ${calls} · ${cost}${each === undefined ? '' : ` (한 번에 약 ${each})`}`,
  unsettled: (calls) =>
    `-# 그중 ${calls}번은 청구 내역 없이 끝나서, 들 수 있었던 최대 비용으로 계산했어요.`,
  left: '**사용액과 한도**',
  cap: {
    guild: '이 서버, 오늘',
    member: '나, 오늘 (멤버마다 이만큼 쓸 수 있어요)',
    day: '봇 전체, 오늘',
    month: '봇 전체, 이번 달',
  },
  used: (name, spent, cap) => `- ${name}: ${cap} 중 ${spent}`,
  hint: '-# 한도에 닿으면 노트에 적힌 그대로 답해요. 한도는 봇을 운영하는 곳에서 정해요: CAP_MEMBER_DAY, CAP_GUILD_DAY, CAP_DAY, CAP_MONTH (달러).',
}
const textsIn = (language: Language): Texts => (language === 'ko' ? ko : en)

/** `/cost`, for owners: this month's calls by model, and every cap with what is used of it. */
export const costCommand = (deps: CostDeps): Command => ({
  name: 'cost',
  about: { ko: ko.about, en: en.about },
  options: [],
  ownersOnly: true,
  isPrivate: () => true,
  run: (call) => costs(deps, call),
})

async function costs(deps: CostDeps, { guild, member, language }: Invocation): Promise<Reply> {
  const { db, clock, models, caps } = deps
  const say = textsIn(language)
  const zone = await deps.zoneOf(guild)
  const firstOfMonth = dayIn(zone, clock()).with({ day: 1 })
  const calls = await callsSince(db, guild, firstOfMonth)
  // What was spent before the models were switched off is still told.
  if (models === undefined && calls.length === 0) return sayIn('setup', say.heading, say.off)
  const spent = await spentUnder(db, { guild, member: member.id }, zone, clock())
  const unsettled = calls.reduce((all, each) => all + each.unsettled, 0)
  const used = (['guild', 'member', 'day', 'month'] as const).map((cap) =>
    say.used(say.cap[cap], dollars(spent[cap]), dollars(caps[cap])),
  )
  const how = models === undefined ? [say.off] : models.writer.isFree ? [say.free] : []
  return sayIn(
    'setup',
    [say.heading, ...how].join('\n'),
    say.month(calls.map((each) => rowOf(each, say))) +
      (unsettled === 0 ? '' : `\n${say.unsettled(unsettled)}`),
    [say.left, ...used].join('\n'),
    say.hint,
  )
}

const rowOf = ({ model, purpose, calls, cost }: Calls, say: Texts): string =>
  say.row(
    model,
    say.calls[purpose](calls),
    dollars(cost),
    calls === 1 ? undefined : dollars(cost / calls),
  )
