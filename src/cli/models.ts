// Models for a command: those the environment names, or the end in words when they cannot be used.

import { readConfig } from '#core/config.ts'
import { type Environment, misconfigured } from '#core/environment.ts'
import type { Models } from '#core/llm.ts'
import { openModels } from '#llm/models.ts'
import { createLog } from '#ops/log.ts'

/**
 * The configured models; undefined when answers are the notes' own passages. A bad value of the
 * environment, or a model without a known price, ends the command with exit code 78.
 */
export async function modelsOrEnd({
  variables,
  language,
}: Environment): Promise<Models | undefined> {
  const config = readConfig(variables)
  const opened = config.ok
    ? await openModels(config.value.llm, { log: createLog('warn'), language })
    : { ok: false as const, fault: config.fault.join('\n') }
  if (opened.ok) return opened.value
  process.stderr.write(`${opened.fault}\n`)
  process.exit(misconfigured)
}
