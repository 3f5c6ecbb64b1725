// Environment: what every command begins with.

import { type Environment, misconfigured, readEnvironment } from '#core/environment.ts'

/** For a command: the environment, or its fault on standard error and the end with exit code 78. */
export function environmentOrEnd(): Environment {
  const environment = readEnvironment(process.env)
  if (environment.ok) return environment.value
  process.stderr.write(`${environment.fault}\n`)
  process.exit(misconfigured)
}
