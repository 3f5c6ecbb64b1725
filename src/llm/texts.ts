// What is said at start about the models: which ones answer, and what that costs.

import type { Language } from '#core/language.ts'
import type { Llm, Models, Usage } from '#core/llm.ts'

/** An ordinary answer: instructions, a few passages, a question; a short paragraph. */
const ordinary: Usage = { input: 2500, output: 500, cacheRead: 0, cacheWrite: 0, cacheWriteHour: 0 }

const en = {
  unknown: (models: readonly string[], known: readonly string[]) =>
    `${models.join(' and ')}: no price is known for this model, so its cost could not be kept within the caps. Set ANSWER_MODEL and JUDGE_MODEL to ${known.join(', ')}; for a server of your own set LLM_PROFILE=compat.`,
  none: 'ℹ No model is set: answers are the notes’ own passages',
  writer: (model: string, price: string) => `✔ ${model} writes the answers${price}`,
  judge: (model: string, price: string) => `✔ ${model} checks each sentence${price}`,
  free: ' (your own server: its calls are counted as free)',
  demo: (model: string) =>
    `ℹ ${model} answers. It is no language model: a stand-in on this machine that puts sentences of the notes together, so that you see how answers are written and proven`,
  priced: (dollars: string) => ` (about $${dollars} for 1,000 calls)`,
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
  priced: (dollars) => ` (1,000번에 약 $${dollars})`,
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
    return say.priced(((llm.cost(ordinary, at) * 1000) / 1e9).toFixed(2))
  }
  const { writer, judge } = models
  return [
    say.writer(writer.model, priceOf(writer)),
    ...(judge ? [say.judge(judge.model, priceOf(judge))] : []),
  ]
}
