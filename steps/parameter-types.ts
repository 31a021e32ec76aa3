/** FIX words of steps as typed values, once for all steps. */
import { defineParameterType } from '@cucumber/cucumber'
import type { Level } from '../src/report/report.ts'
import type { FixWorld } from './world.ts'

defineParameterType({
  name: 'level',
  regexp: /must|should|may/,
  transformer: (text: string): Level => text as Level,
})

/** `2 seconds`, `500 milliseconds`, or a multiple of the interval agreed: `1.5 HeartBtInt`. */
defineParameterType({
  name: 'duration',
  regexp: /\d+(?:\.\d+)? (?:seconds?|milliseconds?|HeartBtInt)/,
  transformer(this: FixWorld, text: string): number {
    return this.bench.milliseconds(text)
  },
})

/** A sequence number as written on the wire, so that faulty ones can be said: `0`, `-1`, `99999999999`, `<open end>`. */
defineParameterType({
  name: 'seqNum',
  regexp: /<open end>|<empty>|[^\s<>:]+/,
  transformer: (text: string) => text,
})
