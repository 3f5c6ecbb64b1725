// What is said at start about the models: which ones answer, and what that costs.

import type { Language } from '#core/language.ts'
import type { Llm, Models, Nanos } from '#core/llm.ts'
import { type Caps, capNames, holdings, usualAnswer } from './affordable.ts'

const en = {
  unknown: (models: readonly string[], known: readonly string[]) =>
    `${models.join(' and ')}: no price is known for this model, so its cost could not be kept within the caps. Set ANSWER_MODEL and JUDGE_MODEL to ${known.join(', ')}; for a server of your own set LLM_PROFILE=compat.`,
  none: 'ℹ No model is set: answers are the notes’ own passages',
  writer: (model: string, price: string) => `✔ ${model} writes the answers${price}`,
  judge: (model: string, price: string) => `✔ ${model} checks each sentence${price}`,
  free: ' (your own server: its calls are counted as free)',
  demo: (model: string) =>
    `ℹ ${model} answers. It is no language model: a stand-in on this machine that puts sentences of the notes together, so that you see how answers are written and proven`,
  demoName: (model: string) => `${model} (no language model)`,
  priced: (dollars: string) => ` (about $${dollars} for 1,000 calls)`,
  tooDear: (cap: string, models: string, worst: string) =>
    `${cap} holds no answer of ${models}: one may cost up to $${worst}. Raise it, or set ANSWER_MODEL or JUDGE_MODEL to a cheaper model; 0 means that no model is ever paid for.`,
  few: (cap: string, answers: number) =>
    `⚠ ${cap} holds about ${answers === 1 ? 'one answer' : `${answers} answers`}; after that they are the notes’ own words`,
}
export type ModelTexts = typeof en

const ko: ModelTexts = {
  unknown: (models, known) =>
    `${models.join(', ')}: 가격을 모르는 모델이라 쓴 돈을 한도 안에 둘 수 없어요. ANSWER_MODEL과 JUDGE_MODEL에는 ${known.join(', ')} 가운데 하나를 넣어 주세요. 직접 돌리는 서버라면 LLM_PROFILE=compat으로 두세요.`,
  none: 'ℹ 설정된 모델 없음 → 노트의 글을 그대로 답으로 보여 줘요',
  writer: (model, price) => `✔ ${model} 모델이 답을 써요${price}`,
  judge: (model, price) => `✔ ${model} 모델이 문장마다 근거를 확인해요${price}`,
  free: ' (직접 돌리는 서버: 호출은 무료로 계산해요)',
  demo: (model) =>
    `ℹ ${model} 시연용 서버가 답해요. 언어 모델이 아니라 노트의 문장을 엮는 이 컴퓨터 안의 프로그램이에요. 답이 쓰이고 확인되는 과정을 볼 수 있어요`,
  demoName: (model) => `${model} (언어 모델 아님)`,
  priced: (dollars) => ` (1,000번에 약 $${dollars})`,
  tooDear: (cap, models, worst) =>
    `${cap} 한도로는 ${models} 모델의 답을 하나도 쓸 수 없어요. 하나에 최대 $${worst}까지 들 수 있어요. 한도를 올리거나 ANSWER_MODEL, JUDGE_MODEL을 더 싼 모델로 바꿔 주세요. 0이면 유료 모델을 전혀 부르지 않아요.`,
  few: (cap, answers) =>
    `⚠ ${cap} 한도로는 답을 ${answers}개쯤 쓸 수 있어요. 그 뒤에는 노트에 적힌 그대로 보여 줘요`,
}

export const modelTexts: Readonly<Record<Language, ModelTexts>> = { en, ko }

/** The lines that say which models answer and check, and at what price right now. */
export function modelsInWords(
  models: Models | undefined,
  { language, at, isDemo }: { language: Language; at: Temporal.Instant; isDemo: boolean },
): readonly string[] {
  const say = modelTexts[language]
  if (!models) return [say.none]
  if (isDemo) return [say.demo(models.writer.model)]
  const priceOf = (llm: Llm) => {
    if (llm.isFree) return say.free
    return say.priced(((llm.cost(usualAnswer, at) * 1000) / 1e9).toFixed(2))
  }
  const { writer, judge } = models
  return [
    say.writer(writer.model, priceOf(writer)),
    ...(judge ? [say.judge(judge.model, priceOf(judge))] : []),
  ]
}

const dollars = (nanos: Nanos): string => String(Number((nanos / 1e9).toPrecision(2)))
/** Fewer than this many answers in a cap's time are worth a word. */
const fewAnswers = 6

/** Why these models can never answer under these caps, a sentence for each cap; '' when they can. */
export function tooDear(
  models: Models | undefined,
  caps: Caps,
  { language, at }: { language: Language; at: Temporal.Instant },
): string {
  if (!models) return ''
  const { writer, judge } = models
  const names = [...new Set([writer.model, ...(judge ? [judge.model] : [])])].join(' + ')
  return holdings(models, caps, at)
    .filter(({ answers }) => answers === 0)
    .map(({ cap, worst }) =>
      modelTexts[language].tooDear(`${capNames[cap]}=${dollars(caps[cap])}`, names, dollars(worst)),
    )
    .join('\n')
}

/** A line about the cap that is reached first, when that is soon. */
export function capsInWords(
  models: Models | undefined,
  caps: Caps,
  { language, at }: { language: Language; at: Temporal.Instant },
): readonly string[] {
  const [tightest] = models ? holdings(models, caps, at) : []
  if (!tightest || tightest.answers >= fewAnswers) return []
  const { cap, answers } = tightest
  return [modelTexts[language].few(`${capNames[cap]}=${dollars(caps[cap])}`, answers)]
}
