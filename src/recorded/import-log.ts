/** From a log to features: what each session of it was, as a scenario that replays it. Pure. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import { episodesOf } from './episodes.ts'
import { flowOf } from './flow.ts'
import { flowName } from './flow-name.ts'
import { type Gathered, type GatherOptions, gatherSessions } from './gather-sessions.ts'
import { itemsOf, type RecordedSession } from './recorded-session.ts'
import { NothingRecorded, type Recording } from './recording.ts'
import { stepLines } from './steps-text.ts'

export interface ImportOptions extends GatherOptions {
  /** Only this session of the log, from 1. */
  readonly session?: number | undefined
  /** Title of the feature; default: what the log holds. */
  readonly title?: string | undefined
  /** What the log is called, for the head of the feature. */
  readonly source: string
  readonly dictionaryOf: (version: FixVersion) => Dictionary
  /** HeartBtInt(108) that the harness proposes by itself in a session of the version. */
  readonly heartBtIntOf: (version: FixVersion) => number
  /** Tags of the profile's `logon`. */
  readonly logonTags: ReadonlySet<number>
}

export interface ImportedSession {
  readonly number: number
  readonly session: RecordedSession
  readonly scenarios: readonly ImportedScenario[]
}

export interface ImportedScenario {
  readonly name: string
  readonly lines: readonly string[]
  readonly notes: readonly string[]
}

export interface Imported {
  readonly target: Gathered['target']
  readonly sessions: readonly ImportedSession[]
  /** Text of the feature file. */
  readonly feature: string
  readonly notes: readonly string[]
}

/** @throws NothingRecorded, TargetUnknown */
export function importLog(recording: Recording, options: ImportOptions): Imported {
  const { target, sessions } = gatherSessions(recording, options)
  const wanted = sessions.flatMap((session, i) =>
    options.session === undefined || options.session === i + 1 ? [{ session, number: i + 1 }] : [],
  )
  if (wanted.length === 0)
    throw new NothingRecorded(`--session ${options.session}: the log holds ${sessions.length}, counted from 1`)
  const imported = wanted.map(({ session, number }) => ({ number, session, scenarios: scenariosOf(session, options) }))
  return {
    target,
    sessions: imported,
    feature: featureOf(imported, options),
    notes: imported.flatMap(({ session, number, scenarios }) => [
      ...oneSided(session, number),
      ...scenarios.flatMap(({ notes }) => notes),
    ]),
  }
}

function scenariosOf(session: RecordedSession, options: ImportOptions): ImportedScenario[] {
  const { dictionaryOf, heartBtIntOf, logonTags } = options
  const dictionary = dictionaryOf(session.version)
  const names = new Map<string, number>()
  return episodesOf(session, logonTags).flatMap((episode): ImportedScenario[] => {
    const heartBtInt = heartBtIntOf(session.version)
    const { steps, notes } = flowOf(episode, { dictionary, heartBtInt, logonTags })
    // What only connects, and says nothing that can be expected, is no scenario.
    if (!steps.some(({ keyword }) => keyword === 'Then')) return []
    const name = flowName(episode, dictionary)
    const count = (names.get(name) ?? 0) + 1
    names.set(name, count)
    return [{ name: count === 1 ? name : `${name} (${count})`, lines: stepLines(steps), notes }]
  })
}

function oneSided(session: RecordedSession, number: number): string[] {
  const sides = new Set(itemsOf(session).map(({ from }) => from))
  if (sides.size > 1) return []
  const missing = sides.has('tester') ? 'target' : 'tester'
  const effect =
    missing === 'target'
      ? 'what must come can not be inferred, and only silence and the life of the session are expected'
      : 'what made the target speak can not be inferred, and its messages are expected without a cause'
  return [
    `session ${number} holds messages of one side alone; those of the ${missing} are missing: ${effect}; who dialled can not be inferred either, the target is taken for the ${session.targetRole}`,
  ]
}

/** Ids of imported scenarios, which tell them apart in the report. */
function featureOf(sessions: readonly ImportedSession[], { title, source }: ImportOptions): string {
  const [first] = sessions
  const name = title ?? `Regression: ${first?.scenarios[0]?.name ?? 'nothing'}`
  const lines = [
    '@imported',
    `Feature: ${name}`,
    `  Imported from ${source}: what the target did then, it does again.`,
    '',
  ]
  let id = 0
  for (const { session, number, scenarios } of sessions)
    for (const scenario of scenarios) {
      const version = session.version.id.split('/').at(-1)
      lines.push(
        `  # Session ${number}: ${session.testerCompID} to ${session.targetCompID}, ${session.version.id}`,
        `  @IMPORT-${String(++id).padStart(3, '0')} @must @${session.targetRole} @since:${version} @until:${version}`,
        `  Scenario: ${scenario.name}`,
        scenario.lines.join('\n'),
        '',
      )
    }
  return lines.join('\n')
}
