/**
 * How long long sessions take on the simulated clock: a year of daily resets, a year of weekly resets, and 48 hours without
 * an application message, each two engines in memory; then the arithmetic of a schedule alone. Figures for people, never a
 * test.
 *
 *   npx node benchmarks/year-of-sessions.ts [HEARTBTINT [RUNS]]
 */
import { nextEvents, parseSchedule } from '../src/session/schedule.ts'
import { TALKS } from '../src/testing/long-talks.ts'

const heartBtInt = process.argv[2] === undefined ? undefined : Number(process.argv[2])
const runs = Number(process.argv[3] ?? 3)

for (const talk of TALKS) {
  const times: number[] = []
  let outcome = ''
  for (let run = 0; run < runs; run++) {
    const pair = talk.make(heartBtInt)
    const began = performance.now()
    const { numberings, messages } = talk.run(pair)
    times.push(performance.now() - began)
    const { nextIn, nextOut } = pair.initiator.session
    outcome = `${numberings} numberings, ${messages} messages, at ${nextIn}/${nextOut}, ${pair.inStep ? 'in step' : 'OUT OF STEP'}`
  }
  const [fastest, slowest] = [Math.min(...times), Math.max(...times)]
  console.log(`${talk.name}: ${fastest.toFixed(0)} to ${slowest.toFixed(0)} ms; ${outcome}`)
}

const schedule = parseSchedule({
  timeZone: 'America/New_York',
  startTime: '0 0 8 ? * MON-FRI',
  terminateTime: '0 0 17 ? * MON-FRI',
  daysOff: '* * * 25 12 *',
})
const began = performance.now()
let events = 0
const end = Date.UTC(2036, 0, 1)
for (let at = Date.UTC(2026, 0, 1); at < end; events++) at = nextEvents(schedule, at)[0]?.at ?? end
const took = performance.now() - began
console.log(`ten years of a schedule: ${events} events, ${((took / events) * 1000).toFixed(1)} microseconds each`)
