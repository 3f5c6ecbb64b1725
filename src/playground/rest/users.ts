// Users: the bot itself, its application, other users and direct messages with them.

import { z } from 'zod'
import { directChannel } from '#playground/direct.ts'
import { refusal } from '#playground/errors.ts'
import { id, parse } from '#playground/validation/form.ts'
import { channelView, userView } from '#playground/view.ts'
import { botOf, type World } from '#playground/world.ts'
import { param, type Route } from './route.ts'

const applicationView = (world: World) => ({
  id: world.application.id,
  name: botOf(world).name,
  icon: null,
  description: '',
  type: null,
  bot: userView(botOf(world)),
  bot_public: false,
  bot_require_code_grant: false,
  verify_key: world.application.publicKey,
  flags: world.application.privileged ? 1 << 19 : 0,
  flags_new: world.application.privileged ? String(1 << 19) : '0',
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  owner: userView(world.members.get(world.guild.owner) ?? botOf(world)),
  approximate_guild_count: 1,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  team: null,
  eligible_oauth2_scopes: [],
})

export const userRoutes = (world: World): Route[] => [
  {
    method: 'GET',
    path: '/users/@me',
    run: () => ({
      body: {
        ...userView(botOf(world)),
        mfa_enabled: false,
        locale: botOf(world).locale,
        email: null,
        verified: true,
      },
    }),
  },
  {
    method: 'GET',
    path: '/users/:user',
    run(call) {
      const member = world.members.get(param(call, 'user'))
      if (member === undefined) throw refusal(10013)
      return { body: userView(member) }
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    run({ body }) {
      const { recipient_id } = parse(z.strictObject({ recipient_id: id }), body)
      return { body: channelView(world, directChannel(world, recipient_id)) }
    },
  },
  { method: 'GET', path: '/applications/@me', run: () => ({ body: applicationView(world) }) },
  {
    method: 'GET',
    path: '/oauth2/applications/@me',
    run: () => ({ body: applicationView(world) }),
  },
]
