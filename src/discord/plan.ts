// Plan: what an interaction asks for: a reply, a form, or a refusal in words.

import {
  type APIChatInputApplicationCommandInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  InteractionType,
} from 'discord-api-types/v10'
import type { Action, Command, Invocation, Menu } from '#core/command.ts'
import type { Form } from '#core/form.ts'
import type { Language } from '#core/language.ts'
import { type Staged, sayIn } from '#core/reply.ts'
import { escapeMarkdown, visible } from '#lib/text.ts'
import { type Submitted, submittedOf } from './form.ts'
import { type Asked, type InGuild, managesServer, optionsOf } from './invocation.ts'
import { demand } from './limit.ts'
import { parseCustomId } from './payload.ts'
import type { Way } from './response.ts'
import { targetOf } from './target.ts'
import { texts } from './texts.ts'

export type Plan = { readonly name: string; readonly options: Invocation['options'] } & (
  | {
      readonly kind: 'reply'
      readonly way: Way
      readonly run: (call: Invocation) => Promise<Staged>
    }
  | { readonly kind: 'form'; readonly open: (call: Invocation) => Form }
)

export type PlanOptions = {
  readonly commands: ReadonlyMap<string, Command>
  readonly actions: readonly Action[]
  readonly menus: readonly Menu[]
  /** Our user's id, once it is known. */
  readonly botId: () => string | undefined
}

/** Values by their names. */
export const byName = <Named extends { readonly name: string }>(all: readonly Named[]) =>
  new Map(all.map((one) => [one.name, one]))

type Say = (say: (typeof texts)[Language]) => string

/** A refusal that only the member sees, with what they typed so that it is not lost. */
const refusal = (name: string, say: Say, typed: readonly string[] = []): Plan => ({
  kind: 'reply',
  name,
  way: 'private',
  options: {},
  async run({ language }) {
    const own = texts[language]
    const kept = typed.map((text) => escapeMarkdown(visible(text).trim())).filter(Boolean)
    return sayIn('problem', say(own), ...(kept.length === 0 ? [] : [own.youWrote, ...kept]))
  },
})

/** Gives the function that finds out what an interaction asks for. */
export function planOver(options: PlanOptions): (asked: InGuild<Asked>) => Plan {
  const { commands } = options
  const actions = byName(options.actions)
  const menus = new Map(options.menus.map((menu) => [menu.name.en, menu]))

  /** A form whose answers nobody takes would lose what is typed into it. */
  function demandTaken(form: Form): Form {
    const taker = actions.get(form.does.action)
    const isTaken = taker !== undefined && taker.answers !== 'form'
    demand(isTaken, `no action takes what the form of "${form.does.action}" gives`)
    return form
  }

  function commandPlan(asked: InGuild<APIChatInputApplicationCommandInteraction>): Plan {
    const { name, options } = asked.data
    const command = commands.get(name)
    if (command === undefined) return refusal(name, (say) => say.unknownCommand(name))
    if (command.ownersOnly && !managesServer(asked)) return refusal(name, (say) => say.ownersOnly)
    const given = optionsOf(options)
    const way = command.isPrivate(given) ? 'private' : 'public'
    return { kind: 'reply', name, way, options: given, run: command.run }
  }

  function menuPlan(asked: InGuild<APIMessageApplicationCommandInteraction>): Plan {
    const { name } = asked.data
    const menu = menus.get(name)
    if (menu === undefined) return refusal(name, (say) => say.unknownMenu(name))
    const target = targetOf(asked, options.botId())
    if (menu.answers === 'form') {
      const open = (call: Invocation) => demandTaken(menu.open(call, target))
      return { kind: 'form', name, options: {}, open }
    }
    const run = (call: Invocation) => menu.run(call, target)
    return { kind: 'reply', name, way: menu.answers, options: {}, run }
  }

  function pressPlan(asked: InGuild<APIMessageComponentInteraction>): Plan {
    const { action: name, subject } = parseCustomId(asked.data.custom_id)
    const action = actions.get(name)
    if (action === undefined) return refusal(name, (say) => say.unknownAction)
    if (action.ownersOnly === true && !managesServer(asked)) {
      return refusal(name, (say) => say.ownersOnly)
    }
    const values = 'values' in asked.data ? asked.data.values : []
    const press = { subject, values, fields: {}, message: asked.message.id }
    if (action.answers === 'form') {
      const open = (call: Invocation) => demandTaken(action.open(call, press))
      return { kind: 'form', name, options: {}, open }
    }
    const run = (call: Invocation) => action.run(call, press)
    return { kind: 'reply', name, way: action.answers, options: {}, run }
  }

  function formPlan(asked: InGuild<APIModalSubmitInteraction>): Plan {
    const { action: name, subject } = parseCustomId(asked.data.custom_id)
    const { fields, fault } = submittedOf(asked.data)
    const typed = Object.values(fields)
    const action = actions.get(name)
    if (action === undefined || action.answers === 'form') {
      return refusal(name, (say) => say.unknownForm, typed)
    }
    if (action.ownersOnly === true && !managesServer(asked)) {
      return refusal(name, (say) => say.ownersOnly, typed)
    }
    if (fault !== undefined) return refusal(name, (say) => faultText(say, fault), typed)
    const message = asked.message?.id
    const press = { subject, values: [], fields, message: message ?? '' }
    // A form that a menu opened stands on no message that could be replaced.
    const way = action.answers === 'replace' && message === undefined ? 'private' : action.answers
    return { kind: 'reply', name, way, options: {}, run: (call) => action.run(call, press) }
  }

  return (asked) => {
    if (asked.type === InteractionType.MessageComponent) return pressPlan(asked)
    if (asked.type === InteractionType.ModalSubmit) return formPlan(asked)
    return asked.data.type === ApplicationCommandType.ChatInput
      ? commandPlan(asked as InGuild<APIChatInputApplicationCommandInteraction>)
      : menuPlan(asked as InGuild<APIMessageApplicationCommandInteraction>)
  }
}

const faultText = (
  say: (typeof texts)[Language],
  fault: NonNullable<Submitted['fault']>,
): string => (fault.kind === 'missing' ? say.fieldMissing : say.fieldTooLong(fault.most))
