import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BEGINNING } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { type Address, ConnectionError, type DialHandlers } from '../transport/transport.ts'
import { Dialler } from './dialler.ts'
import { SimulatedClock } from './simulated-clock.ts'

function rig() {
  const clock = new SimulatedClock(BEGINNING)
  const dials: { readonly address: Address; readonly handlers: DialHandlers }[] = []
  const told: string[] = []
  const dialler = new Dialler({
    clock,
    network: {
      dial: (address, handlers) => void dials.push({ address, handlers }),
      listen: () => Promise.reject(new Error('nobody listens here')),
    },
    onAttempt: () => ({ host: 'h', port: 1, heartBtInt: 5 }),
    onConnect: (_, { heartBtInt }) => void told.push(`connected ${heartBtInt}`),
    onFailure: (cause) => void told.push(cause.message),
  })
  return { clock, dialler, dials, told }
}

test('an attempt that was called off is heard of no more, and its connection is destroyed', () => {
  const { dialler, dials, told } = rig()
  dialler.dial(0)
  dialler.cancel()
  dialler.dial(0)
  dialler.cancel()
  const transport = new FakeTransport()
  dials[0]?.handlers.onConnect(transport)
  dials[1]?.handlers.onError(new ConnectionError('ECONNREFUSED', 'refused'))
  assert.deepEqual(told, [])
  assert.equal(transport.ended, 'destroyed')
})

test('one attempt at a time: a new plan calls off the old one', () => {
  const { clock, dialler, dials, told } = rig()
  dialler.dial(1000)
  dialler.dial(500)
  clock.advanceTo(BEGINNING + 5000)
  assert.equal(dials.length, 1)
  assert.equal(dialler.busy, true)
  dials[0]?.handlers.onConnect(new FakeTransport())
  assert.equal(dialler.busy, false)
  assert.deepEqual(told, ['connected 5'])
})
