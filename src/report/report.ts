/**
 * report.json: the one record of a run from which every other format is made. The shape is a contract
 * (schemaVersion 1); whatever is optional here only adds. `report.schema.json` says the same for other tools.
 */

import type { Difference } from '../conformance/difference.ts'

export type { Difference, DifferenceField } from '../conformance/difference.ts'

export const VERDICTS = ['failed', 'errored', 'inconclusive', 'warning', 'waived', 'passed', 'notApplicable'] as const
/** One outcome of one scenario. The list above is ordered from worst to best. */
export type Verdict = (typeof VERDICTS)[number]

export type Level = 'must' | 'should' | 'may'
export type Role = 'acceptor' | 'initiator'

export interface TranscriptEntry {
  /** Wall clock of the run's clock, ISO 8601 UTC. */
  at: string
  /** Milliseconds since the scenario began, on the run's clock. */
  virtualMs?: number
  /** Seen from the tester: `out` is tester to target. */
  direction: 'in' | 'out' | 'event'
  msgType?: string
  msgSeqNum?: number
  /** The message with `|` for SOH; empty for an event. */
  raw: string
  /** Kind of event: connect, disconnect, garbled, archive, … */
  event?: string
  /** What happened, for an event; what is special, for a message. */
  text?: string
  note?: string
  /** True at the entry that broke the requirement. */
  fault?: boolean
}

export interface ReportStep {
  keyword: string
  text: string
  status: 'passed' | 'failed' | 'skipped' | 'warning' | 'inconclusive' | 'errored'
  level?: Level
  table?: string[][]
  /** Half-open range of transcript entries that belong to the step. */
  transcript?: [from: number, to: number]
  note?: string
}

export interface ReportResult {
  case: string
  title: string
  feature: string
  line: number
  beginString: string
  targetRole: Role
  level: Level
  verdict: Verdict
  requirement?: string
  clause?: string
  /** The row of a scenario outline. */
  example?: string
  needs?: string[]
  expected: string[]
  actual: string
  reason?: string
  /** Alternatives of the standard that the target took. */
  taken?: string[]
  steps?: ReportStep[]
  difference?: Difference
  /** Failures of one `class` are shown as one; without it a failure stands for itself. */
  cause?: { class?: string; text: string; seenIn?: string[] }
  /** Id of the waiver that covers this result; of a failed one, that would cover it had it not expired. */
  waiver?: string
  /** What the plan of the run asks of this case. */
  obligation?: Obligation
  /** What came of it in earlier attempts, the oldest first. */
  attempts?: EarlierAttempt[]
  /** The verdict in the baseline, where there is one and it holds this check. */
  was?: Verdict
  /** Invariant → on how many reports, orders or requests of the scenario it was looked at; once for each scenario. */
  checks?: Record<string, number>
  /** The one command that repeats it. */
  repeat?: string
  startedAt?: string
  durationMs: number
  virtualMs: number
  transcript: TranscriptEntry[]
}

/** What a plan asks of a case that it does not leave out. */
export type Obligation = 'mandatory' | 'optional'

/** A result that `run --failed` has put another in the place of. */
export interface EarlierAttempt {
  /** Its report is `attempts/<number>.report.json.gz` beside the report. */
  number: number
  startedAt: string
  verdict: Verdict
  actual: string
}

export interface ReportWaiver {
  id: string
  case: string
  when?: { beginString?: string[]; targetRole?: Role[] }
  /** Of a case with many scenarios, only those with such a title: a regular expression. */
  scenario?: string
  /** The observed outcome that is waived, as the report words it. */
  expect: string
  reason: string
  owner: string
  issue?: string
  approvedBy?: string
  /** No deviation that is accepted for a while, but how the venue is: it never runs out. `source` says where that stands. */
  quirk?: true
  source?: string
  /** Last day on which it holds, YYYY-MM-DD. */
  until: string
  /** The case passes now: the waiver has nothing to cover. */
  stale?: boolean
  expired?: boolean
  /** The case fails, and not in the way that is waived: those failures stand. */
  otherOutcome?: boolean
}

