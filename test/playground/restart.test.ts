import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'

type Ready = {
  api: string
  gateway: string
  token: string
  applicationId: string
  guildId: string
  channels: Record<string, string>
  members: { id: string; name: string; owner: boolean; locale: string }[]
  control: string
}

let dir: string
const children: ChildProcess[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'playground-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(dir, { recursive: true })
})

function run(...args: string[]) {
  const command = ['--import', './src/lib/quick.ts', 'src/playground/main.ts', ...args]
  const child = spawn(process.execPath, command, {
    env: { ...process.env, DATA_DIR: dir, PLAYGROUND_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

/** Starts the local Discord alone, in a process of its own. */
async function start(...args: string[]) {
  const child = run('--json', ...args)
  const lines = createInterface({ input: child.stdout })
  const ready = JSON.parse(String((await once(lines, 'line'))[0])) as Ready
  const send = async (method: string, address: string, body?: unknown) => {
    const answer = await fetch(address, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bot ${ready.token}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the API answers.
    return (await answer.json()) as any
  }
  return {
    ready,
    child,
    rest: (method: string, path: string, body?: unknown) =>
      send(method, `${ready.api}/v10${path}`, body),
    control: (path: string, body?: unknown) =>
      send(body === undefined ? 'GET' : 'POST', `${ready.control}${path}`, body),
  }
}

/** How a process that should not stay ends: its exit code and what it said. */
async function ending(child: ChildProcess) {
  let said = ''
  child.stderr?.on('data', (part) => {
    said += part
  })
  const [code] = await once(child, 'close')
  return { code, said }
}

test('after kill -9 the same guild holds the same messages, files, votes, commands and clock', async () => {
  const first = await start('--start', '2026-03-02T00:00:00Z')
  const { quiz } = first.ready.channels
  const [owner, voter] = first.ready.members
  await first.control('/clock', { advance: 'PT3H' })
  const poll = await first.rest('POST', `/channels/${quiz}/messages`, {
    content: '오늘의 퀴즈',
    nonce: 'round-1',
    enforce_nonce: true,
    poll: {
      question: { text: 'q' },
      answers: [{ poll_media: { text: 'a' } }, { poll_media: { text: 'b' } }],
    },
  })
  const form = new FormData()
  form.set('payload_json', JSON.stringify({ content: 'file' }))
  form.set('files[0]', new Blob(['bytes'], { type: 'text/plain' }), 'a.txt')
  await fetch(`${first.ready.api}/v10/channels/${quiz}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${first.ready.token}` },
    body: form,
  })
  await first.rest('PUT', `/applications/${first.ready.applicationId}/commands`, [
    { name: 'ask', description: 'd' },
  ])
  await first.control('/vote', { as: voter?.id, message: poll.id, answers: [2] })
  await first.control('/members', { leave: first.ready.members[3]?.id })
  const before = await first.control(`/state?as=${voter?.id}`)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')

  const second = await start()
  const { api, gateway, control, ...lasting } = second.ready
  expect(lasting).toEqual({
    token: first.ready.token,
    applicationId: first.ready.applicationId,
    guildId: first.ready.guildId,
    channels: first.ready.channels,
    members: first.ready.members,
  })
  const after = await second.control(`/state?as=${voter?.id}`)
  const port = (text: string) => text.replaceAll(/127\.0\.0\.1:\d+/g, 'here')
  expect(port(JSON.stringify({ ...after, now: '' }))).toBe(
    port(JSON.stringify({ ...before, now: '' })),
  )
  const [seen, withFile] = after.messages[quiz as string]
  expect(seen.poll.results.answer_counts).toEqual([{ id: 2, count: 1, me_voted: true }])
  expect(await (await fetch(withFile.attachments[0].url)).text()).toBe('bytes')
  expect(Temporal.Instant.compare(after.now, before.now)).toBeGreaterThanOrEqual(0)
  expect(after.now).toMatch(/^2026-03-02T03:/)
  // The nonce still counts, and new ids still come after all old ones.
  const again = await second.rest('POST', `/channels/${quiz}/messages`, {
    content: 'x',
    nonce: 'round-1',
    enforce_nonce: true,
  })
  expect(again.id).toBe(poll.id)
  const fresh = await second.control('/message', { as: owner?.id, channel: quiz, content: 'new' })
  expect(BigInt(fresh.id) > BigInt(withFile.id)).toBe(true)
  // The poll still ends by the clock.
  await second.control('/polls', { finalise: 'PT0S' })
  await second.control('/clock', { advance: 'PT24H' })
  expect(
    (await second.rest('GET', `/channels/${quiz}/messages/${poll.id}`)).poll.results.is_finalized,
  ).toBe(true)
}, 60_000)

test('--fresh begins anew; a second process on the same data is refused with words; SIGTERM ends with 0', async () => {
  const first = await start()
  const { code, said } = await ending(run('--json'))
  expect([code, said]).toEqual([78, expect.stringMatching(/in use by another process/)])
  first.child.kill('SIGTERM')
  expect((await ending(first.child)).code).toBe(0)
  const second = await start('--fresh')
  expect(second.ready.guildId).not.toBe(first.ready.guildId)
}, 60_000)

test.each([
  [['--port', 'x'], /PLAYGROUND_PORT/],
  [['--start', 'tomorrow'], /--start must be an instant/],
  [['--openapi', 'nowhere.json'], /no file nowhere.json/],
  [['--frehs'], /--frehs/],
])(
  '%j ends with exit 78 and says what is wrong',
  async (args, words) => {
    const { code, said } = await ending(run(...args))
    expect([code, said]).toEqual([78, expect.stringMatching(words)])
  },
  30_000,
)
