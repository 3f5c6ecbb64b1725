// The models of an evaluation: those the bot is configured with, or the stand-in that shows the plumbing.

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Purse } from '#answer/purse.ts'
import { modelsOrEnd } from '#cli/models.ts'
import { readConfig } from '#core/config.ts'
import type { Clock, Log } from '#core/deps.ts'
import type { Environment } from '#core/environment.ts'
import type { Language } from '#core/language.ts'
import type { Models, Nanos } from '#core/llm.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { demoModel, openModels } from '#llm/models.ts'

export type Examined = {
  readonly models: Models
  /** The stand-in: its figures say nothing about a model. */
  readonly isStandIn: boolean
  /** The most that may be spent; the bot's own cap for a day. */
  readonly cap: Nanos
  readonly close: () => Promise<void>
}

/**
 * Opens the configured models, or the stand-in where none is configured or it is asked for. An unusable
 * environment ends the command; fails in words when the stand-in is not installed.
 */
export async function openExamined(
  environment: Environment,
  { log, isForced }: { readonly log: Log; readonly isForced: boolean },
): Promise<Result<Examined, string>> {
  const models = isForced ? undefined : await modelsOrEnd(environment)
  if (models === undefined) return openStandIn(environment.language, log)
  const config = readConfig(environment.variables)
  if (!config.ok) return fail(config.fault.join('\n'))
  const cap = config.value.caps.day
  return ok({ models, isStandIn: false, cap, close: async () => {} })
}

const noStandIn =
  'No model is configured, and this installation lacks the playground, which holds the stand-in. Set ANTHROPIC_API_KEY, or run this from a checkout.'

async function openStandIn(language: Language, log: Log): Promise<Result<Examined, string>> {
  // The container image has no playground.
  if (!existsSync(new URL('../../playground/model/serve.ts', import.meta.url))) {
    return fail(noStandIn)
  }
  const { serveModel } = await import('#playground/model/serve.ts')
  const key = randomUUID()
  const { url, stop } = await serveModel({ key, models: [demoModel] })
  const opened = await openModels(
    { profile: 'anthropic', key, baseUrl: url, writer: demoModel, judge: demoModel },
    { log, language, isDemo: true },
  )
  if (!opened.ok || !opened.value) {
    await stop()
    return fail(opened.ok ? noStandIn : opened.fault)
  }
  return ok({ models: opened.value, isStandIn: true, cap: 0, close: stop })
}

/** A purse in memory that holds `cap`: what is set aside or spent never passes it. */
export function purseOf(cap: Nanos, clock: Clock): Purse {
  let held: Nanos = 0
  return {
    async reserve({ llm, worst }) {
      if (held + worst > cap) return fail('day')
      held += worst
      let isSettled = false
      const settle = (cost: Nanos) => {
        if (!isSettled) held += cost - worst
        isSettled = true
      }
      return ok({
        settle: async (usage) => settle(usage === undefined ? worst : llm.cost(usage, clock())),
        release: async () => settle(0),
      })
    },
  }
}
