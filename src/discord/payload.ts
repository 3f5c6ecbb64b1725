// Payload: a Reply or Post as Discord's JSON, within Discord's limits or not at all.

import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10'
import type { Log } from '#core/deps.ts'
import { fitted, panelMost } from '#core/fitted.ts'
import type { ActionCall, Block, Button, Panel, Post, Reply, Tone } from '#core/reply.ts'
import { charactersOf } from '#lib/text.ts'
import { offered } from './choice.ts'
import { emojiOf } from './emoji.ts'
import { demand, demandSize } from './limit.ts'
import { pollPayload } from './poll.ts'

/** Whoever is named in a text is never pinged by it: not members, not roles, not who is replied to. */
const noMentions = { parse: [], replied_user: false }

/** The one place where somebody is: these members, and still nobody else. */
function mentionsOf(users: readonly string[]) {
  demand(users.length <= 100, `a message pings at most 100 members, not ${users.length}`)
  return { ...noMentions, users: [...users] }
}

const accents: Readonly<Record<Tone, number>> = {
  answer: 0x4f7cff,
  quiz: 0x9b6bff,
  reveal: 0x2fb170,
  missed: 0xd9722e,
  board: 0xf2a93b,
  progress: 0x1fb5b0,
  setup: 0x7a8599,
  problem: 0xe5484d,
}

/** The `custom_id` that names an action and its subject, `action:subject`; parseCustomId's inverse. */
export function customId({ action, subject }: ActionCall): string {
  demand(/^[^:]+$/u.test(action), `action "${action}" must have a name without a colon`)
  const id = `${action}:${subject}`
  demandSize(`custom_id of action "${action}"`, id, 1, 100)
  return id
}

/** What a pressed component's `custom_id` asks for; one without a colon has an empty subject. */
export function parseCustomId(id: string): ActionCall {
  const colon = id.indexOf(':')
  return colon < 0
    ? { action: id, subject: '' }
    : { action: id.slice(0, colon), subject: id.slice(colon + 1) }
}

const looks = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const

function buttonPayload(button: Button): APIButtonComponent {
  demandSize('button label', button.label, button.emoji === undefined ? 1 : 0, 80)
  const face = {
    type: ComponentType.Button as const,
    ...(button.label === '' ? {} : { label: button.label }),
    ...emojiOf(button.emoji),
  }
  if (button.kind === 'link') {
    demand(/^(https?|discord):\/\//u.test(button.url), 'a link button needs an http(s) address')
    demandSize('button url', button.url, 1, 512)
    return { ...face, style: ButtonStyle.Link, url: button.url }
  }
  const style = looks[button.look]
  const disabled = button.disabled === true ? { disabled: true } : {}
  return { ...face, style, custom_id: customId(button.does), ...disabled }
}

type Select = Extract<Block, { kind: 'select' }>

function selectPayload({
  does,
  prompt,
  choices: all,
  most = 1,
  least = 1,
}: Select): APIStringSelectComponent {
  const choices = offered(all)
  demandSize('select prompt', prompt, 0, 150)
  demand(choices.length >= 1, 'a select needs a choice with a label and a value of 1 to 100')
  const values = new Set(choices.map(({ value }) => value))
  demand(values.size === choices.length, 'the values of a select must differ')
  demand(Number.isInteger(most) && most >= 1 && most <= all.length, 'select: most out of range')
  demand(least >= 1 && least <= most, 'select: least out of range')
  const chosen = choices.filter((choice) => choice.chosen === true)
  demand(chosen.length <= most, 'a select has more choices chosen than it takes')
  return {
    type: ComponentType.StringSelect,
    custom_id: customId(does),
    placeholder: prompt,
    min_values: Math.min(least, choices.length),
    max_values: Math.min(most, choices.length),
    options: choices.map(({ value, label, about, chosen }) => ({
      value,
      label,
      ...(about === undefined ? {} : { description: about }),
      ...(chosen === true ? { default: true } : {}),
    })),
  }
}

const rowOf = <Component extends APIButtonComponent | APIStringSelectComponent>(
  components: Component[],
): APIActionRowComponent<Component> => ({ type: ComponentType.ActionRow, components })

function blockPayload(block: Block): APIComponentInContainer {
  switch (block.kind) {
    case 'text':
      return { type: ComponentType.TextDisplay, content: block.text }
    case 'rule':
      return { type: ComponentType.Separator, divider: true }
    case 'beside':
      return {
        type: ComponentType.Section,
        components: [{ type: ComponentType.TextDisplay, content: block.text }],
        accessory: buttonPayload(block.button),
      }
    case 'buttons':
      demand(block.buttons.length >= 1 && block.buttons.length <= 5, 'a row takes 1 to 5 buttons')
      return rowOf(block.buttons.map(buttonPayload))
    case 'select':
      return rowOf([selectPayload(block)])
  }
}

const sizeOf = (block: Block): number =>
  block.kind === 'beside'
    ? 3
    : block.kind === 'buttons'
      ? 1 + block.buttons.length
      : block.kind === 'select'
        ? 2
        : 1

const actionsOf = (block: Block): ActionCall[] => {
  if (block.kind === 'select') return [block.does]
  const buttons =
    block.kind === 'buttons' ? block.buttons : block.kind === 'beside' ? [block.button] : []
  return buttons.flatMap((button) => (button.kind === 'button' ? [button.does] : []))
}

const textsOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) => (block.kind === 'text' || block.kind === 'beside' ? [block.text] : []))

