// Payload: turns a checked form into what a message holds: files, media, components, mentions.

import {
  type APIAttachment,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type APIUser,
  ComponentType,
} from 'discord-api-types/v10'
import type { Channel } from './channel.ts'
import { permissionsIn } from './permissions.ts'
import { type Node, walk } from './validation/components.ts'
import type { EmbedForm } from './validation/embeds.ts'
import { refuseForm } from './validation/form.ts'
import type { MessageForm } from './validation/messages.ts'
import { userView } from './view.ts'
import type { World } from './world.ts'

/** A file as it came: `index` is the n of its part `files[n]`. */
export type Upload = {
  readonly index: string
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Width and height of a PNG, read from its header; nothing for other kinds of file. */
function sizeOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return undefined
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Keeps uploaded files and gives their attachments. */
export function attach(
  world: World,
  channel: Channel,
  uploads: readonly Upload[],
  form: MessageForm,
  ephemeral: boolean,
): APIAttachment[] {
  return uploads.map((upload) => {
    const described = form.attachments?.find(({ id }) => id === upload.index)
    const filename = (described?.filename ?? upload.name).replace(/[^\p{L}\p{N}._-]/gu, '_')
    const id = world.newId()
    world.store.putFile(id, upload.type, upload.bytes)
    const url = `${world.origin}/attachments/${channel.id}/${id}/${encodeURIComponent(filename)}`
    return {
      id,
      filename,
      size: upload.bytes.byteLength,
      url,
      proxy_url: url,
      content_type: upload.type,
      ...(described?.description && { description: described.description }),
      ...sizeOf(upload.bytes),
      ...(ephemeral && { ephemeral: true }),
    }
  })
}

const bare = <Value>(value: Value): Value => {
  if (Array.isArray(value)) return value.map(bare) as Value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, bare(inner)]),
  ) as Value
}

const ownFile = (files: readonly APIAttachment[], url: string) =>
  url.startsWith('attachment://')
    ? files.find(({ filename }) => filename === decodeURI(url.slice('attachment://'.length)))
    : undefined

/** Embeds as a message holds them: type `rich`, and addresses of own files made real. */
export function embedsOf(forms: readonly EmbedForm[], files: readonly APIAttachment[]): APIEmbed[] {
  const real = (url: string | null | undefined) =>
    url == null ? undefined : (ownFile(files, url)?.url ?? url)
  return forms.map((form) => {
    const { image, thumbnail, author, footer, ...rest } = form
    const picture = (given: { url: string } | null | undefined) => {
      if (given == null) return undefined
      const file = ownFile(files, given.url)
      const url = file?.url ?? given.url
      return { url, proxy_url: url, width: file?.width, height: file?.height }
    }
    return bare({
      ...rest,
      type: 'rich',
      image: picture(image),
      thumbnail: picture(thumbnail),
      author: author && { ...author, icon_url: real(author.icon_url) },
      footer: footer && { ...footer, icon_url: real(footer.icon_url) },
      fields: form.fields?.map((field) => ({ ...field, inline: field.inline ?? false })),
    }) as APIEmbed
  })
}

const defaults: Partial<Record<number, object>> = {
  [ComponentType.StringSelect]: { min_values: 1, max_values: 1, disabled: false },
  [ComponentType.Thumbnail]: { description: null, spoiler: false },
  [ComponentType.Separator]: { spacing: 1, divider: true },
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.File]: { spoiler: false },
}

/** Components as a message holds them: every one numbered, media unfurled, defaults filled in. */
export function componentsOf(
  world: World,
  forms: readonly unknown[],
  files: readonly APIAttachment[],
): APIMessageTopLevelComponent[] {
  const taken = new Set(walk(forms).map(({ id }) => id))
  let last = 0
  const next = () => {
    do last += 1
    while (taken.has(last))
    return last
  }
  const media = ({ url }: { url: string }) => {
    const file = ownFile(files, url)
    if (file === undefined && url.startsWith('attachment://')) {
      refuseForm(
        ['components'],
        'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
        `The referenced attachment could not be found: ${url}`,
      )
    }
    const real = file?.url ?? url
    return {
      id: world.newId(),
      url: real,
      proxy_url: real,
      width: file?.width,
      height: file?.height,
      content_type: file?.content_type,
      attachment_id: file?.id,
    }
  }
  const filled = (given: unknown): Node => {
    const node = given as Node & Record<'media' | 'file', { url: string }>
    const items = node['items'] as (object & { media: { url: string } })[] | undefined
    const file = node.file && ownFile(files, node.file.url)
    return {
      ...defaults[node.type],
      ...node,
      id: node.id || next(),
      ...(node['components'] !== undefined && {
        components: (node['components'] as unknown[]).map(filled),
      }),
      ...(node['accessory'] !== undefined && { accessory: filled(node['accessory']) }),
      ...(node.media && { media: media(node.media) }),
      ...(node.file && {
        file: media(node.file),
        name: file?.filename ?? null,
        size: file?.size ?? null,
      }),
      ...(items && {
        items: items.map((item) => ({
          description: null,
          spoiler: false,
          ...item,
          media: media(item.media),
        })),
      }),
    }
  }
  return forms.map((form) => filled(bare(form))) as unknown as APIMessageTopLevelComponent[]
}

type Mentions = { mentions: APIUser[]; mention_roles: string[]; mention_everyone: boolean }

/**
 * Who a text notifies. Without `allowed_mentions` an interaction's message notifies users only,
 * any other message everyone it names.
 */
export function mentionsOf(
  world: World,
  channel: Channel,
  author: string,
  texts: readonly string[],
  allowed: MessageForm['allowed_mentions'],
  byDefault: 'users' | 'all',
  repliedTo?: string,
): Mentions {
  const found = (pattern: RegExp) =>
    texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
  const kinds: string[] =
    allowed == null
      ? byDefault === 'users'
        ? ['users']
        : ['users', 'roles', 'everyone']
      : (allowed.parse ?? [])
  const users = found(/<@!?(\d+)>/g).filter(
    (id) => kinds.includes('users') || allowed?.users?.includes(id),
  )
  if (repliedTo !== undefined && (allowed == null || allowed.replied_user)) users.push(repliedTo)
  const roles = found(/<@&(\d+)>/g).filter(
    (id) => world.roles.has(id) && (kinds.includes('roles') || allowed?.roles?.includes(id)),
  )
  const canMentionAll = (permissionsIn(world, author, channel) & (1n << 17n)) !== 0n
  return {
    mentions: [...new Set(users)]
      .map((id) => world.members.get(id))
      .filter((member) => member !== undefined)
      .map(userView),
    mention_roles: [...new Set(roles)],
    mention_everyone:
      canMentionAll &&
      kinds.includes('everyone') &&
      texts.some((text) => /@(everyone|here)\b/.test(text)),
  }
}