/** One check in two reports. */
export interface CheckChange {
  case: string
  title: string
  example?: string
  beginString: string
  targetRole: Role
  before?: { verdict: Verdict; finding: string }
  now?: { verdict: Verdict; finding: string }
}

/** The report that a run was compared with; each result holds in `was` the verdict it had there. */
export interface ReportBaseline {
  file: string
  startedAt: string
  /** Of the compact form of the baseline, as its own formats show it. */
  sha256: string
  /** Checks of the baseline that this run should have made and did not. */
  vanished: CheckChange[]
  repaired: CheckChange[]
  changed: number
  added: number
}

/** The test plan of a run. What of it was proved is counted from the results. */
export interface ReportPlan {
  name: string
  file: string
  sha256: string
  /** Ids of the cases that have to be proved. */
  mandatory: string[]
  /** Ids of those that may be. */
  optional: string[]
  /** What was not run. */
  notApplicable: { case: string; reason: string }[]
  /** Only some of the plan was asked for: what is missing is not missed. */
  narrowed?: true
}

/** The venue's rulebook that a run was held against. */
export interface ReportPack {
  name: string
  title: string
  /** Of pack.yaml. */
  sha256: string
  rulebooks: { title: string; version?: string; url?: string }[]
  /** Case → the venue's own id for it. */
  venueIds?: Record<string, string>
}

/** A report that `run --failed` has taken the good results of. */
export interface ReportAttempt {
  number: number
  startedAt: string
  /** Relative to the report. */
  file: string
  /** Of the compact form, as its own formats show it. */
  sha256: string
  /** Scenarios that were repeated after it, each counted for every version and role. */
  repeated: number
  /** Of its profile, where that is not the one of this report: results that were taken over were made with it. */
  profileSha256?: string
}

export type SourceKind = 'profile' | 'waivers' | 'plan' | 'pack' | 'dictionary' | 'feature' | 'steps'

export interface Report {
  schemaVersion: '1'
  tool: { name: string; version: string }
  profile: string
  seed: number
  startedAt: string
  durationMs: number
  target: {
    role: Role
    address: string
    name?: string
    version?: string
    vendor?: string
    engine?: string
    environment?: string
    endpoints?: { role: Role; address: string }[]
  }
  outcome?: { exitCode: number; word: string }
  summary: Record<Verdict, number>
  command?: string
  suite?: { name: string; version: string; cases: number; tags?: string; sha256?: string }
  profileSha256?: string
  capabilities?: string[]
  /** What names and values were taken from; `kind` and `file` are there for files of the user. */
  dictionaries?: { beginString: string; name: string; sha256: string; kind?: string; file?: string }[]
  /** Files that the run read, relative to where it was made; those of this package below it. */
  sources?: { kind: SourceKind; file: string; sha256: string }[]
  /** What of the profile's suite was asked for; absent when all of it. */
  narrowed?: {
    /** Words of the command line: cases and features. */
    cases?: string[]
    tags?: string
    versions?: true
    roles?: true
    mandatory?: true
  }
  journal?: { file: string; entries: number; sha256: string }
  identity?: Record<string, string | number>
  environment?: Record<string, string | number>
  groups?: { id: string; title: string }[]
  plan?: ReportPlan
  pack?: ReportPack
  waivers?: ReportWaiver[]
  baseline?: ReportBaseline
  /** One of several parts of a run, which `report merge` joins; `dealt`: SHA-256 of all scenarios, each with its shard. */
  shard?: { index: number; of: number; dealt?: string }
  /** Scenarios that the whole run has, each counted for every version and role. */
  scenarios?: number
  /** Of those that this report is to hold, as many were not made: the run was interrupted, or ended at the first failure. */
  unfinished?: number
  /** The run went on with an interrupted one, and took over what was done. */
  resumed?: { startedAt: string; scenarios: number }
  /** Earlier attempts, the oldest first. */
  attempts?: ReportAttempt[]
  results: ReportResult[]
}
