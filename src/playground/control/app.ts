// App: the control API: acting as members, moving the clock and making trouble, as JSON over HTTP.

import { type Context, Hono } from 'hono'
import { Refusal } from '#playground/errors.ts'
import type { Faults } from '#playground/faults.ts'
import type { Gateway } from '#playground/gateway.ts'
import type { Interactions } from '#playground/interactions.ts'
import type { Limiter } from '#playground/limits.ts'
import type { Requests } from '#playground/requests.ts'
import type { Playground } from '#playground/serve.ts'
import { acts } from './acts.ts'
import { eventStream } from './events.ts'
import { ControlFault } from './fault.ts'
import { menuAct } from './menus.ts'
import { modalActs } from './modals.ts'
import { threadActs } from './threads.ts'
import { troubles } from './trouble.ts'
import { channelFor, memberOf, messagesIn, snapshot } from './visible.ts'
import { clockMover } from './walk.ts'
import { writingActs } from './writing.ts'

export type ControlParts = {
  readonly playground: Playground
  readonly interactions: Interactions
  readonly gateway: Gateway
  readonly faults: Faults
  readonly requests: Requests
  readonly limiter: Limiter
}

async function bodyOf(c: Context): Promise<unknown> {
  // A page elsewhere can post plain text without asking; only real JSON is taken.
  if (!c.req.header('content-type')?.startsWith('application/json')) {
    throw new ControlFault(400, 'Send JSON with the header Content-Type: application/json.')
  }
  try {
    return await c.req.json()
  } catch {
    throw new ControlFault(400, 'The body is not valid JSON.')
  }
}

/** The control API of one playground; README.md beside this folder documents every route. */
export function controlApp(parts: ControlParts): Hono {
  const { playground, interactions, gateway, faults, requests, limiter } = parts
  const { world } = playground
  const app = new Hono()
  const post = (path: string, act: (body: unknown) => object | Promise<object>) =>
    app.post(path, async (c) => c.json(await act(await bodyOf(c))))

  app.onError((error, c) => {
    if (error instanceof ControlFault) return c.json({ error: error.message }, error.status)
    if (error instanceof Refusal) {
      const { message, code, errors } = error.body
      return c.json({ error: message, code, errors }, error.status as 400)
    }
    return c.json({ error: `The playground failed: ${error.message}` }, 500)
  })
  app.notFound((c) =>
    c.json(
      { error: `There is no ${c.req.method} ${c.req.path}; see src/playground/README.md.` },
      404,
    ),
  )

  app.get('/state', async (c) => {
    const member = memberOf(world, c.req.query('as'))
    // A bot that fails to tell its schedule must not take the page with it.
    const next = await Promise.resolve(playground.hooks().next?.()).catch(() => undefined)
    return c.json({ ...snapshot(world, member), zone: playground.zone, next })
  })
  app.get('/messages', (c) => {
    const member = memberOf(world, c.req.query('as'))
    const channel = channelFor(world, member, c.req.query('channel') ?? '')
    return c.json({ messages: messagesIn(world, member, channel) })
  })
  app.get('/events', (c) => eventStream(c, playground, memberOf(world, c.req.query('as'))))

  const act = acts(world, interactions)
  post('/command', act.command)
  post('/autocomplete', act.autocomplete)
  post('/button', act.button)
  post('/select', act.select)
  post('/vote', act.vote)
  post('/dismiss', act.dismiss)
  post('/menu', menuAct(world, interactions))
  const modal = modalActs(world, interactions)
  post('/modal', modal.send)
  post('/modal/dismiss', modal.dismiss)
  const writing = writingActs(world)
  post('/message', writing.message)
  post('/edit', writing.edit)
  post('/delete', writing.delete)
  post('/direct', writing.direct)
  const thread = threadActs(world)
  post('/thread', thread.start)
  post('/thread/change', thread.change)
  post('/thread/delete', thread.delete)
  post('/thread/join', thread.join)
  post('/thread/leave', thread.leave)

  app.get('/clock', (c) => c.json({ now: playground.clock().toString() }))
  post('/clock', clockMover(playground))

  const trouble = troubles({ world, gateway, faults, limiter })
  app.get('/faults', (c) => c.json({ faults: faults.list() }))
  post('/faults', trouble.fault)
  app.delete('/faults', (c) => c.json(trouble.clearFaults()))
  post('/gateway', trouble.gateway)
  post('/members', trouble.members)
  post('/permissions', trouble.permissions)
  post('/channels', trouble.channels)
  post('/limits', trouble.limits)
  post('/intents', trouble.intents)
  post('/polls', trouble.polls)

  app.get('/requests', (c) =>
    c.json({ requests: requests.since(Number(c.req.query('since') ?? 0) || 0) }),
  )
  app.get('/interactions/:id', (c) => {
    const interaction = world.interactions.get(c.req.param('id'))
    if (interaction === undefined) throw new ControlFault(404, 'There is no such interaction.')
    // The token belongs to the bot alone.
    const { token, ...shown } = interaction
    return c.json(shown)
  })
  app.get('/note', async (c) => {
    const { note } = playground.hooks()
    if (note === undefined)
      throw new ControlFault(404, 'No notes are loaded beside this playground.')
    const source = c.req.query('source')
    if (!source) throw new ControlFault(400, 'source: name the note.')
    const found = await note(source)
    if (found === undefined) throw new ControlFault(404, `There is no note ${source}.`)
    return c.json(found)
  })
  return app
}
