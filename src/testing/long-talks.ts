/** Sessions that last long: what the benchmark times, and a test looks at. */
import { parseResetTime, parseSchedule } from '../session/schedule.ts'
import { ScheduledPair } from './scheduled-pair.ts'

const DAY_MS = 86_400_000

/** A Sunday; daylight saving of New York and London changes four times in the year that follows. */
const BEGINNING = Date.UTC(2026, 0, 4, 12, 0, 0)

export interface LongTalk {
  readonly name: string
  /** @param heartBtInt - seconds; the talk's own when absent */
  readonly make: (heartBtInt?: number) => ScheduledPair
  readonly run: (pair: ScheduledPair) => Outcome
}

export interface Outcome {
  /** How many have ended on the initiator's side. */
  readonly numberings: number
  /** Messages of both sides, those of ended numberings included. */
  readonly messages: number
}

function runFor(days: number): (pair: ScheduledPair) => Outcome {
  return (pair) => {
    pair.start()
    pair.goTo(BEGINNING + days * DAY_MS)
    let messages = 0
    for (const { store, session } of pair.sides) {
      for (const archive of store.archives()) messages += archive.messages
      messages += session.nextOut - 1
    }
    return { numberings: pair.initiator.store.archives().length, messages }
  }
}

export const TALKS: readonly LongTalk[] = [
  {
    name: 'a year of daily resets inside the session, 17:00 in New York',
    make: (heartBtInt = 3600) =>
      new ScheduledPair({
        start: BEGINNING,
        settings: { heartBtInt },
        reset: parseResetTime('17:00:00', 'America/New_York'),
      }),
    run: runFor(365),
  },
  {
    name: 'a year of weekly numberings, connected on the days of the week, London',
    make: (heartBtInt = 3600) =>
      new ScheduledPair({
        start: BEGINNING,
        settings: { heartBtInt },
        schedule: parseSchedule({
          timeZone: 'Europe/London',
          startTime: '0 0 8 ? * MON',
          connectTime: '0 0 8 ? * TUE-FRI',
          disconnectTime: '0 0 21 ? * MON-THU',
          terminateTime: '0 0 21 ? * FRI',
        }),
      }),
    run: runFor(365),
  },
  {
    name: '48 hours without an application message',
    make: (heartBtInt = 30) => new ScheduledPair({ start: BEGINNING, settings: { heartBtInt } }),
    run: runFor(2),
  },
]
