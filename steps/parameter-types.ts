/** FIX words of steps as typed values, once for all steps. */
import { defineParameterType } from '@cucumber/cucumber'
import type { Level } from '../src/report/report.ts'
import { MANNERS, type Manner } from '../src/testbench/backup-talk.ts'
import { type Place, parseWay } from '../src/testbench/backup-way.ts'
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

/** Sequence numbers by a list, `2, 4 and 5`, or `everything`: whether one is among them, and the list. */
export interface Numbers {
  (msgSeqNum: number): boolean
  readonly listed: readonly number[]
}

defineParameterType({
  name: 'numbers',
  regexp: /everything|\d+(?:, \d+)*(?: and \d+)?/,
  transformer(text: string): Numbers {
    const listed = text === 'everything' ? [] : text.split(/, | and /).map(Number)
    return Object.assign((msgSeqNum: number) => text === 'everything' || listed.includes(msgSeqNum), { listed })
  },
})

/** Names of fields: `SendingTime, MsgSeqNum, SenderCompID`. */
defineParameterType({
  name: 'fields',
  regexp: /[A-Z]\w+(?:, [A-Z]\w+)+/,
  transformer: (text: string): readonly string[] => text.split(', '),
})

/** `3`, or `2 or 3` where either is right. */
defineParameterType({
  name: 'msgSeqNums',
  regexp: /\d+(?: or \d+)?/,
  transformer: (text: string): readonly number[] => text.split(' or ').map(Number),
})

defineParameterType({ name: 'place', regexp: /primary|backup/, transformer: (text: string) => text as Place })

/** What the target finds at a place of the tester. */
defineParameterType({
  name: 'manner',
  regexp: new RegExp(MANNERS.join('|')),
  transformer: (text: string) => text as Manner,
})

/** `the primary 1 + 3 times, then the backup`, `the backup once, then nobody` */
defineParameterType({ name: 'way', regexp: /the (?:primary|backup).*/, transformer: (text: string) => parseWay(text) })
