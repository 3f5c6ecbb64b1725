import { setTimeout as sleep } from 'node:timers/promises'
import { type ChatInputCommandInteraction, type Client, Events } from 'discord.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'

let local: Local
let client: Client<true>
let handle: (interaction: ChatInputCommandInteraction) => Promise<unknown>
beforeAll(async () => {
  local = await openLocal()
  await local.control('/limits', { mode: 'off' })
  client = await local.client()
  client.on(Events.InteractionCreate, (one) => {
    if (one.isChatInputCommand()) void handle(one)
  })
  await client.application.commands.set([{ name: 'go', description: 'Go' }])
})
afterAll(() => local.close())

const go = () => local.control('/command', { channel: local.playground.channels.study, name: 'go' })
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { code: unknown }) => error.code,
  )

test('an answer after 3.2 real seconds gets 10062, and the member is told', async () => {
  const late = new Promise((done) => {
    handle = async (interaction) => {
      await sleep(3200)
      done(await failure(interaction.reply('late')))
    }
  })
  const { id, error } = await go()
  expect(error).toMatch(/did not respond/)
  expect(await late).toBe(10062)
  expect(await local.look(`/interactions/${id}`)).toMatchObject({ state: 'failed' })
}, 15_000)

test('a second answer gets 40060', async () => {
  const second = new Promise((done) => {
    handle = async (interaction) => {
      await interaction.deferReply()
      interaction.deferred = false
      done(await failure(interaction.reply('again')))
    }
  })
  await go()
  expect(await second).toBe(40060)
})

test('a token lives fifteen minutes of the clock and not longer', async () => {
  const { promise, resolve } = Promise.withResolvers<ChatInputCommandInteraction>()
  handle = async (interaction) => {
    await interaction.deferReply()
    resolve(interaction)
  }
  await go()
  const interaction = await promise
  await local.control('/clock', { advance: 'PT14M' })
  await interaction.editReply('in time')
  await local.control('/clock', { advance: 'PT2M' })
  expect(await failure(interaction.editReply('too late'))).toBe(50027)
  expect((await local.seen()).at(-1)?.content).toBe('in time')
})

test('the first follow-up fills a deferred reply; a poll may come with it, not later', async () => {
  const poll = {
    question: { text: 'q' },
    answers: [{ text: 'a' }],
    duration: 1,
    allowMultiselect: false,
  }
  const { promise, resolve } = Promise.withResolvers<ChatInputCommandInteraction>()
  handle = async (interaction) => {
    await interaction.deferReply()
    await interaction.followUp('filled')
    resolve(interaction)
  }
  await go()
  const interaction = await promise
  expect((await local.seen()).at(-1)).toMatchObject({ content: 'filled', pending: false })
  const { body } = await local.rest(
    'PATCH',
    `/webhooks/${client.application.id}/${interaction.token}/messages/@original`,
    { poll: { question: { text: 'q' }, answers: [{ poll_media: { text: 'a' } }] } },
  )
  expect(body.code).toBe(520003)
  handle = async (one) => {
    await one.deferReply()
    await one.editReply({ poll } as never)
  }
  await go()
  await until(async () => (await local.seen()).at(-1)?.poll)
})

test('tokens nobody issued, a deferral with other flags and activities are refused', async () => {
  let seen: ChatInputCommandInteraction | undefined
  handle = async (interaction) => {
    seen = interaction
  }
  const done = go()
  const interaction = await until(() => seen)
  const callback = `/interactions/${interaction.id}/${interaction.token}/callback`
  const answer = (body: object, path = callback) => local.rest('POST', path, body)
  expect(
    (
      await answer(
        { type: 4, data: { content: 'x' } },
        callback.replace(/\/[^/]+\/callback/, '/zz/callback'),
      )
    ).body.code,
  ).toBe(10062)
  expect((await answer({ type: 5, data: { flags: 4 } })).body.code).toBe(50035)
  expect((await answer({ type: 7, data: { content: 'x' } })).body.code).toBe(50035)
  expect((await answer({ type: 8, data: { choices: [] } })).body.code).toBe(50035)
  expect((await answer({ type: 4, data: {} })).body.code).toBe(50006)
  const activity = await answer({ type: 12 })
  expect([activity.status, activity.body.message]).toEqual([
    501,
    'Launching an activity is not supported by the local Discord',
  ])
  expect(
    (await local.rest('POST', `/webhooks/${client.application.id}/none`, { content: 'x' })).body
      .code,
  ).toBe(10015)
  // None of these used the answer up.
  expect((await answer({ type: 4, data: { content: 'x' } })).status).toBe(204)
  expect(await done).not.toHaveProperty('error')
})
