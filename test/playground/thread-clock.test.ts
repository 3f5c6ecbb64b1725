import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Events, PermissionFlagsBits } from 'discord.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Local, openLocal, until } from './local.ts'

let dir: string
let local: Local
const store = () => join(dir, 'playground.sqlite')
const open = async () => {
  local = await openLocal({ store: store() })
  await local.control('/limits', { mode: 'off' })
}
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'playground-'))
  await open()
})
afterEach(async () => {
  await local.close()
  rmSync(dir, { recursive: true })
})

const advance = (time: string) => local.control('/clock', { advance: time })
const archived = async (id: string) =>
  (await local.rest('GET', `/channels/${id}`)).body.thread_metadata.archived
const start = async (minutes: number) => {
  const path = `/channels/${local.playground.channels.study}/threads`
  const body = { type: 11, name: 'x', auto_archive_duration: minutes }
  return (await local.rest('POST', path, body)).body.id as string
}

test('an idle thread archives itself by the clock; whatever is said in it begins the time anew', async () => {
  const client = await local.client()
  const updates: boolean[] = []
  client.on(Events.ThreadUpdate, (_, { archived }) => updates.push(archived === true))
  const id = await start(60)
  await advance('PT59M')
  expect(await archived(id)).toBe(false)
  await local.rest('POST', `/channels/${id}/messages`, { content: 'still here' })
  await advance('PT59M')
  expect(await archived(id)).toBe(false)
  await advance('PT2M')
  expect(await archived(id)).toBe(true)
  await local.control('/message', { channel: id, content: 'back again' })
  expect(await archived(id)).toBe(false)
  await until(() => updates.length === 2)
  expect(updates).toEqual([true, false])
  // A longer time begins with the change.
  await local.rest('PATCH', `/channels/${id}`, { auto_archive_duration: 1440 })
  await advance('PT23H')
  expect(await archived(id)).toBe(false)
  await advance('PT61M')
  expect(await archived(id)).toBe(true)
})

test('nobody names a duration: three days', async () => {
  const message = await local.rest(
    'POST',
    `/channels/${local.playground.channels.study}/messages`,
    {
      content: 'x',
    },
  )
  const path = `/channels/${local.playground.channels.study}/messages/${message.body.id}/threads`
  expect((await local.rest('POST', path, { name: 'x' })).body.thread_metadata).toMatchObject({
    auto_archive_duration: 4320,
  })
})

test('threads, their clock, an open modal, menus and closed direct messages survive a restart', async () => {
  const client = await local.client()
  client.on(Events.InteractionCreate, (one) => {
    if (!one.isChatInputCommand()) return
    const input = { type: 4, custom_id: 'a', style: 1 }
    const components = [{ type: 18, label: 'l', component: input }]
    void one.showModal({ custom_id: 'm', title: 't', components } as never)
  })
  await client.application.commands.set([
    { name: 'form', description: 'd' },
    { name: 'Use', type: 3 },
  ])
  const id = await start(60)
  await local.control('/message', { as: local.people.sofia, channel: id, content: 'hi' })
  const { study } = local.playground.channels
  const form = await local.control('/command', { channel: study, name: 'form' })
  const { doyun } = local.people
  await local.control('/members', { member: doyun, direct_messages: 'closed' })
  const before = await local.look('/state')
  await local.close()

  await open()
  const after = await local.look('/state')
  expect({ ...after, now: '' }).toEqual({ ...before, now: '' })
  expect(after.threads).toMatchObject([{ id, message_count: 1, member_count: 2 }])
  expect(after.modal.id).toBe(form.id)
  const again = await local.client()
  const user = await again.users.fetch(doyun)
  await expect(user.send('x')).rejects.toMatchObject({ code: 50007 })
  again.on(Events.InteractionCreate, (one) => one.isModalSubmit() && void one.reply('ok'))
  const sent = await local.control('/modal', { id: form.id, values: { a: 'x' } })
  expect(sent).not.toHaveProperty('error')
  await advance('PT61M')
  expect(await archived(id)).toBe(true)
})

test('a store from before threads opens, with the rights that threads take', async () => {
  await local.close()
  const db = new DatabaseSync(store())
  const roles = db.prepare("select id, body from records where kind = 'role'").all() as {
    id: string
    body: string
  }[]
  const threads =
    PermissionFlagsBits.CreatePublicThreads | PermissionFlagsBits.SendMessagesInThreads
  for (const { id, body } of roles) {
    const role = JSON.parse(body)
    role.permissions = (BigInt(role.permissions) & ~threads).toString()
    db.prepare("update records set body = ? where kind = 'role' and id = ?").run(
      JSON.stringify(role),
      id,
    )
  }
  db.close()
  await open()
  const id = await start(60)
  const say = { as: local.people.sofia, channel: id, content: 'hi' }
  expect(await local.control('/message', say)).toHaveProperty('id')
})
