// Polls: who voted for an answer, page by page, and ending a poll early.

import { z } from 'zod'
import { refusal } from '#playground/errors.ts'
import { demand } from '#playground/permissions.ts'
import { expire } from '#playground/polls.ts'
import { byAge } from '#playground/snowflake.ts'
import { messageView, userView, votersOf } from '#playground/view.ts'
import type { World } from '#playground/world.ts'
import { counted, queryOf } from './query.ts'
import { type Call, channelOf, messageOf, param, type Route } from './route.ts'

export function pollRoutes(world: World): Route[] {
  const pollMessage = (call: Call) => {
    const channel = channelOf(world, param(call, 'channel'))
    demand(world, world.application.id, channel, 'ReadMessageHistory')
    const stored = messageOf(world, channel, param(call, 'message'))
    if (stored.message.poll === undefined) throw refusal(520006)
    return stored
  }
  return [
    {
      method: 'GET',
      path: '/channels/:channel/polls/:message/answers/:answer',
      run(call) {
        const { message } = pollMessage(call)
        const answer = Number(param(call, 'answer'))
        if (!message.poll?.answers.some(({ answer_id }) => answer_id === answer)) {
          throw refusal(10008)
        }
        const { after, limit } = queryOf(call, {
          after: z.string().regex(/^\d+$/).default('0'),
          limit: counted(1, 100, 25),
        })
        const voters = votersOf(world, message.id, answer).filter(({ id }) => byAge(id, after) > 0)
        return { body: { users: voters.slice(0, limit).map(userView) } }
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/polls/:message/expire',
      run(call) {
        const stored = pollMessage(call)
        expire(world, stored)
        return { body: messageView(world, stored, world.application.id) }
      },
    },
  ]
}
