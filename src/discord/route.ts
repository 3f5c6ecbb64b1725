// Route: an interaction to the command or action it is for, and what that says back to the member.

import type { REST } from 'discord.js'
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandOptionChoice,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  Routes,
} from 'discord-api-types/v10'
import type { Action, Command, Invocation } from '#core/command.ts'
import type { Log } from '#core/deps.ts'
import { type Language, languageOfLocale } from '#core/language.ts'
import { type Reply, type Staged, sayIn } from '#core/reply.ts'
import { attempt, patiently } from './fault.ts'
import { guard } from './guard.ts'
import { type InGuild, invocationOf, isInGuild, managesServer, optionsOf } from './invocation.ts'
import { parseCustomId } from './payload.ts'
import { responseTo, type Way } from './response.ts'
import { present } from './staged.ts'
import { choicesPayload, typingOf } from './suggest.ts'
import { texts } from './texts.ts'

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
  readonly languageOf: LanguageOf
  /** Milliseconds between the edits of a staged reply. */
  readonly gap: number
  /** See repeatedCallbacks in response.ts. */
  readonly wasRepeated: (path: string) => boolean
}

type Asked = APIChatInputApplicationCommandInteraction | APIMessageComponentInteraction

type Plan = {
  readonly name: string
  readonly way: Way
  readonly options: Invocation['options']
  readonly run: (call: Invocation) => Promise<Staged>
}

// A reply that could not be shown is tried again for as long as a short outage lasts.
const outage = [500, 2000, 5000]

const byName = <Named extends { readonly name: string }>(all: readonly Named[]) =>
  new Map(all.map((one) => [one.name, one]))

const problem = (text: string): Reply => sayIn('problem', text)

const refusal = (name: string, say: (language: Language) => string): Plan => ({
  name,
  way: 'private',
  options: {},
  run: async ({ language }) => problem(say(language)),
})

/** Gives the function that answers an interaction; it never throws. */
export function routeOver(options: RouteOptions): (interaction: APIInteraction) => Promise<void> {
  const { rest, log, languageOf, gap } = options
  const commands = byName(options.commands)
  const actions = byName(options.actions)

  function commandPlan(asked: InGuild<APIChatInputApplicationCommandInteraction>): Plan {
    const { name, options } = asked.data
    const command = commands.get(name)
    if (command === undefined) return refusal(name, (to) => texts[to].unknownCommand(name))
    if (command.ownersOnly && !managesServer(asked)) {
      return refusal(name, (to) => texts[to].ownersOnly)
    }
    const given = optionsOf(options)
    const way = command.isPrivate(given) ? 'private' : 'public'
    return { name, way, options: given, run: command.run }
  }

  function actionPlan(asked: InGuild<APIMessageComponentInteraction>): Plan {
    const { action: name, subject } = parseCustomId(asked.data.custom_id)
    const action = actions.get(name)
    if (action === undefined) return refusal(name, (to) => texts[to].unknownAction)
    if (action.ownersOnly === true && !managesServer(asked)) {
      return refusal(name, (to) => texts[to].ownersOnly)
    }
    const values = 'values' in asked.data ? asked.data.values : []
    return {
      name,
      way: action.answers,
      options: {},
      run: (call) => action.run(call, { subject, values }),
    }
  }

  const wantedLanguage = (interaction: InGuild<APIInteraction>, locale: Language) =>
    languageOf({ guild: interaction.guild_id, member: interaction.member.user.id, locale })

  async function answer(asked: Asked): Promise<void> {
    const response = responseTo(asked, options)
    const locale = languageOfLocale(asked.locale)
    let language = locale

    await guard(
      log,
      { id: asked.id },
      async () => {
        if (!isInGuild(asked)) {
          await response.tell(problem(texts[language].serversOnly))
          return
        }
        const isCommand = asked.type === InteractionType.ApplicationCommand
        const plan = isCommand ? commandPlan(asked) : actionPlan(asked)
        const fields = { id: asked.id, name: plan.name }

        const acknowledged = await response.acknowledge(plan.way)
        if (acknowledged.kind === 'taken') {
          log.info(fields, 'another replica answers this interaction')
          return
        }
        if (acknowledged.kind === 'lost') {
          log.warn({ ...fields, fault: acknowledged.fault }, 'Discord took no acknowledgement')
          return
        }
        language = await wantedLanguage(asked, locale)
        const staged = await plan.run(invocationOf(asked, language, plan.options))
        await present(
          staged,
          async (reply, isLast) => {
            const shown = await patiently(() => response.show(reply), isLast ? outage : [])
            if (shown.ok) return true
            log.warn({ ...fields, isLast, fault: shown.fault }, 'a reply was not shown')
            // A deleted message is the member's wish; anything else they should hear about.
            if (isLast && shown.fault.kind !== 'missing') throw new Error(shown.fault.reason)
            return false
          },
          gap,
        )
      },
      async (incident) => {
        const told = await response.tell(problem(texts[language].broken(incident)))
        if (!told.ok) log.warn({ incident, fault: told.fault }, 'the apology was not shown')
      },
    )
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
        if (interaction.data.type === ApplicationCommandType.ChatInput) {
          await answer(interaction as APIChatInputApplicationCommandInteraction)
        }
        return
      case InteractionType.MessageComponent:
        return answer(interaction)
      case InteractionType.ApplicationCommandAutocomplete:
        return suggest(interaction)
      default:
        log.warn({ id: interaction.id, type: interaction.type }, 'an interaction nobody serves')
    }
  }
}
