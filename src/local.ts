// Local: the playground as a home for the bot: its address, its clock, and what its page asks.

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#core/config.ts'
import type { Language } from '#core/language.ts'
import type { LlmConfig } from '#core/llm-config.ts'
import type { NoteLink } from '#core/note-link.ts'
import { documentAt, isDocument } from '#knowledge/document.ts'
import { citedLines } from '#knowledge/document-text.ts'
import type { Library } from '#knowledge/library.ts'
import { dayIn, instantOn, weekOf } from '#lib/day.ts'
import { demoModel } from '#llm/models.ts'
import type { Playground } from '#playground/serve.ts'
import type { App } from './app.ts'

export type Local = {
  readonly playground: Playground
  /** The page's address of a note with its lines marked. */
  readonly linkTo: NoteLink
  /** Connects the page to the app; on the first start plays the days before today. */
  readonly settle: (app: App, library: () => Library, playing: () => void) => Promise<void>
}

/** Whether this installation has the playground: the container image does not. */
export const hasPlayground = (): boolean =>
  existsSync(new URL('./playground/serve.ts', import.meta.url))

/** Milliseconds between two words of the stand-in: about as fast as a model writes. */
const demoPace = 40

/** Serves the stand-in for a language model, to this process alone. */
export async function openDemo(): Promise<{
  readonly llm: LlmConfig
  readonly stop: () => Promise<void>
}> {
  const { serveModel } = await import('#playground/model/serve.ts')
  const key = randomUUID()
  const { url, stop } = await serveModel({ key, models: [demoModel], pace: demoPace })
  const models = { writer: demoModel, judge: demoModel }
  return { llm: { profile: 'anthropic', key, baseUrl: url, ...models }, stop }
}

/** Serves the playground. Throws in words when its port is taken. */
export async function openLocal(
  config: Config,
  options: { readonly fresh: boolean; readonly language: Language; readonly now: Temporal.Instant },
): Promise<Local> {
  const { servePlayground } = await import('#playground/serve.ts')
  const { mountPage } = await import('#playground/page.ts')
  const { isRehearsed, rehearse } = await import('#playground/rehearsal.ts')
  const store = join(config.dataDir, 'playground.sqlite')
  const playground = await servePlayground({
    port: config.playgroundPort,
    store,
    fresh: options.fresh,
    language: options.language,
    zone,
    start: beginningFor(options.now).toString(),
    page: mountPage,
  })
  const origin = new URL(playground.control).origin

  return {
    playground,
    linkTo: ({ file, lines: [from, to] }) => {
      const path = file.split('/').map(encodeURIComponent).join('/')
      return `${origin}/note/${path}#L${from}-L${to}`
    },
    async settle(app, library, playing) {
      playground.onClock(() => void app.tick().catch(() => undefined)) // its failures are logged by the app
      playground.setHooks({
        next: app.next,
        settled: app.settled,
        studied: app.rightAnswers,
        note: (source) => noteText(config.knowledgeDir, library(), source),
      })
      if (isRehearsed(playground)) return
      playing()
      await setUp(playground)
      await rehearse(playground)
    },
  }
}

const zone = 'Asia/Seoul'

/** The Monday before the week whose board was posted last: so that board is of a whole week. */
function beginningFor(now: Temporal.Instant): Temporal.Instant {
  const boardPosted = dayIn(zone, now.subtract({ hours: 10 }))
  return instantOn(weekOf(boardPosted).subtract({ days: 7 }), '08:00', zone)
}

/** The group's owner sets the bot up, by the same command as on the real Discord. */
async function setUp({ control, members, channels, zone }: Playground): Promise<void> {
  const response = await fetch(`${control}/command`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      as: members.find(({ owner }) => owner)?.id,
      channel: channels.study,
      name: 'setup',
      options: { quiz_channel: channels.quiz, board_channel: channels.board, time: '09:00', zone },
    }),
  })
  if (!response.ok) throw new Error(`the playground could not be set up: ${await response.text()}`)
  // The reply must stand before the clock is moved: an interaction lives 15 of its minutes.
  const owner = members.find((member) => member.owner)?.id
  for (let tries = 0; tries < 100; tries += 1) {
    const state = await (await fetch(`${control}/state?as=${owner}`)).text()
    if (!state.includes('"pending":true')) return
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** The lines of a note, only of one the library was made from. */
export async function noteText(directory: string, library: Library, source: string) {
  const known = [...library.concepts.values()]
    .flatMap(({ texts }) => Object.values(texts))
    .find(({ file }) => file === source)
  if (!known) return undefined
  const path = join(directory, source)
  if (isDocument(source)) {
    const read = await documentAt(directory, path)
    return read.ok ? { title: source, lines: [...citedLines(read.value)] } : undefined
  }
  return { title: source, lines: (await readFile(path, 'utf8')).split(/\r?\n/) }
}
