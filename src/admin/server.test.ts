import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, test } from 'node:test'
import { type AdminRig, type AdminRigOptions, adminRig } from '../testing/admin-rig.ts'

const SESSION = '/api/v1/sessions/VENUE%2FCLIENT'

let open: AdminRig[] = []
afterEach(async () => {
  for (const rig of open) await rig.close()
  open = []
})

async function rigged(options?: AdminRigOptions): Promise<AdminRig> {
  const rig = await adminRig(options)
  open.push(rig)
  return rig
}

/** With both sides logged on. */
async function established(options?: AdminRigOptions): Promise<AdminRig> {
  const rig = await rigged(options)
  rig.run()
  assert.equal(rig.session.state, 'established')
  return rig
}

describe('sessions', () => {
  test('are listed, and one is found by one segment of the path or by those of its id', async () => {
    const { call } = await established()
    const { body } = await call('GET', '/api/v1/sessions')
    assert.equal(body.length, 1)
    for (const name of [SESSION, '/api/v1/sessions/VENUE/CLIENT']) {
      const one = await call('GET', name)
      assert.equal(one.status, 200)
      assert.partialDeepStrictEqual(one.body, {
        id: 'VENUE/CLIENT',
        version: 'FIX.4.4',
        role: 'acceptor',
        state: 'established',
        connected: true,
        established: true,
        activeConnection: 'primary',
        nextIn: 2,
        nextOut: 2,
        numberingSince: '2026-01-05T09:00:00.000Z',
      })
    }
  })

  test('that are not there: 404 with ids that are near', async () => {
    const { call } = await rigged()
    const { status, body } = await call('GET', '/api/v1/sessions/VENEU/CLIENT')
    assert.deepEqual([status, body.title], [404, 'Not Found'])
    assert.match(String(body.detail), /no session "VENEU\/CLIENT": near to it are VENUE\/CLIENT/)
    assert.equal((await call('GET', '/api/v1/nothing')).status, 404)
  })

  test('have statistics', async () => {
    const { call, run } = await established()
    run(65_000)
    const { body } = await call('GET', `${SESSION}/statistics`)
    assert.partialDeepStrictEqual(body, {
      connections: 1,
      logons: 1,
      gaps: 0,
      establishedAt: '2026-01-05T09:00:00.002Z',
    })
    assert.ok(Number(body.messagesIn) >= 3 && Number(body.messagesOut) >= 3, JSON.stringify(body))
  })
})

describe('the life of a session', () => {
  test('stop says Logout, start comes back', async () => {
    const { call, run, session, them, journal } = await established()
    assert.equal((await call('POST', `${SESSION}/stop`, { text: 'maintenance' })).status, 200)
    run()
    assert.notEqual(session.state, 'established')
    assert.notEqual(them.state, 'established')
    assert.ok(
      journal.entries.some(
        (entry) => entry.kind === 'message' && /35=5\|.*58=maintenance\|/.test(String(entry.message)),
      ),
    )
    assert.equal((await call('POST', `${SESSION}/start`)).status, 200)
    them.start()
    run(2000)
    assert.equal(session.state, 'established')
  })

  test('logout is an exchange of Logouts', async () => {
    const { call, run, journal } = await established()
    await call('POST', `${SESSION}/logout`)
    run(100)
    const logouts = journal.entries.flatMap((entry) =>
      entry.kind === 'message' && entry.message.msgType === '5' ? [entry.direction] : [],
    )
    assert.deepEqual(logouts, ['out', 'in'])
  })

  test('disconnect cuts without a word, and the other side comes back', async () => {
    const { call, run, session, journal } = await established()
    await call('POST', `${SESSION}/disconnect`)
    assert.equal(
      journal.entries.some((entry) => entry.kind === 'message' && entry.message.msgType === '5'),
      false,
    )
    run(5000)
    assert.equal(session.state, 'established')
    assert.equal(session.statistics.connections, 2)
  })

  test('switch without a backup is not possible: 409', async () => {
    const { call } = await established()
    const { status, body } = await call('POST', `${SESSION}/switch`, { to: 'backup' })
    assert.deepEqual([status, body.title], [409, 'Conflict'])
    assert.match(String(body.detail), /no backup/)
    assert.equal((await call('POST', `${SESSION}/switch`, { to: 'elsewhere' })).status, 400)
  })
})

