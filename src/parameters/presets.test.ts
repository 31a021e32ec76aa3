import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import { defaultParameters, type Identity } from './assemble.ts'
import { PRESET_NAMES, PRESETS, type PresetName } from './presets.ts'
import { resolveParameters } from './resolve.ts'
import { findParameter } from './table.ts'

const version = findVersion('FIX.4.4')
assert.ok(version !== undefined)
const identity: Identity = {
  version,
  role: 'initiator',
  senderCompID: 'US',
  targetCompID: 'THEM',
  dictionary: dictionaryFor(version),
}

/** Every leaf of a value by its path. */
function leaves(value: unknown, path = ''): [path: string, value: unknown][] {
  if (path.endsWith('.dictionary') || path.endsWith('.version')) return []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path === '' ? key : `${path}.${key}`))
}

/** What a preset has other than the standard, by the place it lands. */
function differences(preset: PresetName): Record<string, unknown> {
  const standard = new Map(leaves(defaultParameters(identity).parameters))
  const { parameters } = resolveParameters({}, { identity, preset })
  return Object.fromEntries(
    leaves(parameters).filter(([path, value]) => JSON.stringify(standard.get(path)) !== JSON.stringify(value)),
  )
}

const ANTENNA_CPP = {
  'session.intradayLogoutTolerance': false,
  'session.outOfSequenceMessagesStrategy': 'requestAlways',
  'session.testRequestDelay': 1,
  'session.heartBeatTimeout': 1.2,
  'session.texts': 'antenna',
}

const EXPECTED: Readonly<Record<PresetName, Readonly<Record<string, unknown>>>> = {
  standard: {},
  'antenna-cpp': ANTENNA_CPP,
  fixedge: {
    ...ANTENNA_CPP,
    'connection.recreateOnLogout': false,
    'schedule.schedule.timeZone': 'UTC',
    'schedule.schedule.startTime': '00:00',
    'schedule.schedule.terminateTime': '23:59',
  },
  'antenna-net': {
    'session.outOfSequenceMessagesStrategy': 'requestAlways',
    'session.logoutOnTimeout': false,
    'session.resendBeginBeyondLast': 'gapfill',
    'session.texts': 'antenna',
    'connection.reconnectMaxTries': 0,
    'connection.enableAutoSwitchToBackupConnection': true,
    'connection.switchMoment': 'eachAttempt',
    'connection.cyclicSwitchBackupConnection': true,
  },
  quickfix: {
    'session.testRequestDelay': 1.5,
    'session.heartBeatTimeout': 2.4,
    'session.logoutTimeout': 2,
    'session.texts': 'quickfix',
    'session.refusedLogon': 'close',
    'session.rejectBeforeLogout': false,
    'session.logonInSession': 'close',
    'session.logoutOnTimeout': false,
    'session.resendBeginBeyondLast': 'gapfill',
    'session.validation.allowUserDefined': false,
    'session.validation.checkConditional': false,
    'session.reverseRoute': true,
  },
  'cme-weekly': {
    'schedule.schedule.timeZone': 'America/Chicago',
    'schedule.schedule.startTime': 'Sunday 16:00:00',
    'schedule.schedule.terminateTime': 'Friday 17:00:00',
    'session.resendRequestBlockSize': 2500,
  },
}

describe('a preset differs from the standard in exactly this', () => {
  for (const preset of PRESET_NAMES) test(preset, () => assert.deepEqual(differences(preset), EXPECTED[preset]))
})

describe('what a preset says although it is the default stays said', () => {
  const SAID: readonly (readonly [PresetName, string, unknown])[] = [
    ['antenna-cpp', 'reconnectMaxTries', 'unlimited'],
    ['antenna-cpp', 'enableAutoSwitchToBackupConnection', false],
    ['antenna-cpp', 'resendMessagesBlockSize', 1000],
    ['fixedge', 'resendMessagesLimit', -1],
    ['fixedge', 'waitLogon', 10],
    ['fixedge', 'sizeWaitHostMax', 5],
    ['antenna-net', 'intradayLogoutTolerance', true],
    ['antenna-net', 'resetOnDisconnect', false],
    ['antenna-net', 'allowedCountOfSimilarRR', 3],
    ['antenna-net', 'ignorePossDupForGapFill', true],
    ['quickfix', 'outOfSequenceMessagesStrategy', 'queue'],
    ['quickfix', 'acceptUnknown', false],
    ['cme-weekly', 'handleSeqNumAtLogon', false],
    ['cme-weekly', 'intradayLogoutTolerance', true],
  ]
  for (const [preset, name, value] of SAID)
    test(`${preset}: ${name}`, () => assert.equal(PRESETS[preset].stated[name], value))
})

test('presets use canonical names and are compliant', () => {
  for (const preset of PRESET_NAMES) {
    for (const name of Object.keys(PRESETS[preset].stated))
      assert.partialDeepStrictEqual(findParameter(name), { parameter: { name } })
    const warnings = resolveParameters({}, { identity, preset }).warnings.filter((warning) =>
      /not compliant/.test(warning),
    )
    assert.deepEqual(warnings, [])
  }
})
