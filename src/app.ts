// App: the table of contents: every command, button, event and job, and what each is handed.

import { answerDesk } from '#answer/desk.ts'
import { createFlood } from '#answer/flood.ts'
import { gapsHandler } from '#answer/gap-report.ts'
import { type Caps, createLedger } from '#answer/ledger.ts'
import { ownerOver } from '#answer/owner.ts'
import type { Bank } from '#bank/bank.ts'
import type { Chat } from '#core/chat.ts'
import type { Action, Command, Invocation, Menu } from '#core/command.ts'
import type { Clock, Log } from '#core/deps.ts'
import type { Events } from '#core/event.ts'
import { type Bilingual, type Language, languageOfLocale } from '#core/language.ts'
import type { Models } from '#core/llm.ts'
import type { NoteLink } from '#core/note-link.ts'
import { recordVote } from '#daily/ballot.ts'
import type { Material } from '#daily/deps.ts'
import { dailyDesk } from '#daily/desk.ts'
import { reconcile } from '#daily/reconcile.ts'
import type { Database } from '#db/database.ts'
import type { Library } from '#knowledge/library.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { sharedSubject } from '#knowledge/subject.ts'
import { portraitOf } from '#lib/portrait.ts'
import { practiceButtons } from '#practice/commands.ts'
import { leaderboardAction, leaderboardCommand, progressCommand } from '#progress/commands.ts'
import { roundOfMessage } from '#record/store.ts'
import { noticeHandlers } from '#schedule/notice.ts'
import { createPlanner } from '#schedule/planner.ts'
import { createRunner } from '#schedule/runner.ts'
import { slotJob, slotPayload } from '#schedule/slot.ts'
import { nextSlot, unfinished } from '#schedule/store.ts'
import { slotTitle } from '#schedule/titles.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings, memberLanguage, rememberGuild } from '#settings/store.ts'
import { setupDesk } from '#setup/desk.ts'
import { versionsOver } from './versions.ts'

/** The notes and items as they are now: they may change while the bot runs. */
export type Shelves = {
  readonly current: () => Library
  readonly bank: () => Bank
  /** Calls back after each change; gives the way to end that. */
  readonly onChange: (listener: () => void) => () => void
}

export type Host = {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly chat: Chat
  readonly material: Shelves
  readonly linkTo: NoteLink
  readonly mention: (command: string) => string
  /** Who writes answers; undefined: they are the notes' own passages. */
  readonly models: Models | undefined
  /** What may be spent on them. */
  readonly caps: Caps
}

type Announced = { readonly kind: string; readonly title: Bilingual; readonly at: string }

export type App = {
  readonly commands: readonly Command[]
  readonly actions: readonly Action[]
  readonly menus: readonly Menu[]
  readonly events: Events
  readonly languageOf: (
    call: Pick<Invocation, 'guild'> & { readonly member: string; readonly locale: Language },
  ) => Promise<Language>
  /** Begins to plan and to carry out what is owed; the chat must be connected. */
  readonly start: () => Promise<void>
  /** Plans and sends now instead of at the next tick: the clock has been moved. */
  readonly tick: () => Promise<void>
  /** Resolves when everything due at the present clock is done; after 15 s it resolves all the same. */
  readonly settled: () => Promise<void>
  readonly next: () => Promise<Announced | undefined>
  /** The right answers of a round's poll, by their numbers; undefined for other messages. */
  readonly rightAnswers: (message: string) => Promise<readonly number[] | undefined>
  readonly stop: () => Promise<void>
}

const tickMilliseconds = 1000
const settledWithin = 15_000

