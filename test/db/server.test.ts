import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { startChild } from '../support/child.ts'
import { describeOnPostgres } from '../support/database.ts'

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

describeOnPostgres('the server that the tests start for themselves', () => {
  test('leaves no process and no file when they are killed', async ({ skip }) => {
    const child = startChild(new URL('../support/children/server.ts', import.meta.url))
    const directory = await child.line(() => true)
    if (directory === 'missing')
      skip('TEST_DATABASE_URL names a server, and none can be started here')
    const postmaster = Number(
      readFileSync(join(directory, 'data/postmaster.pid'), 'utf8').split('\n')[0],
    )
    expect(isAlive(postmaster)).toBe(true)

    await child.kill()

    await vi.waitUntil(() => !isAlive(postmaster) && !existsSync(directory), { timeout: 20_000 })
  })
})
