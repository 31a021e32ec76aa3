import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { formatterHelpers } from '@cucumber/cucumber'
import SilentFormatter from './silent-formatter.ts'

test('nothing is gathered for a formatter that never looks back, and everybody else is told as before', () => {
  const eventBroadcaster = new EventEmitter()
  const seen: unknown[] = []
  eventBroadcaster.on('envelope', (envelope) => seen.push(envelope))
  const gathered = new formatterHelpers.EventDataCollector(eventBroadcaster)
  assert.ok(new SilentFormatter({ eventBroadcaster }))
  eventBroadcaster.emit('envelope', { pickle: { id: 'a pickle' } })
  assert.equal(seen.length, 1)
  assert.equal(gathered.getPickle('a pickle'), undefined)
})
