// Route: an interaction to whatever it asks for, and what that says back to the member.

import { setTimeout as delay } from 'node:timers/promises'
import { REST } from 'discord.js'
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  Routes,
} from 'discord-api-types/v10'
import type { Action, Command, Menu } from '#core/command.ts'
import type { Log } from '#core/deps.ts'
import { type Language, languageOfLocale } from '#core/language.ts'
import { type Reply, type Staged, sayIn } from '#core/reply.ts'
import type { Acknowledgement } from './acknowledgement.ts'
import { placed } from './direct.ts'
import { attempt, patiently } from './fault.ts'
import { guard } from './guard.ts'
import { type Asked, type InGuild, invocationOf, isInGuild, optionsOf } from './invocation.ts'
import { byName, planOver } from './plan.ts'
import { type Response, responseTo } from './response.ts'
import { outage, present } from './staged.ts'
import { choicesPayload, typingOf } from './suggest.ts'
import { texts } from './texts.ts'
import type { Writing, Writings } from './writing.ts'

/** The language a member wants: theirs, their guild's, else what their Discord speaks (`locale`). */
export type LanguageOf = (call: {
  readonly guild: string
  readonly member: string
  readonly locale: Language
}) => Promise<Language>

export type RouteOptions = {
  readonly rest: REST
  readonly log: Log
  readonly commands: readonly Command[]
  readonly actions: readonly Action[]
  readonly menus: readonly Menu[]
  readonly languageOf: LanguageOf
  /** Our user's id, once it is known. */
  readonly botId: () => string | undefined
  /** Milliseconds between the edits of a staged reply. */
  readonly gap: number
  readonly writings: Writings
  /** See repeatedCallbacks in acknowledgement.ts. */
  readonly wasRepeated: (path: string) => boolean
}

type Fields = { readonly id: string; readonly name: string }

/** Of the three seconds Discord waits for a form, as long as a member's language may take. */
const languageWithin = 1000

const problem = (text: string): Reply => sayIn('problem', text)

/** Gives the function that answers an interaction; it never throws. */
export function routeOver(options: RouteOptions): (interaction: APIInteraction) => Promise<void> {
  const { rest, log, languageOf, gap, writings } = options
  const commands = byName(options.commands)
  const actions = byName(options.actions)
  const planFor = planOver({ ...options, commands })
  // Made when it is first needed: it keeps timers that only a connection in use is worth.
  let once: REST | undefined
  const unrepeated = () => {
    once ??= new REST({ ...rest.options, retries: 0 })
    return once
  }

  const wantedLanguage = (interaction: InGuild<APIInteraction>, locale: Language) =>
    languageOf({ guild: interaction.guild_id, member: interaction.member.user.id, locale })

  /** Whether to go on; the log knows when not. */
  function isOurs(acknowledged: Acknowledgement, fields: Fields): boolean {
    if (acknowledged.kind === 'taken') {
      log.info(fields, 'another replica answers this interaction')
    }
    if (acknowledged.kind === 'lost') {
      log.warn({ ...fields, fault: acknowledged.fault }, 'Discord took no acknowledgement')
    }
    return acknowledged.kind === 'ours'
  }

  const presentIn = (response: Response, staged: Staged, writing: Writing, fields: Fields) =>
    present(
      staged,
      async (reply, isLast) => {
        const shown = await patiently(() => response.show(reply), isLast ? outage : [])
        if (shown.ok) return 'shown'
        const { fault } = shown
        log.warn({ ...fields, isLast, fault }, 'a reply was not shown')
        // A deleted message is the member's wish; anything else they should hear about.
        if (fault.kind === 'missing') return 'gone'
        if (isLast) throw new Error(fault.reason)
        return 'failed'
      },
      gap,
      writing.ended,
    )

  async function answer(asked: Asked): Promise<void> {
    const writing = writings.begin()
    const response = responseTo(asked, { ...options, unrepeated }, writing)
    const locale = languageOfLocale(asked.locale)
    let language = locale

    await guard(
      log,
      { id: asked.id },
      async () => {
        const inGuild = isInGuild(asked) ? asked : placed(asked, actions)
        if (inGuild === undefined) {
          await response.tell(problem(texts[language].serversOnly))
          return
        }
        const plan = planFor(inGuild)
        const fields = { id: asked.id, name: plan.name }
        if (plan.kind === 'form') {
          language = await soon(wantedLanguage(inGuild, locale), locale)
          const form = plan.open(invocationOf(inGuild, language, plan.options))
          isOurs(await response.open(form), fields)
          return
        }
        if (!isOurs(await response.acknowledge(plan.way), fields)) return
        language = await wantedLanguage(inGuild, locale)
        const staged = await plan.run(invocationOf(inGuild, language, plan.options))
        await presentIn(response, staged, writing, fields)
      },
      async (incident) => {
        const told = await response.tell(problem(texts[language].broken(incident)))
        if (!told.ok) log.warn({ incident, fault: told.fault }, 'the apology was not shown')
      },
    )
    writing.close()
  }

  async function suggest(typing: APIApplicationCommandAutocompleteInteraction): Promise<void> {
    let choices: APIApplicationCommandOptionChoice<string>[] = []
    await guard(
      log,
      { id: typing.id, name: typing.data.name },
      async () => {
        const wanted = typingOf(commands, typing)
        if (wanted === undefined || !isInGuild(typing)) return
        const language = await wantedLanguage(typing, languageOfLocale(typing.locale))
        const call = invocationOf(typing, language, optionsOf(typing.data.options))
        choices = choicesPayload(await wanted.suggest(wanted.typed, call))
      },
      async () => undefined,
    )
    const route = Routes.interactionCallback(typing.id, typing.token)
    const type = InteractionResponseType.ApplicationCommandAutocompleteResult
    const body = { type, data: { choices } }
    const answered = await attempt(() => rest.post(route, { body, auth: false }))
    if (!answered.ok)
      log.info({ id: typing.id, fault: answered.fault }, 'suggestions came too late')
  }

  return async (interaction) => {
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        if (
          interaction.data.type === ApplicationCommandType.ChatInput ||
          interaction.data.type === ApplicationCommandType.Message
        ) {
          await answer(interaction as Asked)
        }
        return
      case InteractionType.MessageComponent:
      case InteractionType.ModalSubmit:
        return answer(interaction)
      case InteractionType.ApplicationCommandAutocomplete:
        return suggest(interaction)
      default:
        log.warn({ id: interaction.id, type: interaction.type }, 'an interaction nobody serves')
    }
  }
}

/** The language, or `otherwise` when it takes too long to learn or cannot be learnt. */
export const soon = (language: Promise<Language>, otherwise: Language): Promise<Language> =>
  Promise.race([language.catch(() => otherwise), delay(languageWithin, otherwise, { ref: false })])
