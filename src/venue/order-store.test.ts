import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personaWith } from '../testing/venue-rig.ts'
import { Floor } from './floor.ts'
import { newOrder } from './new-order.ts'
import type { Order, OrderDraft } from './order.ts'
import { OrderStore } from './order-store.ts'
import type { Rule } from './persona.ts'

const RULE: Rule = { id: 'Q1', kind: 'normal', text: '', when: {} }
const ACCOUNT_OF_ALL: Rule = { ...RULE, manner: { onBehalf: true } }

/** Two orders that are over are remembered at least, four at most. */
function desk(): { store: OrderStore; enter: (clOrdID: string, rule?: Rule) => Order } {
  const store = new OrderStore(2)
  const floor = new Floor(
    personaWith(),
    () => 0,
    '',
    () => {
      throw new Error('not asked for')
    },
  )
  const enter = (clOrdID: string, rule = RULE): Order => {
    const order = newOrder(floor, 'A', draft(clOrdID), rule, undefined)
    store.add(order)
    return order
  }
  return { store, enter }
}

function draft(clOrdID: string): OrderDraft {
  return {
    clOrdID,
    account: undefined,
    symbol: 'SIM',
    side: '1',
    terms: { clOrdID, orderQty: undefined, ordType: '2', price: undefined, stopPx: undefined, timeInForce: '0' },
    transactTime: undefined,
    echoed: [],
  }
}

test('orders that are over are forgotten with their numbers, the oldest first', () => {
  const { store, enter } = desk()
  const orders = Array.from({ length: 5 }, (_, i) => enter(`X${i}`))
  for (const order of orders) store.setOpen(order, false)
  assert.deepEqual(
    orders.map(({ terms }) => store.find('A', terms.clOrdID ?? '') !== undefined),
    [false, false, true, true, true],
  )
  assert.deepEqual(
    orders.map(({ orderID }) => store.byOrderID(orderID) !== undefined),
    [false, false, true, true, true],
  )
  assert.equal(store.isUsed('A', 'X0', 1), false)
  assert.equal(store.isUsed('A', 'X4', 1), true)
})

test('an open order stays known under every number, however many others end', () => {
  const { store, enter } = desk()
  const order = enter('first', ACCOUNT_OF_ALL)
  order.superseded.push('before')
  order.refused.push('refused')
  for (const clOrdID of ['before', 'refused']) store.use('A', clOrdID, order)
  for (let i = 0; i < 20; i++) store.setOpen(enter(`X${i}`), false)
  for (const clOrdID of ['first', 'before', 'refused']) {
    assert.equal(store.find('A', clOrdID), order)
    assert.equal(store.findOnBehalf(clOrdID), order)
    assert.equal(store.findAnywhere(clOrdID), order)
  }
  assert.equal(store.byOrderID(order.orderID), order)
  assert.equal(store.find('B', 'first'), undefined)
  assert.deepEqual([...store.open()], [order])
})

test('numbers that name no order are forgotten, too', () => {
  const { store } = desk()
  for (let i = 0; i < 5; i++) store.use('A', `X${i}`)
  assert.equal(store.isUsed('A', 'X4', 1), true)
  assert.equal(store.find('A', 'X4'), undefined)
  assert.equal(store.isUsed('A', 'X0', 1), false)
  store.beginDay()
  assert.equal(store.isUsed('A', 'X4', 1), false)
})

test('an order that opens again after it was forgotten is known again', () => {
  const { store, enter } = desk()
  const order = enter('old')
  store.setOpen(order, false)
  const [other, later] = [enter('Y'), enter('Z')]
  for (let i = 0; i < 5; i++) store.setOpen(enter(`X${i}`), false)
  assert.equal(store.find('A', 'old'), undefined)
  store.setOpen(order, true)
  assert.equal(store.find('A', 'old'), order)
  for (const each of [order, other, later]) assert.equal(store.byOrderID(each.orderID), each)
  assert.deepEqual([...store.open()], [order, other, later])
})

test('a number that came again meanwhile is not taken from the order that has it', () => {
  const { store, enter } = desk()
  const order = enter('X')
  store.setOpen(order, false)
  for (let i = 0; i < 5; i++) store.setOpen(enter(`X${i}`), false)
  const again = enter('X')
  store.setOpen(order, true)
  assert.equal(store.find('A', 'X'), again)
})

test('of an order that was refused below the business only its number is left', () => {
  const { store, enter } = desk()
  const order = enter('X')
  const neighbour = enter('Y')
  store.forget(order)
  assert.equal(store.find('A', 'X'), undefined)
  assert.equal(store.isUsed('A', 'X', 1), true)
  assert.equal(store.byOrderID(order.orderID), undefined)
  assert.equal(store.byOrderID(neighbour.orderID), neighbour)
  assert.equal(store.openCount, 1)
})

test('forgetting an order of the past takes none of the present away', () => {
  const { store, enter } = desk()
  const past = [enter('X'), enter('Y')]
  for (const order of past) store.setOpen(order, false)
  const present = enter('Z')
  for (const order of past) store.forget(order)
  assert.equal(store.byOrderID(present.orderID), present)
  for (const order of past) assert.equal(store.byOrderID(order.orderID), undefined)
})

test('every OrderID finds its order', () => {
  const store = new OrderStore(1000)
  const { enter } = desk()
  const orders = Array.from({ length: 1200 }, (_, i) => enter(`X${i}`))
  for (const order of orders) store.add(order)
  for (const order of orders) assert.equal(store.byOrderID(order.orderID), order)
  for (const id of ['O0', 'O1201', 'O', '', 'P5', 'O05']) assert.equal(store.byOrderID(id), undefined)
})