/** A panel says at most 4,000 characters; a longer one is shown shortened rather than not at all. */
function shortened(panel: Panel, log: Log): Panel {
  const characters = charactersOf(textsOf(panel.blocks).join(''))
  if (characters <= panelMost) return panel
  log.warn({ tone: panel.tone, characters }, 'a panel was too long and is shown shortened')
  return { ...panel, blocks: fitted(panel.blocks) }
}

/**
 * A panel as one Components V2 container. Throws a RangeError that names the limit when Discord
 * would refuse it: 40 components counting nested ones, no two with the same `custom_id`.
 */
function panelPayload({ tone, blocks }: Panel): APIContainerComponent {
  const size = 1 + blocks.reduce((sum, block) => sum + sizeOf(block), 0)
  demand(blocks.length >= 1, 'a panel needs at least one block')
  demand(size <= 40, `a panel takes 40 components, this one has ${size}`)
  const isSaid = (text: string) => text.trim() !== ''
  demand(textsOf(blocks).every(isSaid), 'a text of a panel is empty')
  const ids = blocks.flatMap(actionsOf).map(customId)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  demand(twice === undefined, `two components of a panel share the custom_id "${twice}"`)
  return {
    type: ComponentType.Container,
    accent_color: accents[tone],
    components: blocks.map(blockPayload),
  }
}

/** A reply's panel as the body of an edit or a follow-up; an edit ignores the ephemeral flag. */
export const replyPayload = ({ panel }: Reply, log: Log, isPrivate = false) => ({
  flags: MessageFlags.IsComponentsV2 | (isPrivate ? MessageFlags.Ephemeral : 0),
  components: [panelPayload(shortened(panel, log))],
  allowed_mentions: noMentions,
})

type ReplyPayload = ReturnType<typeof replyPayload>

/** The bodies of all messages of a reply: its own, then those it goes on in. */
export const replyPayloads = (
  { panel, further = [] }: Reply,
  log: Log,
  isPrivate: boolean,
): readonly [ReplyPayload, ...ReplyPayload[]] => [
  replyPayload({ panel }, log),
  ...further.map((each) => replyPayload({ panel: each }, log, isPrivate)),
]

/** A post as the body of Create Message, without its nonce. Throws like panelPayload. */
export function postPayload(post: Post, log: Log): RESTPostAPIChannelMessageJSONBody {
  if (post.kind === 'panel') {
    return {
      ...replyPayload({ panel: post.panel }, log),
      ...(post.mentions && { allowed_mentions: mentionsOf(post.mentions) }),
      ...(post.replyTo === undefined
        ? {}
        : { message_reference: { message_id: post.replyTo, fail_if_not_exists: false } }),
    }
  }
  demandSize('text beside a poll', post.text, 0, 2000)
  return {
    ...(post.text.trim() === '' ? {} : { content: post.text }),
    poll: pollPayload(post.poll),
    allowed_mentions: noMentions,
  }
}
