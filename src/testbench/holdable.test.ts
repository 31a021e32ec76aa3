import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import type { Transport } from '../transport/transport.ts'
import { Holdable } from './holdable.ts'

/** A holdable connection and its far end; `settle` lets what is under way arrive, `heard` is what has come in order. */
function rig(): { near: Holdable; far: Transport; heard: string[]; settle: () => void } {
  const clock = new SimulatedClock(0)
  const network = new MemoryNetwork({ clock })
  const ends: Transport[] = []
  network.listenNow({ host: 'memory', port: 7 }, (transport) => ends.push(transport))
  network.dial(
    { host: 'memory', port: 7 },
    { onConnect: (transport) => ends.push(transport), onError: (error) => assert.fail(error) },
  )
  const settle = () => clock.advanceTo(clock.now() + 10)
  settle()
  const [far, near] = ends
  if (far === undefined || near === undefined) return assert.fail('no connection')
  const heard: string[] = []
  const holdable = new Holdable(near)
  holdable.listen({
    onData: (chunk) => heard.push(chunk.toString()),
    onClose: (why) => heard.push(why),
  })
  return { near: holdable, far, heard, settle }
}

test('nothing arrives while the tester does not read, and everything in order when it reads on', () => {
  const { near, far, heard, settle } = rig()
  far.write(Buffer.from('one'))
  settle()
  near.hold()
  far.write(Buffer.from('two'))
  far.write(Buffer.from('three'))
  settle()
  assert.deepEqual(heard, ['one'])
  near.readOn()
  far.write(Buffer.from('four'))
  settle()
  assert.deepEqual(heard, ['one', 'two', 'three', 'four'])
})

test('an end of the connection waits behind what came before it', () => {
  const { near, far, heard, settle } = rig()
  near.hold()
  far.write(Buffer.from('last words'))
  far.close()
  settle()
  assert.deepEqual(heard, [])
  near.readOn()
  assert.deepEqual(heard, ['last words', 'closed by the other side'])
})
