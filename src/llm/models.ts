// Models: the language models that the configuration names, each behind its breaker.

import { randomUUID } from 'node:crypto'
import type { Log } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import type { Llm, Models } from '#core/llm.ts'
import type { LlmConfig } from '#core/llm-config.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import type { Rests } from './breaker.ts'
import type { Patience } from './client.ts'
import { knownModels, nothing, type Pricing, pricingOf } from './price.ts'
import { modelTexts } from './texts.ts'

/** The model of the playground's stand-in; it exists nowhere else. */
export const demoModel = 'gongbu-demo'

export type ModelsOptions = {
  readonly log: Log
  readonly language: Language
  /** The server is the playground's stand-in: its model is known, and free. */
  readonly isDemo?: boolean
  /** For tests: how long a service may be silent, and how long it is left alone. */
  readonly patience?: Patience
  readonly rests?: Rests
}

/**
 * Opens the models; undefined when answers are the notes' own passages. No call costs anything yet. Fails in
 * words when a model has no known price: its cost could not be kept within the caps.
 */
export async function openModels(
  config: LlmConfig,
  options: ModelsOptions,
): Promise<Result<Models | undefined, string>> {
  if (config.profile === 'off') return ok(undefined)
  const names = [...new Set([config.writer, ...(config.judge === undefined ? [] : [config.judge])])]
  const opened = new Map<string, Llm>()
  if (config.profile === 'anthropic') {
    const pricings = new Map(names.map((name) => [name, priced(name, options.isDemo ?? false)]))
    const unknown = names.filter((name) => pricings.get(name) === undefined)
    if (unknown.length > 0) {
      return fail(modelTexts[options.language].unknown(unknown, knownModels))
    }
    const { openClaude } = await import('./anthropic.ts')
    for (const [model, pricing = nothing] of pricings) {
      opened.set(
        model,
        openClaude({ ...endpointOf(config), ...patienceOf(options), model, pricing }),
      )
    }
  } else {
    const { openCompat } = await import('./compat.ts')
    const nonce = () => `maru-${randomUUID().slice(0, 8)}`
    for (const model of names) {
      opened.set(
        model,
        openCompat({
          ...endpointOf(config),
          ...patienceOf(options),
          model,
          nonce,
          log: options.log,
        }),
      )
    }
  }
  const { withBreaker } = await import('./breaker.ts')
  const behind = new Map(
    [...opened].map(([name, llm]) => [name, withBreaker(llm, options.log, options.rests)]),
  )
  // Members see the model's name: that of the stand-in says what it is.
  const named = (llm: Llm): Llm =>
    options.isDemo && llm.model === demoModel
      ? { ...llm, model: modelTexts[options.language].demoName(demoModel) }
      : llm
  const writer = behind.get(config.writer)
  if (!writer) throw new Error('the writer was not opened')
  const judge = config.judge === undefined ? undefined : behind.get(config.judge)
  return ok({ writer: named(writer), judge: judge && named(judge) })
}

const priced = (model: string, isDemo: boolean): Pricing | undefined =>
  isDemo && model === demoModel ? nothing : pricingOf(model)

const endpointOf = ({ key, baseUrl }: Exclude<LlmConfig, { profile: 'off' }>) => ({ key, baseUrl })

const patienceOf = ({ patience }: ModelsOptions) => (patience ? { patience } : {})
