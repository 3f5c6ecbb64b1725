import { describe, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { databaseTexts } from '#db/texts.ts'
import { describeOnPostgres, freshAddress } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'

const open = (databaseUrl: string) =>
  connect({ databaseUrl, dataDir: 'unused', log: keepingLog().log })

describe('an address of a database', () => {
  test('that nothing answers is unreachable, and its password stays unsaid', async () => {
    const opened = await open('postgres://bot:hunter2@127.0.0.1:1/gongbu')
    expect(opened).toMatchObject({
      ok: false,
      fault: { kind: 'unreachable', server: '127.0.0.1:1/gongbu' },
    })
    expect(JSON.stringify(opened)).not.toContain('hunter2')
  })

  test('that is no address is refused in words, and its password stays unsaid', async () => {
    for (const url of ['postgres://bot:hunter2@:x/y', 'postgres://bot:hun%ter2@h/y', 'hunter2']) {
      const opened = await open(url)
      expect(opened).toMatchObject({ ok: false, fault: { kind: 'refused' } })
      expect(JSON.stringify(opened)).not.toContain('ter2')
      if (!opened.ok) expect(databaseTexts.en(opened.fault)).toContain('DATABASE_URL')
    }
  })
})

describeOnPostgres('a server', () => {
  test('that lacks the database or the role says so, and the password stays unsaid', async () => {
    const absent = new URL(await freshAddress('empty'))
    absent.pathname = '/no_such_database'
    absent.password = 'hunter2'
    const stranger = new URL(await freshAddress('empty'))
    stranger.username = 'no_such_role'
    stranger.password = 'hunter2'
    for (const url of [absent.href, stranger.href]) {
      const opened = await open(url)
      expect(opened).toMatchObject({ ok: false, fault: { kind: 'refused' } })
      if (!opened.ok) expect(databaseTexts.en(opened.fault)).toMatch(/no_such_(database|role)/)
      expect(JSON.stringify(opened)).not.toContain('hunter2')
    }
  })

  test('opens by an address with settings that only libpq knows', async () => {
    const opened = await open(
      `${await freshAddress('empty')}?sslmode=disable&channel_binding=prefer`,
    )
    expect(opened).toMatchObject({ ok: true, value: { kind: 'postgres' } })
    if (opened.ok) await opened.value.close()
  })
})
