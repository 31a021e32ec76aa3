/** When a session runs, and when its numbers begin anew: wall times in a zone. */
import { dictionaryFor, findVersion, parseSchedule, resolveParameters, schedulesOf } from '../../src/engine/engine.ts'

// Three families of times, told apart by their keys; the numbering ends at terminateTime.
const weekly = parseSchedule({
  timeZone: 'America/Chicago',
  startTime: 'Sun 16:00',
  disconnectTime: 'Mon-Thu 16:00',
  connectTime: 'Mon-Thu 17:00',
  terminateTime: 'Fri 16:00',
})
console.log(weekly.start.length, weekly.terminate.length)
// → 1 1

// What can't be is refused with key, value and what is allowed.
try {
  parseSchedule({ timeZone: 'Europe/London', startTime: '25:00', terminateTime: '17:00' })
} catch (error) {
  console.log(error instanceof RangeError ? error.message.slice(0, 17) : error)
}
// → StartTime "25:00"

// A session has both from its parameters: `createSession` reads them, and refuses the same way.
const version = findVersion('FIX.4.4')
if (version === undefined) throw new Error('FIX.4.4 is built in')
const { parameters } = resolveParameters(
  { PerformResetSeqNumTime: true, ResetSequenceTime: '23:55:00', ResetSequenceTimeZone: 'UTC' },
  {
    identity: {
      version,
      role: 'acceptor',
      senderCompID: 'VENUE',
      targetCompID: 'CLIENT',
      dictionary: dictionaryFor(version),
    },
  },
)
const { schedule, reset } = schedulesOf(parameters.schedule)
console.log(schedule, reset?.timeZone)
// → undefined UTC