describe('sequence numbers', () => {
  test('are set, and the audit says who, when, from what to what, and why', async () => {
    const { call, session, clock } = await established()
    const { status, body } = await call('PUT', `${SESSION}/sequence-numbers`, { nextOut: 40, reason: 'as agreed' })
    assert.deepEqual([status, body.nextIn, body.nextOut], [200, 2, 40])
    assert.equal(session.nextOut, 40)
    const audit = (await call('GET', '/api/v1/audit')).body as unknown as unknown[]
    assert.partialDeepStrictEqual(audit, [
      {
        index: 0,
        at: new Date(clock.now()).toISOString(),
        by: 'anonymous from 127.0.0.1',
        session: 'VENUE/CLIENT',
        action: 'setSequenceNumbers',
        asked: { nextOut: 40, reason: 'as agreed' },
        before: { nextIn: 2, nextOut: 2 },
        after: { nextIn: 2, nextOut: 40 },
        outcome: 'done',
      },
    ])
    const { entries } = (await call('GET', `${SESSION}/journal`)).body as { entries: Record<string, unknown>[] }
    assert.ok(
      entries.some(
        ({ event, text }) => event !== undefined && /anonymous from 127\.0\.0\.1.*2 -> 40/.test(String(text)),
      ),
      JSON.stringify(entries),
    )
  })

  test('out of range, or missing, or unknown: 400 that names key, value and what is allowed', async () => {
    const { call, session } = await established()
    for (const [body, detail] of [
      [{ nextIn: 0 }, /"nextIn" is 0: .*>=1/],
      [{ nextIn: 2 ** 31 }, /"nextIn" is 2147483648: .*<=2147483647/],
      [{ nextOut: 1.5 }, /"nextOut" is 1\.5: /],
      [{ nextOut: '5' }, /"nextOut" is "5": /],
      [{}, /expected nextIn, nextOut or both/],
      [{ nextInn: 5 }, /nextInn/],
    ] as const) {
      const answer = await call('PUT', `${SESSION}/sequence-numbers`, body)
      assert.equal(answer.status, 400, JSON.stringify(body))
      assert.match(String(answer.body.detail), detail)
    }
    assert.deepEqual([session.nextIn, session.nextOut], [2, 2])
  })

  test('are reset here, or on the wire', async () => {
    const { call, run, session, them } = await established()
    assert.equal((await call('POST', `${SESSION}/reset`, { how: 'onTheWire' })).status, 200)
    run(100)
    assert.deepEqual([session.nextIn, session.nextOut, them.nextIn, them.nextOut], [2, 2, 2, 2])
    await call('POST', `${SESSION}/stop`)
    run()
    assert.equal(session.nextOut, 3)
    const { body } = await call('POST', `${SESSION}/reset`, { how: 'local' })
    assert.deepEqual([body.nextIn, body.nextOut], [1, 1])
    const refused = await call('POST', `${SESSION}/reset`, { how: 'onTheWire' })
    assert.equal(refused.status, 409)
    const audit = (await call('GET', '/api/v1/audit')).body as unknown as { outcome: string }[]
    assert.equal(audit.at(-1)?.outcome, refused.body.detail)
  })
})

