// The stand-in for the Messages API, opened for a test and closed after it.

import { onTestFinished } from 'vitest'
import type { Models } from '#core/llm.ts'
import type { LlmConfig } from '#core/llm-config.ts'
import { openModels } from '#llm/models.ts'
import type { Behaviour } from '#playground/model/behaviour.ts'
import { type ModelServer, serveModel } from '#playground/model/serve.ts'
import { type Kept, keepingLog } from './quiet.ts'

export const testKey = 'sk-ant-test-0123456789abcdef'

/** The models it knows: those with a price, so that a call takes money. */
const models = ['claude-haiku-5-5', 'claude-sonnet-5-5', 'claude-opus-5-5']

/** Opens the stand-in until the test is over; `script` is what its first requests meet. */
export async function openMessagesApi(
  script: readonly Behaviour[] = [],
  manner: 'strict' | 'plain' = 'strict',
): Promise<ModelServer> {
  const server = await serveModel({ key: testKey, models, manner })
  onTestFinished(server.stop)
  server.script(...script)
  return server
}

export type OpenedModels = Models & { readonly kept: readonly Kept[] }

/** The models of a stand-in, with the patience of a busy machine and rests that no test waits long for. */
export async function modelsOf(
  server: ModelServer,
  {
    writer = 'claude-haiku-5-5',
    judge,
    profile = 'anthropic',
    rests = { first: 60, most: 200, someone: 150 },
    patience = { idle: 5000, value: 5000 },
  }: {
    readonly writer?: string
    readonly judge?: string
    readonly profile?: 'anthropic' | 'compat'
    readonly rests?: { first: number; most: number; someone: number }
    readonly patience?: { idle: number; value: number }
  } = {},
): Promise<OpenedModels> {
  const { log, kept } = keepingLog()
  const config: LlmConfig = { profile, key: server.key, baseUrl: server.url, writer, judge }
  const opened = await openModels(config, { log, language: 'en', rests, patience })
  if (!opened.ok || !opened.value) throw new Error(opened.ok ? 'no models' : opened.fault)
  return { ...opened.value, kept }
}
