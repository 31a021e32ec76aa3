/** Time is handed in: an engine on this clock lives through weeks in milliseconds. */
import { SimulatedClock } from '../../src/engine/engine.ts'

const clock = new SimulatedClock(Date.UTC(2026, 0, 5, 9))
clock.schedule(clock.now() + 60_000, () => console.log('a minute later'))
const never = clock.schedule(clock.now() + 30_000, () => console.log('never'))
never.cancel()
clock.advanceTo(Date.UTC(2026, 0, 12, 9))
// → a minute later
console.log(new Date(clock.now()).toISOString())
// → 2026-01-12T09:00:00.000Z
