// Gateway: where a client finds the gateway, and how often it may still begin a session.

import type { Gateway } from '#playground/gateway.ts'
import type { Route } from './route.ts'

export const gatewayRoutes = (gateway: Gateway, url: string): Route[] => [
  { method: 'GET', path: '/gateway', open: true, run: () => ({ body: { url } }) },
  {
    method: 'GET',
    path: '/gateway/bot',
    run: () => ({
      body: {
        url,
        shards: 1,
        session_start_limit: {
          total: 1000,
          remaining: gateway.startsLeft(),
          reset_after: 86_400_000,
          max_concurrency: 1,
        },
      },
    }),
  },
]
