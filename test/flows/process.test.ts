// The process: how it starts, refuses, survives being killed, and ends.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIMessage } from 'discord-api-types/v10'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDataDir } from '../support/database.ts'
import { textOf } from '../support/evening.ts'

let directory: string
const children = new Set<ChildProcess>()
beforeEach(async () => {
  directory = await freshDataDir()
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  rmSync(directory, { recursive: true, force: true })
})

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Starts main.ts; the environment is only what is given. */
function launch(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', './src/lib/quick.ts', 'src/main.ts'], {
    env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', DATA_DIR: directory, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const ended = new Promise<number | null>((done) => child.on('exit', done))
  return {
    child,
    ended,
    output: () => output,
    async ready() {
      for (let tries = 0; tries < 1200; tries += 1) {
        if (/➜ http/.test(output)) return
        if (child.exitCode !== null) break
        await new Promise((done) => setTimeout(done, 50))
      }
      throw new Error(`not ready: ${output}`)
    },
  }
}

async function control(port: number, path: string, body?: object) {
  const response = await fetch(`http://127.0.0.1:${port}/control/${path}`, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  return (await response.json()) as {
    now: string
    members: { id: string; name: string; owner: boolean }[]
    channels: { id: string; name: string }[]
    messages: Record<string, APIMessage[]>
  }
}

test('a malformed token ends with 78 and a sentence, without the token and without a playground', async () => {
  const secret = 'this-is-not-a-token'
  const bot = launch({ DISCORD_TOKEN: secret, HTTP_PORT: 'abc' })
  expect(await bot.ended).toBe(78)
  expect(bot.output()).toContain('DISCORD_TOKEN')
  expect(bot.output()).toContain('HTTP_PORT')
  expect(bot.output()).not.toContain(secret)
  expect(bot.output()).not.toContain('http://127.0.0.1')
})

test('models that no cap could ever pay for end the start with 78 and the way out', async () => {
  const opus = { ANSWER_MODEL: 'claude-opus-5-5', JUDGE_MODEL: 'claude-opus-5-5' }
  const bot = launch({ ANTHROPIC_API_KEY: 'sk-ant-test', ...opus })
  expect(await bot.ended).toBe(78)
  expect(bot.output()).toMatch(/CAP_MEMBER_DAY=0.05 holds no answer of claude-opus-5-5/)
  expect(bot.output()).not.toContain('sk-ant-test')
})

test('a folder without notes is refused by its name', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'gongbu-empty-'))
  const bot = launch({ KNOWLEDGE_DIR: empty })
  expect(await bot.ended).toBe(78)
  expect(bot.output()).toContain(empty)
})

test('killed in the middle of a round and started again: same message, same vote, same clock, once', async () => {
  const port = await freePort()
  const first = launch({ PLAYGROUND_PORT: String(port) })
  await first.ready()

  // The first start has played the days before: a reveal and a board are there already.
  const before = await control(port, 'state')
  const owner = before.members.find((member) => member.owner)
  const as = owner?.id ?? ''
  const all = (state: typeof before) => Object.values(state.messages).flat()
  expect(all(before).some((message) => textOf(message).includes('✅'))).toBe(true)

  const second = launch({ PLAYGROUND_PORT: String(await freePort()) })
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain('Another Gongbu is using')

  await control(port, 'clock', { next: true })
  let state = await control(port, `state?as=${as}`)
  for (let jumps = 0; jumps < 4; jumps += 1) {
    const open = all(state).find(({ poll }) => poll && !poll.results?.is_finalized)
    if (open) break
    await control(port, 'clock', { next: true })
    state = await control(port, `state?as=${as}`)
  }
  const poll = all(state).find((message) => message.poll && !message.poll.results?.is_finalized)
  await control(port, 'vote', { as, message: poll?.id, answers: [2] })
  const { now } = await control(port, 'clock')
  first.child.kill('SIGKILL')
  await first.ended

  const again = launch({ PLAYGROUND_PORT: String(port) })
  await again.ready()
  const after = await control(port, `state?as=${as}`)
  const same = all(after).find(({ id }) => id === poll?.id)
  const mine = same?.poll?.results?.answer_counts.find(({ id }) => id === 2)
  expect(mine).toMatchObject({ me_voted: true })
  const gone = Temporal.Instant.from(now).until(after.now).total('seconds')
  expect(gone).toBeGreaterThanOrEqual(0)
  expect(gone).toBeLessThan(60)
  const polls = (shown: typeof before) => all(shown).filter((message) => message.poll).length
  expect(polls(after)).toBe(polls(state))

  // The round closes as if nothing had happened, and the vote counts once.
  await control(port, 'clock', { next: true })
  const closed = await control(port, `state?as=${as}`)
  const reveal = all(closed).findLast((message) => textOf(message).includes('✅'))
  expect(reveal?.message_reference?.message_id).toBe(poll?.id)

  const started = performance.now()
  again.child.kill('SIGINT')
  expect(await again.ended).toBe(0)
  expect(performance.now() - started).toBeLessThan(5000) // the promise to stop within 5 s
}, 120_000)
