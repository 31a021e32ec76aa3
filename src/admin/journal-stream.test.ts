import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, test } from 'node:test'
import { Journal } from '../journal/journal.ts'
import { type AdminRig, adminRig } from '../testing/admin-rig.ts'
import { streamJournal } from './journal-stream.ts'
import { Streams } from './streams.ts'

const STREAM = '/api/v1/sessions/VENUE%2FCLIENT/journal/stream'

let closing: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  closing = []
})

async function rigged(): Promise<AdminRig> {
  const rig = await adminRig()
  closing.push(() => rig.close())
  rig.run()
  return rig
}

type Events = AsyncGenerator<Record<string, string>, undefined>

/** Opens a stream: what happens from here on is in it. */
async function eventsOf(url: string, headers: Record<string, string> = {}): Promise<Events> {
  const response = await fetch(url, { headers })
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/)
  return read(response.body as AsyncIterable<Uint8Array>)
}

async function* read(body: AsyncIterable<Uint8Array>): Events {
  let text = ''
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString('utf8')
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      const event = Object.fromEntries(lines.map((line) => line.split(/: ?(.*)/s, 2)))
      if ('event' in event) yield event
    }
  }
}

async function take(events: Events, count: number): Promise<Record<string, string>[]> {
  const taken: Record<string, string>[] = []
  while (taken.length < count) {
    const { value, done } = await events.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

describe('the tail of a journal', () => {
  test('gives what is kept, then what happens, in the shape of the pages', async () => {
    const { server, run, journal, call } = await rigged()
    const events = await eventsOf(`${server.url}${STREAM}?after=-1`)
    const kept = await take(events, journal.length)
    assert.deepEqual(
      kept.map(({ id }) => Number(id)),
      journal.entries.map(({ index }) => index),
    )
    const page = (await call('GET', '/api/v1/sessions/VENUE/CLIENT/journal')).body as { entries: unknown[] }
    assert.deepEqual(
      kept.map(({ data = '' }) => JSON.parse(data)),
      page.entries,
    )
    const before = journal.length
    run(40_000)
    const [next] = await take(events, 1)
    assert.deepEqual([next?.event, next?.id], ['entry', String(before)])
    await events.return(undefined)
  })

  test('begins with what happens from now on, or behind Last-Event-ID', async () => {
    const { server, run, journal } = await rigged()
    const live = await eventsOf(server.url + STREAM)
    const resumed = await eventsOf(`${server.url}${STREAM}?after=-1`, { 'Last-Event-ID': '0' })
    assert.equal((await take(resumed, 1))[0]?.id, '1')
    const before = journal.length
    run(40_000)
    assert.equal((await take(live, 1))[0]?.id, String(before))
    await Promise.all([live.return(undefined), resumed.return(undefined)])
  })

  test('of an earlier process begins anew', async () => {
    const { server } = await rigged()
    const events = await eventsOf(server.url + STREAM, { 'Last-Event-ID': '987654' })
    assert.equal((await take(events, 1))[0]?.id, '0')
    await events.return(undefined)
    const response = await fetch(server.url + STREAM, { headers: { 'Last-Event-ID': 'x' } })
    assert.equal(response.status, 400)
  })

  test('ends with the server', async () => {
    const rig = await rigged()
    const events = await eventsOf(`${rig.server.url}${STREAM}?after=-1`)
    await take(events, 1)
    await rig.server.close()
    while (!(await events.next()).done);
  })
})

/** A server whose only answer is the stream, and a client that does not read. */
async function slowClient(
  journal: Journal,
): Promise<{ response: ServerResponse; socket: ReturnType<typeof connect>; server: Server }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.pause()
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse]
  streamJournal(response, { journal, secretTags: new Set() }, -1, () => undefined)
  closing.push(() => {
    socket.destroy()
    server.close()
  })
  return { response, socket, server }
}

describe('a client that does not read', () => {
  test('holds no more than a buffer, and is told what it has missed when it reads again', async () => {
    const journal = new Journal({ now: () => 0, elapsed: () => 0 }, { entries: 100, bytes: 1_000_000 })
    const { response, socket } = await slowClient(journal)
    const text = 'x'.repeat(10_000)
    // The buffers of the system take some megabytes first.
    for (let i = 0; i < 2000; i++) {
      journal.event('note', text)
      if (i % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    assert.ok(response.writableLength < 1_000_000, `${response.writableLength} bytes wait`)
    let read = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      read += chunk
    })
    socket.resume()
    while (!read.includes('id: 1999\n')) await once(socket, 'data')
    const lost = [...read.matchAll(/event: lost\r?\ndata: \{"lost":(\d+)\}/g)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    )
    const got = [...read.matchAll(/^id: \d+$/gm)].length
    assert.ok(lost > 0)
    assert.equal(lost + got, 2000)
  })
})

test('only so many streams are open at once', async () => {
  const journal = new Journal({ now: () => 0, elapsed: () => 0 })
  const streams = new Streams(1)
  const session = { journal, secretTags: new Set<number>() }
  const server = createServer((_, raw) => {
    const opened = streams.open({ raw, hijack: () => undefined } as never, session as never, -1)
    if (!opened) raw.writeHead(503).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const first = await fetch(url)
  assert.equal(first.status, 200)
  assert.equal((await fetch(url)).status, 503)
  streams.close()
  await first.text()
  assert.equal((await fetch(url)).status, 200)
  streams.close()
  server.closeAllConnections()
  server.close()
})
