// Node 26 reads drizzle-orm's 400 kB package.json once per file of it; relative imports inside it need no package.json.
import { registerHooks } from 'node:module'

registerHooks({
  resolve: (spec, ctx, next) =>
    spec.startsWith('.') && ctx.parentURL?.includes('/node_modules/drizzle-orm/')
      ? {
          url: new URL(spec, ctx.parentURL).href,
          format: 'module',
          shortCircuit: true,
        }
      : next(spec, ctx),
})
