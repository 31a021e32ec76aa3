/** What `fixproof import` does: reads the log, makes the feature, tells what it took for what. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseUtcTimestamp } from '../../codec/utc-timestamp.ts'
import { dictionaryFor, loadDictionary } from '../../dictionary/load.ts'
import { type FixVersion, findVersion } from '../../fix/versions.ts'
import { gatherSessions } from '../../recorded/gather-sessions.ts'
import { type ImportOptions, importLog } from '../../recorded/import-log.ts'
import { Recording } from '../../recorded/recording.ts'
import { findProfile } from '../../runner/find-profile.ts'
import { logonFieldsOf } from '../../runner/legs.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { loadProfile, type Profile } from '../../testbench/profile.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import type { ImportArguments } from './import.ts'
import { isUnusable, readLog } from './import-source.ts'
import { listSessions, tellImported } from './import-text.ts'

/** HeartBtInt(108) of a session of which no profile says it. */
const USUAL_HEART_BT_INT = 30

/** @throws UsageError when nothing can be made of the log */
export async function importLogs(args: ImportArguments, terminal: Terminal): Promise<void> {
  refuseUnmeant({ ...args, logs: undefined })
  const { target, session } = args
  // The parser of the command line hands a hyphen that stands alone over as nothing.
  const logs = args.logs.length === 0 ? ['-'] : args.logs
  const within = { from: instant('--from', args.from), to: instant('--to', args.to) }
  const profileFile = args.profile === undefined ? undefined : findProfile(args.profile, terminal.cwd)
  const profile = profileFile === undefined ? undefined : loadProfile(profileFile, environmentFor(terminal))
  const recording = new Recording(within)
  for (const log of logs) terminal.say(`${log}: ${await readLog(log, args, recording, terminal)}`)
  const gathering = { target, ...within, ...knownOf(profile) }
  if (args.list)
    return listSessions(
      refusing(() => gatherSessions(recording, gathering)),
      terminal,
    )
  const imported = refusing(() =>
    importLog(recording, { ...gathering, ...speechOf(profile), session, title: args.name, source: sourceOf(logs) }),
  )
  const folder = folderFor(args, profileFile, terminal.cwd)
  tellImported(imported, terminal)
  if (!imported.sessions.some(({ scenarios }) => scenarios.length > 0))
    throw new UsageError(
      `${sourceOf(logs)}: nothing in it can be replayed; ${imported.notes[0] ?? 'the target says nothing'}`,
    )
  const file = path.join(folder, `${slug(args.name ?? args.case ?? nameOf(logs))}.feature`)
  if (existsSync(file) && !args.force)
    throw new UsageError(
      `${path.relative(terminal.cwd, file)} is there already: say another --name, or --force to write over it`,
    )
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, imported.feature)
  const shown = path.relative(terminal.cwd, file)
  terminal.say(`written: ${shown}`)
  terminal.say(
    `next: npx fixproof run ${args.profile === undefined ? '--connect HOST:PORT --sender US --target THEM' : `-p ${args.profile}`} ${shown}`,
  )
}

function refusing<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw isUnusable(error) ? new UsageError(error.message) : error
  }
}

/** Secrets are not needed to read a log: what the environment lacks is left empty. */
function environmentFor({ env }: Terminal): Readonly<Record<string, string | undefined>> {
  return new Proxy(env, {
    get: (target, name) => (typeof name === 'string' ? (target[name] ?? '-') : undefined),
    has: () => true,
  })
}

function knownOf(profile: Profile | undefined): { knownTargets: ReadonlySet<string> } {
  return { knownTargets: new Set(profile?.sessions.map(({ targetCompID }) => targetCompID) ?? []) }
}

/** What the harness will say by itself when it replays. */
function speechOf(profile: Profile | undefined): Pick<ImportOptions, 'dictionaryOf' | 'heartBtIntOf' | 'logonTags'> {
  const own = profile?.dictionary
  const sessionOf = (version: FixVersion) =>
    profile?.sessions.find(({ beginString }) => findVersion(beginString) === version)
  const tags = new Set<number>()
  for (const { beginString } of profile?.sessions ?? []) {
    const version = findVersion(beginString)
    if (profile !== undefined && version !== undefined)
      for (const [tag] of logonFieldsOf(profile, version)) tags.add(tag)
  }
  return {
    dictionaryOf: (version) => (own === undefined ? dictionaryFor(version) : loadDictionary(own)),
    heartBtIntOf: (version) => sessionOf(version)?.heartBtInt ?? USUAL_HEART_BT_INT,
    logonTags: tags,
  }
}

/** @throws UsageError */
function instant(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const fix = parseUtcTimestamp(text)?.epochMs
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/.test(text)
    ? Date.parse(/Z$/.test(text) || text.length === 10 ? text : `${text}Z`)
    : Number.NaN
  const at = fix ?? iso
  if (Number.isNaN(at))
    throw new UsageError(`${option} "${text}": expected a time in UTC, 2026-11-22T17:00:00 or 20261122-17:00:00`)
  return at
}

function nameOf([first = '-']: readonly string[]): string {
  return first === '-' ? 'log' : path.basename(first)
}

function sourceOf(logs: readonly string[]): string {
  return logs.map((log) => (log === '-' ? 'standard input' : path.basename(log))).join(' and ')
}

function folderFor({ out }: ImportArguments, profileFile: string | undefined, cwd: string): string {
  if (out !== undefined) return path.resolve(cwd, out)
  return profileFile === undefined
    ? path.join(cwd, 'features', 'imported')
    : path.join(path.dirname(profileFile), 'features')
}

function slug(name: string): string {
  const plain = name.replace(/\.(log|txt|current|messages|summary|in|out)\b/gi, '').toLowerCase()
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'imported'
  )
}
