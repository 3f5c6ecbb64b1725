// Main: `npm run playground`: only the local Discord, for any bot that wants to connect to it.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type PlaygroundOptions, servePlayground } from './serve.ts'

const port = z.coerce.number().int().min(0).max(65_535)

const quit = (message: string): never => {
  console.error(message)
  process.exit(78)
}

function askedFor() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
        port: { type: 'string' },
        start: { type: 'string' },
        openapi: { type: 'string' },
      },
    }).values
  } catch (error) {
    return quit(
      `${error instanceof Error ? error.message : error}\nKnown: --json --fresh --port N --start INSTANT --openapi FILE`,
    )
  }
}

const asked = askedFor()
const chosen = port.safeParse(asked.port ?? (process.env['PLAYGROUND_PORT'] || '4321'))
if (!chosen.success)
  quit('PLAYGROUND_PORT (or --port) must be a number from 0 to 65535; 0 takes any free port.')
if (asked.openapi !== undefined && !existsSync(asked.openapi))
  quit(`--openapi: there is no file ${asked.openapi}`)
if (asked.start !== undefined && !z.iso.datetime({ offset: true }).safeParse(asked.start).success) {
  quit('--start must be an instant such as 2026-03-02T08:00:00Z')
}

const pageFile = new URL('./page.ts', import.meta.url)
const page = existsSync(pageFile)
  ? ((await import(pageFile.href)) as { mountPage: NonNullable<PlaygroundOptions['page']> })
      .mountPage
  : undefined

const playground = await servePlayground({
  port: chosen.data ?? 4321,
  store: join(process.env['DATA_DIR'] || '.data', 'playground.sqlite'),
  fresh: asked.fresh,
  ...(asked.start !== undefined && { start: asked.start }),
  ...(asked.openapi !== undefined && { openapi: asked.openapi }),
  ...(page && { page }),
}).catch((error: unknown) => quit(error instanceof Error ? error.message : String(error)))

const { api, gateway, token, applicationId, guildId, channels, members, control } = playground
if (asked.json) {
  console.log(
    JSON.stringify({ api, gateway, token, applicationId, guildId, channels, members, control }),
  )
} else {
  console.log(`The local Discord is ready.

  page      ${new URL('/', api)}
  REST      ${api}   (a library appends /v10)
  gateway   ${gateway}
  token     ${token}
  control   ${control}   (src/playground/README.md documents it)

Ctrl-C stops it; messages and the clock stay for the next start.`)
}

let stopping = false
const stop = () => {
  if (stopping) return
  stopping = true
  playground.stop().then(
    () => process.exit(0),
    (error: unknown) => quit(String(error)),
  )
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