describe('messages', () => {
  test('are sent by names and labels, with groups and bytes', async () => {
    const { call, run, received } = await established()
    const fields = [
      { name: 'Headline', value: 'closing early' },
      { tag: 33, value: 2 },
      { name: 'Text', value: 'one' },
      { tag: 58, value: 'two' },
      { name: 'RawDataLength', value: 3 },
      { name: 'RawData', base64: Buffer.from('a\x01b').toString('base64') },
    ]
    const { status, body } = await call('POST', `${SESSION}/messages`, { msgType: 'News', fields })
    assert.deepEqual([status, body], [202, { msgSeqNum: 2, established: true }])
    run()
    assert.match(String(received[0]), /35=B\|.*148=closing early\|33=2\|58=one\|58=two\|95=3\|96=a\|b\|10=/)
  })

  test('are stored while nobody is connected, and sent when they are asked for', async () => {
    const { call, run, received, session } = await rigged()
    const { body } = await call('POST', `${SESSION}/messages`, {
      msgType: 'B',
      fields: [
        { tag: 148, value: 'early' },
        { tag: 33, value: 1 },
        { tag: 58, value: 'x' },
      ],
    })
    assert.deepEqual(body, { msgSeqNum: 1, established: false })
    run(5000)
    assert.equal(session.state, 'established')
    assert.deepEqual(
      received.map((message) => message.text(148)),
      ['early'],
    )
  })

  test('that can not be sent are refused before they take a number', async () => {
    const { call, session } = await established()
    for (const [body, detail] of [
      [{ msgType: 'Nwes' }, /"msgType" is "Nwes": no message of FIX\.4\.4, did you mean "News"/],
      [{ msgType: 'Logout' }, /messages of the session are the engine's/],
      [{ msgType: '4' }, /messages of the session are the engine's/],
      [
        { msgType: 'B', fields: [{ name: 'Headlin', value: 'x' }] },
        /"fields\.0\.name" is "Headlin": .*did you mean "Headline"/,
      ],
      [{ msgType: 'B', fields: [{ tag: 34, value: 7 }] }, /MsgSeqNum\(34\): the session states it/],
      [{ msgType: 'B', fields: [{ tag: 148, value: '' }] }, /"fields\.0\.value" is "": expected text without SOH/],
      [{ msgType: 'B', fields: [{ tag: 148, value: 'a\x0110=000' }] }, /without SOH/],
      [{ msgType: 'B', fields: [{ tag: 148 }] }, /expected either value or base64/],
      [{ msgType: 'B', fields: [{ tag: 148, name: 'Headline', value: 'x' }] }, /expected either tag or name/],
      [{ fields: [] }, /"msgType" is missing/],
    ] as const) {
      const answer = await call('POST', `${SESSION}/messages`, body)
      assert.equal(answer.status, 400, JSON.stringify(body))
      assert.match(String(answer.body.detail), detail)
    }
    assert.equal(session.nextOut, 2)
  })

  test('longer than the limit: 413; no JSON: 400', async () => {
    const { call, server } = await established()
    const long = await call('POST', `${SESSION}/messages`, {
      msgType: 'B',
      fields: [{ tag: 58, value: 'x'.repeat(70_000) }],
    })
    assert.deepEqual([long.status, long.body.title], [413, 'Content Too Large'])
    const rubbish = await fetch(`${server.url}${SESSION}/messages`, {
      method: 'POST',
      body: '{',
      headers: { 'Content-Type': 'application/json' },
    })
    assert.equal(rubbish.status, 400)
  })

  test('TestRequest and ResendRequest, and 409 where nobody is connected', async () => {
    const { call, run, journal } = await established()
    assert.equal((await call('POST', `${SESSION}/test-request`, { testReqID: 'are you there' })).status, 200)
    assert.equal((await call('POST', `${SESSION}/resend-request`, { begin: 1 })).status, 200)
    const backwards = await call('POST', `${SESSION}/resend-request`, { begin: 5, end: 4 })
    assert.deepEqual([backwards.status, backwards.body.detail], [400, '"end" is 4: expected begin or more, or 0'])
    run()
    const raw = journal.entries.flatMap((entry) => (entry.kind === 'message' ? [String(entry.message)] : []))
    assert.ok(raw.some((text) => /35=1\|.*112=are you there\|/.test(text)))
    assert.ok(raw.some((text) => /35=0\|.*112=are you there\|/.test(text)))
    assert.ok(raw.some((text) => /35=2\|.*7=1\|16=0\|/.test(text)))
    await call('POST', `${SESSION}/stop`)
    run()
    const refused = await call('POST', `${SESSION}/test-request`)
    assert.deepEqual([refused.status, refused.body.title], [409, 'Conflict'])
  })
})

describe('the journal', () => {
  test('is read in pages, and passwords are masked', async () => {
    const { call } = await established({
      logonFields: [
        [553, 'alice'],
        [554, 'hunter2'],
        [96, 'geheim'],
      ],
    })
    const { body } = await call('GET', `${SESSION}/journal?limit=1`)
    const { entries, next, lost } = body as { entries: Record<string, unknown>[]; next: number; lost: number }
    assert.deepEqual([entries.length, lost], [1, 0])
    const all = await call('GET', `${SESSION}/journal`)
    const text = JSON.stringify(all.body)
    assert.match(text, /553=alice\|554=\*\*\*\|/)
    assert.doesNotMatch(text, /hunter2|geheim/)
    const rest = (await call('GET', `${SESSION}/journal?after=${next}`)).body as {
      entries: { index: number }[]
      next: number
    }
    assert.equal(rest.entries[0]?.index, next + 1)
    const none = (await call('GET', `${SESSION}/journal?after=${rest.next}`)).body as typeof rest
    assert.deepEqual([none.entries, none.next], [[], rest.next])
    assert.equal((await call('GET', `${SESSION}/journal?limit=0`)).status, 400)
    assert.equal((await call('GET', `${SESSION}/journal?until=5`)).status, 400)
  })

  test('that has forgotten says how much', async () => {
    const { call, run } = await established({ keep: { entries: 3, bytes: 1_000_000 } })
    run(300_000)
    const { entries, lost } = (await call('GET', `${SESSION}/journal`)).body as {
      entries: { index: number }[]
      lost: number
    }
    assert.equal(entries.length, 3)
    assert.equal(lost, entries[0]?.index)
    assert.ok(lost > 3)
  })
})

describe('metrics, health and the document', () => {
  test('Prometheus reads the numbers of the moment', async () => {
    const { server, run } = await established()
    const read = async () => (await fetch(`${server.url}/metrics`)).text()
    assert.match(await read(), /^fixproof_session_established\{session="VENUE\/CLIENT"\} 1$/m)
    assert.match(await read(), /^fixproof_session_messages_total\{session="VENUE\/CLIENT",direction="out"\} 1$/m)
    run(40_000)
    assert.match(await read(), /^fixproof_session_messages_total\{session="VENUE\/CLIENT",direction="out"\} [2-9]$/m)
    const response = await fetch(`${server.url}/metrics`)
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  })

  test('health', async () => {
    const { call } = await rigged()
    assert.deepEqual((await call('GET', '/health')).body, { status: 'ok' })
  })

  /** `FIXPROOF_UPDATE=1` writes it again. */
  test('the OpenAPI document that is kept is the one that is served', async () => {
    const { call } = await rigged({ protection: {} })
    const { body } = await call('GET', '/openapi.json')
    const file = path.resolve(import.meta.dirname, '../../docs/admin-api.openapi.json')
    if (process.env.FIXPROOF_UPDATE === '1') writeFileSync(file, `${JSON.stringify(body, null, 2)}\n`)
    assert.deepEqual(body, JSON.parse(readFileSync(file, 'utf8')))
  })
})
