/**
 * One destination of the counterparty on loopback: it refuses, keeps silent, answers, or breaks off while it sends
 * again. It is no engine of ours but a small FIX talker of its own, so that the engine is not judged by itself.
 */
import { once } from 'node:events'
import net from 'node:net'
import type { Field } from '../../src/codec/encode.ts'
import type { Message } from '../../src/codec/message.ts'
import { type FixVersion, realClock, type Transport, tcpNetwork } from '../../src/engine/engine.ts'
import { MsgType } from '../../src/fix/msg-types.ts'
import { Tag } from '../../src/fix/tags.ts'
import { type Entry, Journal } from '../../src/journal/journal.ts'
import { WireCounterparty } from '../../src/simulator/wire-counterparty.ts'
import type { Listener } from '../../src/transport/transport.ts'

const HOST = '127.0.0.1'
const NEWS = 'B'

/** What a counterparty remembers of the session: two places that share it are one counterparty, others are two. */
export interface Books {
  nextOut: number
  /** Headline(148) of each application message, by its number; other numbers are administrative. */
  readonly news: Map<number, string>
}

export const newBooks = (): Books => ({ nextOut: 1, news: new Map() })

export interface Manners {
  /** `refuses`: nobody listens. `silent`: connections are taken, and nothing is said. */
  readonly is: 'refuses' | 'silent' | 'answers'
  /** Breaks off behind so many messages of an answer to ResendRequest, and refuses from then on. */
  readonly cutsResendAfter?: number
}

export class Place {
  readonly port: number
  /** What the initiator sent here, connection by connection. */
  readonly heard: Message[][] = []
  readonly books: Books
  readonly #version: FixVersion
  #manners: Manners = { is: 'refuses' }
  #listener: Listener | undefined
  #wire: WireCounterparty | undefined

  constructor(version: FixVersion, port: number, books: Books) {
    this.#version = version
    this.port = port
    this.books = books
  }

  /** The Logon of each connection. */
  get logons(): Message[] {
    return this.heard.flatMap(([first]) => (first?.msgType === MsgType.Logon ? [first] : []))
  }

  async become(manners: Manners): Promise<void> {
    this.#manners = manners
    if (manners.is === 'refuses') return this.refuse()
    this.#listener ??= await tcpNetwork.listen({ host: HOST, port: this.port }, (transport) => this.#take(transport))
  }

  /** Ends what stands here without a word, and listens no more. */
  refuse(): void {
    this.#manners = { is: 'refuses' }
    this.#listener?.close()
    this.#listener = undefined
  }

  /** Ends the connection without Logout, and goes on listening. */
  cut(): void {
    this.#wire?.cut()
  }

  /** Numbers messages of the application; nobody is connected, so they are missing at the other side. */
  book(...headlines: readonly string[]): void {
    for (const headline of headlines) this.books.news.set(this.books.nextOut++, headline)
  }

  ask(begin: number, end: number): void {
    this.#say(MsgType.ResendRequest, [
      [Tag.BeginSeqNo, begin],
      [Tag.EndSeqNo, end],
    ])
  }

  #take(transport: Transport): void {
    const journal = new Journal({ now: () => realClock.now(), elapsed: () => 0 })
    const heard: Message[] = []
    this.heard.push(heard)
    const wire = new WireCounterparty({
      version: this.#version,
      senderCompID: 'THEM',
      targetCompID: 'US',
      clock: realClock,
      journal,
    })
    journal.subscribe((entry) => this.#hear(entry, heard))
    this.#wire = wire
    wire.attach(transport)
  }

  #hear(entry: Entry, heard: Message[]): void {
    if (entry.kind !== 'message' || entry.direction !== 'in') return
    const { message } = entry
    heard.push(message)
    if (this.#manners.is === 'silent') return
    // The record is written before the connection may be used: what follows is said in a turn of its own.
    queueMicrotask(() => this.#answer(message))
  }

  #answer(message: Message): void {
    switch (message.msgType) {
      case MsgType.Logon: {
        const heartBtInt = message.text(Tag.HeartBtInt) ?? '30'
        return this.#say(MsgType.Logon, [
          [Tag.EncryptMethod, 0],
          [Tag.HeartBtInt, heartBtInt],
        ])
      }
      case MsgType.TestRequest:
        return this.#say(MsgType.Heartbeat, [[Tag.TestReqID, message.text(Tag.TestReqID) ?? '']])
      case MsgType.ResendRequest:
        return this.#sendAgain(message.int(Tag.BeginSeqNo) ?? 0)
      case MsgType.Logout:
        this.#say(MsgType.Logout, [])
        return this.#wire?.close()
    }
  }

  #sendAgain(from: number): void {
    const { news, nextOut } = this.books
    let sent = 0
    for (let number = from; number < nextOut; number++) {
      const headline = news.get(number)
      if (headline === undefined) {
        let next = number + 1
        while (next < nextOut && !news.has(next)) next++
        this.#again(MsgType.SequenceReset, number, [
          [Tag.GapFillFlag, 'Y'],
          [Tag.NewSeqNo, next],
        ])
        number = next - 1
      } else this.#again(NEWS, number, newsFields(headline))
      if (++sent !== this.#manners.cutsResendAfter) continue
      // Closed rather than destroyed: what was sent arrives, so that it is known what is missing.
      this.#wire?.close()
      this.#manners = { is: 'refuses' }
      this.#listener?.close()
      this.#listener = undefined
      return
    }
  }

  #again(msgType: string, msgSeqNum: number, fields: readonly Field[]): void {
    this.#wire?.send(msgType, [[Tag.MsgSeqNum, msgSeqNum], [Tag.PossDupFlag, 'Y'], ...fields])
  }

  #say(msgType: string, fields: readonly Field[]): void {
    const wire = this.#wire
    if (wire === undefined || !wire.connected) return
    wire.nextOut = this.books.nextOut
    wire.send(msgType, fields)
    this.books.nextOut = wire.nextOut
  }
}

export function newsFields(headline: string): Field[] {
  return [
    [148, headline],
    [33, 1],
    [58, 'backup trial'],
  ]
}

/**
 * The system gives ports from 32768 on to whoever dials; one of ours among them could be dialled by itself. Two trials at
 * a time have ports of their own: one that nobody listens at in the one must not be taken by the other.
 */
const PORTS = { first: 20_000, each: 60, processes: 200 }
const first = PORTS.first + (process.pid % PORTS.processes) * PORTS.each
let next = first

/** A port where nobody listens, and which nobody is given while the trial runs. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = next++
    if (port >= first + PORTS.each) throw new Error(`no free port from ${first} to ${port - 1}`)
    const server = net.createServer()
    const taken = new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(true))
      server.listen(port, HOST, () => resolve(false))
    })
    if (await taken) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
