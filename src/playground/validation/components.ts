// Components: rows of buttons and selects, and the tree of Components V2.

import { ComponentType } from 'discord-api-types/v10'
import { z } from 'zod'
import { unsupported } from '#playground/errors.ts'
import { button, number, select } from './controls.ts'
import { mediaUrl, refuseForm, text, url, whole } from './form.ts'

const row = z
  .strictObject({
    type: z.literal(ComponentType.ActionRow),
    id: number,
    components: z
      .array(z.discriminatedUnion('type', [button, select]))
      .min(1)
      .max(5),
  })
  .refine(
    ({ components }) =>
      components.length === 1 || components.every(({ type }) => type === ComponentType.Button),
    {
      path: ['components'],
      message: 'A row holds up to five buttons or one select.',
      params: { code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
    },
  )

const media = z
  .strictObject({ url: mediaUrl })
  .or(z.looseObject({ url: mediaUrl, proxy_url: z.string() }))
const described = { description: text(1024, 1).nullish(), spoiler: z.boolean().nullish() }

const textDisplay = z.strictObject({
  type: z.literal(ComponentType.TextDisplay),
  id: number,
  content: text(4000, 1),
})
const thumbnail = z.strictObject({
  type: z.literal(ComponentType.Thumbnail),
  id: number,
  media,
  ...described,
})
const section = z.strictObject({
  type: z.literal(ComponentType.Section),
  id: number,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
})
const gallery = z.strictObject({
  type: z.literal(ComponentType.MediaGallery),
  id: number,
  items: z
    .array(z.strictObject({ media, ...described }))
    .min(1)
    .max(10),
})
const file = z.strictObject({
  type: z.literal(ComponentType.File),
  id: number,
  file: z
    .strictObject({ url: url(2048, 'attachment:') })
    .or(z.looseObject({ url: mediaUrl, proxy_url: z.string() })),
  spoiler: z.boolean().nullish(),
  name: z.string().nullish(),
  size: z.int().nullish(),
})
const separator = z.strictObject({
  type: z.literal(ComponentType.Separator),
  id: number,
  divider: z.boolean().nullish(),
  spacing: whole(1, 2).nullish(),
})
const inside = [row, textDisplay, section, gallery, file, separator] as const
const container = z.strictObject({
  type: z.literal(ComponentType.Container),
  id: number,
  components: z.array(z.discriminatedUnion('type', inside)).min(1),
  accent_color: whole(0, 0xffffff).nullish(),
  spoiler: z.boolean().nullish(),
})

const rows = z.array(row).max(5)
const tree = z.array(z.discriminatedUnion('type', [...inside, container]))

/** One component with whatever it holds, as plain data. */
export type Node = { type: number; id?: number | null; [field: string]: unknown }

const nodesIn = (value: unknown): Node[] =>
  (Array.isArray(value) ? value : []).filter((one) => one !== null && typeof one === 'object')

/** Every component of a tree, outermost first; whatever is no component is passed over. */
export function walk(components: unknown): Node[] {
  return nodesIn(components).flatMap((node) => [
    node,
    ...walk(node['components']),
    ...walk([node['accessory'], node['component']]),
  ])
}

const menus = new Set<number>([
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
])

/** The schema of a message's components: a tree with the V2 flag, rows without. */
export const componentsSchema = (v2: boolean) => (v2 ? tree : rows)

/** The rules that look at the whole tree: count, text in all, and custom ids used once. */
export function limitComponents(components: readonly unknown[], v2: boolean): void {
  const nodes = walk(components)
  if (v2 && nodes.length > 40) {
    refuseForm(
      ['components'],
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      'The total number of components cannot exceed 40',
    )
  }
  const letters = nodes.reduce(
    (sum, { type, content }) =>
      sum + (type === ComponentType.TextDisplay ? String(content).length : 0),
    0,
  )
  if (letters > 4000) {
    refuseForm(
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'The total displayable text of components cannot exceed 4000 characters',
    )
  }
  refuseTwins(nodes)
}

/** Refuses ids and custom ids that stand twice in one tree. */
export function refuseTwins(nodes: readonly Node[]): void {
  const seen = { custom_id: new Set<unknown>(), id: new Set<unknown>() }
  for (const node of nodes) {
    for (const field of ['custom_id', 'id'] as const) {
      const value = node[field]
      if (value == null || value === 0) continue
      if (seen[field].has(value)) {
        const what = field === 'id' ? 'Component id' : 'Component custom id'
        const code = field === 'id' ? 'COMPONENT_ID_DUPLICATED' : 'COMPONENT_CUSTOM_ID_DUPLICATED'
        refuseForm(['components'], code, `${what} cannot be duplicated: ${value}`)
      }
      seen[field].add(value)
    }
  }
}

/** Says plainly which kinds of select the local Discord lacks, before the schema calls them unknown. */
export function refuseMenus(components: unknown): void {
  for (const node of walk(components)) {
    if (menus.has(node.type)) throw unsupported(`Select menu of type ${node.type}`)
  }
}
