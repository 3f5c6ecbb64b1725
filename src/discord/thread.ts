// Thread: Chat.thread: the thread under a message, opened once.

import type { REST } from 'discord.js'
import { type APIChannel, type APIThreadChannel, ChannelType, Routes } from 'discord-api-types/v10'
import type { Chat } from '#core/chat.ts'
import { ok } from '#lib/result.ts'
import { shorten, visible } from '#lib/text.ts'
import { attempt } from './fault.ts'

const nameMost = 100
const alreadyOpen = 160004
const wrongChannel = 50024

const threadTypes = new Set<ChannelType>([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
])

/** A name of one line, 1 to 100 characters, cut between two as people see them. */
const threadName = (name: string): string =>
  shorten(visible(name).replace(/\s+/gu, ' ').trim(), nameMost) || '…'

/** Chat.thread over `rest`. A message that stands in a thread already goes on there. */
export const threadsOver =
  (rest: () => REST): Chat['thread'] =>
  async (channel, message, name) => {
    const body = { name: threadName(name) }
    const opened = await attempt(
      () => rest().post(Routes.threads(channel, message), { body }) as Promise<APIThreadChannel>,
    )
    if (opened.ok) return ok({ thread: opened.value.id })
    // A thread that was opened from a message has its id.
    if (opened.fault.code === alreadyOpen) return ok({ thread: message })
    if (opened.fault.code !== wrongChannel) return opened
    const place = await attempt(() => rest().get(Routes.channel(channel)) as Promise<APIChannel>)
    return place.ok && threadTypes.has(place.value.type) ? ok({ thread: channel }) : opened
  }
