/** What a client says of its orders, seen by the venue that the tester plays. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OrderTalk } from '../../testing/order-talk.ts'

type Fields = Readonly<Record<number, string | number | null>>

/** The client's messages come in, those of the tester's venue go out. */
class ClientTalk {
  readonly talk: OrderTalk
  constructor(version: string) {
    this.talk = new OrderTalk(version)
  }
  order(clOrdID: string, more: Fields = {}): this {
    return this.#in('D', { 11: clOrdID, ...more })
  }
  cancel(clOrdID: string, origClOrdID: string, more: Fields = {}): this {
    return this.#in('F', { 11: clOrdID, 41: origClOrdID, ...more })
  }
  replace(clOrdID: string, origClOrdID: string, more: Fields = {}): this {
    return this.#in('G', { 11: clOrdID, 41: origClOrdID, ...more })
  }
  venue(msgType: string, fields: Fields): this {
    this.talk.say('out', msgType, fields)
    return this
  }
  refuses(clOrdID: string, origClOrdID: string): this {
    this.venue('9', { 11: clOrdID, 41: origClOrdID, 39: 0, 434: 1, 102: 2 })
    // The client has read it before it acts again.
    this.talk.passes(5_000)
    return this
  }
  #in(msgType: string, more: Fields): this {
    this.talk.say('in', msgType, { 54: 1, 55: 'SIM', 1: 'ACC', 38: 100, 40: 2, 44: 10, ...more })
    return this
  }
}

interface Course {
  readonly name: string
  readonly does: (client: ClientTalk) => ClientTalk
  readonly found?: readonly string[]
}

const COURSES: readonly Course[] = [
  {
    name: 'a chain of replaces, and its cancel',
    does: (c) => c.order('X').replace('Y', 'X').replace('Z', 'Y').cancel('C', 'Z'),
  },
  {
    name: 'a replace behind a refused one names what is in force',
    does: (c) => c.order('X').replace('Y', 'X').refuses('Y', 'X').replace('Z', 'X'),
  },
  {
    name: 'a second cancel names the order',
    does: (c) => c.order('X').cancel('Y', 'X').refuses('Y', 'X').cancel('Z', 'X'),
  },
  { name: 'an order sent again as such', does: (c) => c.order('X').order('X', { 97: 'Y' }) },
  { name: 'a sale that becomes a short one', does: (c) => c.order('X', { 54: 2 }).replace('Y', 'X', { 54: 5 }) },
  { name: 'a cancel of an order of another run', does: (c) => c.cancel('Y', 'OLD') },
  { name: 'a ClOrdID used twice', does: (c) => c.order('X').order('X'), found: ['INV-16 must'] },
  {
    name: 'the id of a cancel used for an order',
    does: (c) => c.order('X').cancel('Y', 'X').order('Y'),
    found: ['INV-16 must'],
  },
  {
    name: 'a replace that names the first order of the day',
    does: (c) => c.order('X').replace('Y', 'X').replace('Z', 'X'),
    found: ['INV-16 must'],
  },
  {
    name: 'a replace that names a refused one',
    does: (c) => c.order('X').replace('Y', 'X').refuses('Y', 'X').replace('Z', 'Y'),
    found: ['INV-16 must'],
  },
  {
    name: 'a cancel that names a refused one',
    does: (c) => c.order('X').cancel('Y', 'X').refuses('Y', 'X').cancel('Z', 'Y'),
    found: ['INV-16 must'],
  },
  {
    name: 'a cancel of the other side',
    does: (c) => c.order('X').cancel('Y', 'X', { 54: 2 }),
    found: ['INV-16 should'],
  },
  {
    name: 'a cancel in another symbol',
    does: (c) => c.order('X').cancel('Y', 'X', { 55: 'OTHER' }),
    found: ['INV-16 should'],
  },
  { name: 'a minimum above the order', does: (c) => c.order('X', { 110: 200 }), found: ['INV-22 must'] },
  {
    name: 'a peak above the order, by a replace',
    does: (c) => c.order('X').replace('Y', 'X', { 38: 5, 111: 10 }),
    found: ['INV-22 must'],
  },
]

for (const version of ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'])
  describe(`requests of a client in ${version}`, () => {
    for (const { name, does, found = [] } of COURSES)
      test(name, () => assert.deepEqual(does(new ClientTalk(version)).talk.found({ plays: 'client' }), found))
  })

test('a refusal that crosses the next request can not have been read', () => {
  const client = new ClientTalk('FIX.4.4').order('X').replace('Y', 'X').venue('9', { 11: 'Y', 41: 'X', 39: 0, 434: 2 })
  assert.deepEqual(client.replace('Z', 'Y').talk.found({ plays: 'client' }), [])
})