export function createApp(host: Host): App {
  const { database, clock, log, chat, material, linkTo, mention, models, caps } = host
  const { db } = database

  const courseOf = (settings: GuildSettings | undefined) => {
    const { courses } = material.current()
    const course = courses.find(({ id }) => id === settings?.course) ?? courses[0]
    if (!course) throw new Error('a library without a course cannot be served')
    return course
  }
  const materialOf = (settings: GuildSettings): Material => {
    const course = courseOf(settings)
    const items = material.bank().items.filter((item) => item.course === course.id)
    return { course, items, concepts: material.current().concepts }
  }

  const zoneOf = async (guild: string) => (await guildSettings(db, guild))?.zone ?? 'UTC'
  const gaps = { db, clock, chat, linkTo, index: () => material.current().index }
  const ending = new AbortController()
  const answers = answerDesk({
    ending: ending.signal,
    ...gaps,
    log,
    models,
    caps,
    purse: createLedger({ db, clock, caps, zoneOf, log }),
    flood: createFlood(),
    retrieve: (question, language) => retrieve(material.current().index, question, language),
    sharedSubject: (sentence, concepts) =>
      sharedSubject(material.current().index, sentence, concepts),
    conceptOf: (id) => material.current().concepts.get(id),
    zoneOf,
    languageSet: (guild, member) => memberLanguage(db, guild, member),
    languageOfGuild: async (guild) => (await guildSettings(db, guild))?.language ?? 'en',
    tellOwner: ownerOver({ db, chat, log }),
  })
  const round = { db, clock, chat, log, materialOf, linkTo }
  const daily = dailyDesk(round)
  const slots = slotJob(
    { db, log },
    {
      ...daily.handlers,
      gaps: gapsHandler(gaps),
      ...noticeHandlers({ db, clock, chat, mention }),
    },
  )
  const thenTick = {
    ...slots,
    run: (payload: Parameters<typeof slots.run>[0]) => slots.run(payload).then(tickSoon),
  }
  const runner = createRunner({ database, jobs: [thenTick], log })
  const planner = createPlanner({
    db,
    clock,
    log,
    send: (tx, key) => runner.send(tx, slots.name, slotPayload(key)),
  })
  const replan = async (guild: string) => {
    await planner.replan(guild)
    tickSoon()
  }
  const setup = setupDesk({ db, clock, chat, mention, replan, courseOf })

  const practising = {
    db,
    clock,
    linkTo,
    items: () => material.bank().items,
    conceptOf: (id: string) => material.current().concepts.get(id),
    courseOf: (id: string) => material.current().courses.find((course) => course.id === id),
    zoneOf,
  }
  const scoring = {
    db,
    clock,
    chat,
    settingsOf: (guild: string) => guildSettings(db, guild),
    materialOf,
  }

  const versions = versionsOver({ db, clock, log, material })
  let leave = () => {}
  let timer: NodeJS.Timeout | undefined
  function tickSoon(): void {
    if (timer === undefined) return // not started yet, or stopped
    planner.tick().catch((fault) => log.error(portraitOf(fault), 'planning failed'))
  }

  return {
    commands: [
      ...answers.commands,
      ...daily.commands,
      progressCommand(scoring),
      leaderboardCommand(scoring),
      ...setup.commands,
    ],
    actions: [
      ...answers.actions,
      ...practiceButtons(practising),
      ...daily.actions,
      ...setup.actions,
      leaderboardAction(scoring),
    ],
    menus: answers.menus,
    events: {
      mentioned: answers.mentioned,
      voted: (vote) => recordVote(db, vote),
      guildSeen: ({ guild, name, locale }) =>
        rememberGuild(db, { guild, name, language: languageOfLocale(locale) }),
    },
    languageOf: async ({ guild, member, locale }) =>
      (await memberLanguage(db, guild, member)) ?? locale,
    async start() {
      leave = material.onChange(versions.keep)
      await versions.write()
      await runner.start()
      reconcile(round).catch((fault) => log.error(portraitOf(fault), 'rounds not reconciled'))
      timer = setInterval(tickSoon, tickMilliseconds)
      tickSoon()
    },
    tick: planner.tick,
    async settled() {
      const deadline = performance.now() + settledWithin
      do {
        await planner.tick()
        if ((await unfinished(db, clock())) === 0) return
        await new Promise((done) => setTimeout(done, 15))
      } while (performance.now() < deadline)
      log.warn({}, 'work that is due is still unfinished')
    },
    async next() {
      const slot = await nextSlot(db, clock())
      return slot && { kind: slot.kind, title: slotTitle(slot.kind), at: slot.due.toString() }
    },
    async rightAnswers(message) {
      const posted = await roundOfMessage(db, message)
      return posted?.keys.map((key) => posted.shown.indexOf(key) + 1)
    },
    async stop() {
      ending.abort()
      leave()
      clearInterval(timer)
      timer = undefined
      await planner.stop()
      await runner.stop()
    },
  }
}
