/** Each fault of the gallery shows, and a client without faults does not have it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientRig, RIG_VERSIONS, text } from '../testing/client-rig.ts'
import { CLIENT_FAULTS, type ClientManner } from './manner.ts'

type Symptom = (r: ClientRig) => unknown

/** An order of 100 with `cum` filled. */
function filled(r: ClientRig, cum: number): string {
  const x = r.open()
  r.fill(x, cum, cum, { 17: 'A' })
  return x
}

function replaced(r: ClientRig): string {
  const x = filled(r, 10)
  const y = r.replace(x, { 38: '80' })
  r.report('5', { 11: y, 41: x, 39: '1', 38: '80', 14: '10', 151: '70' })
  return x
}

function refused(r: ClientRig, status: string, reason: string): string {
  const x = filled(r, 10)
  const y = r.cancel(x)
  r.receive('9', { 37: 'O1', 11: y, 41: x, 39: status, 434: '1', 102: reason })
  return x
}

const types = (r: ClientRig) => r.sent.splice(0).map((message) => message.msgType)

/** What is seen of each fault; the same look at a right client gives another value. */
const SYMPTOMS: Partial<Record<keyof ClientManner, readonly [look: Symptom, faulty: unknown]>> = {
  booksLeaves: [(r) => r.shown(filled(r, 10)).CumQty, '90'],
  keepsLeavesAfterReplace: [(r) => r.shown(replaced(r)).LeavesQty, '90'],
  booksAmend: [(r) => r.shown(replaced(r)).CumQty, '30'],
  countsReplacedTwice: [(r) => r.shown(replaced(r)).CumQty, '20'],
  dropsDuplicateReport: [
    (r) => {
      const x = filled(r, 10)
      r.fill(x, 10, 10, { 17: 'A', 39: '4', 151: '0' })
      return r.shown(x).OrdStatus
    },
    '1',
  ],
  booksReplayed: [
    (r) => {
      const x = filled(r, 10)
      r.fill(x, 10, 10, { 17: 'A' })
      return r.shown(x).CumQty
    },
    '20',
  ],
  revivesUnknownOrder: [(r) => r.figures(refused(r, '8', '1')), '1 10 90'],
  ignoresCancelReject: [
    (r) => {
      refused(r, '1', '2')
      r.pass(60)
      return types(r)
    },
    ['H'],
  ],
  rejectedByCancelReject: [(r) => r.shown(refused(r, '1', '2')).OrdStatus, '8'],
  ignoresPending: [
    (r) => {
      const x = r.open()
      r.report('6', { 11: r.cancel(x), 41: x, 39: '6', 38: '100', 14: '0', 151: '100' })
      return r.shown(x).OrdStatus
    },
    '0',
  ],
  sendsAgainWhilePending: [
    (r) => {
      const x = r.open()
      r.report('6', { 11: r.cancel(x), 41: x, 39: '6', 38: '100', 14: '0', 151: '100' })
      return types(r)
    },
    ['D'],
  ],
  killedBySupersededID: [
    (r) => {
      const x = replaced(r)
      r.report('4', { 11: x, 39: '4', 38: '100', 14: '10', 151: '0' })
      return r.shown(x).OrdStatus
    },
    '4',
  ],
  rejectsUnknownTags: [
    (r) => {
      r.fill(r.open(), 10, 10, { 20001: 'X' })
      return types(r)
    },
    ['3'],
  ],
  rejectsUnknownValues: [
    (r) => {
      r.fill(r.open(), 10, 10, { 59: '!' })
      return types(r)[0]
    },
    '3',
  ],
  ignoresExpired: [
    (r) => {
      const x = r.open()
      r.report('C', { 11: x, 39: 'C', 38: '100', 14: '0', 151: '0' })
      return r.figures(x)
    },
    '0 0 100',
  ],
  roundsAvgPx: [
    (r) => {
      const x = r.open()
      r.fill(x, 1, 1, { 31: '9.99' })
      r.fill(x, 2, 3, { 31: '10' })
      return r.shown(x).AvgPx
    },
    '10',
  ],
  averagesInFloats: [
    (r) => {
      const x = r.open()
      r.fill(x, 1, 1, { 31: '0.1' })
      r.fill(x, 2, 3, { 31: '0.2' })
      return (r.shown(x).AvgPx ?? '').length > 13
    },
    true,
  ],
  repeatsIDs: [
    (r) => {
      const x = r.open()
      r.drop()
      r.reconnect(false)
      r.ask({
        action: 'new',
        fields: [
          [55, 'SIM'],
          [54, '1'],
          [38, '1'],
        ],
      })
      const first = r.sent.splice(0).at(-1)
      return first !== undefined && text(first, 11) === x
    },
    true,
  ],
  sendsAnewAfterReconnect: [
    (r) => {
      r.order()
      r.drop()
      r.reconnect(false)
      return types(r)
    },
    ['D'],
  ],
  retriesCancel: [
    (r) => {
      refused(r, '1', '0')
      return types(r)
    },
    ['F'],
  ],
}

/** Their symptoms are in the tests of market data. */
const OF_MARKET_DATA = ['keepsSizeZero', 'changesDeletedLevels', 'addsOnUnknownDelete']

for (const version of RIG_VERSIONS) {
  for (const { name, sentence } of CLIENT_FAULTS) {
    const symptom = SYMPTOMS[name]
    if (symptom === undefined) continue
    const [look, faulty] = symptom
    test(`${version}: a faulty client ${sentence}`, () => {
      assert.deepEqual(look(new ClientRig(version, { manner: { [name]: true } })), faulty)
      assert.notDeepEqual(look(new ClientRig(version)), faulty)
    })
  }

  test(`${version}: a cancel is not repeated without end`, () => {
    const r = new ClientRig(version, { manner: { retriesCancel: true } })
    const x = refused(r, '1', '0')
    for (let i = 0; i < 20; i++) {
      const request = r.sent.splice(0).at(-1)
      if (request === undefined) break
      r.receive('9', { 37: 'O1', 11: text(request, 11), 41: x, 39: '1', 434: '1', 102: '0' })
    }
    r.silent()
  })
}

test('every fault has a symptom, and a row of its own', () => {
  const shown = new Set([...Object.keys(SYMPTOMS), ...OF_MARKET_DATA])
  assert.deepEqual(
    CLIENT_FAULTS.filter(({ name }) => !shown.has(name)),
    [],
  )
  assert.equal(new Set(CLIENT_FAULTS.map(({ row }) => row)).size, CLIENT_FAULTS.length)
})
