/** Presets: what some products do other than the strict standard, as parameters under their canonical names. */

/** The presets by name; docs/parameters.md says what each of them states. */
export const PRESET_NAMES = ['standard', 'antenna-cpp', 'fixedge', 'antenna-net', 'quickfix', 'cme-weekly'] as const
/** One of `PRESET_NAMES`; `standard` is the one without deviations. */
export type PresetName = (typeof PRESET_NAMES)[number]

export interface Preset {
  readonly description: string
  readonly stated: Readonly<Record<string, unknown>>
}

/** TestRequest after one HeartBtInt of silence, dead a fifth later; Logout ends the day; no holding behind a gap. */
const ANTENNA_CPP = {
  intradayLogoutTolerance: false,
  outOfSequenceMessagesStrategy: 'requestAlways',
  testRequestDelay: 1,
  heartBeatTimeout: 1.2,
  reconnectMaxTries: 'unlimited',
  enableAutoSwitchToBackupConnection: false,
  resendMessagesBlockSize: 1000,
  texts: 'antenna',
}

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  standard: { description: 'The strict standard: every default.', stated: {} },
  'antenna-cpp': { description: 'FIX Antenna C++ and Python.', stated: ANTENNA_CPP },
  fixedge: {
    description: 'FIXEdge: FIX Antenna C++ under a daily schedule, with protection of its listeners.',
    stated: {
      ...ANTENNA_CPP,
      recreateOnLogout: false,
      startTime: '00:00',
      terminateTime: '23:59',
      resendMessagesLimit: -1,
      waitLogon: 10,
      sizeWaitHostMax: 5,
    },
  },
  'antenna-net': {
    description: 'FIX Antenna .NET Core and Java.',
    stated: {
      intradayLogoutTolerance: true,
      resetOnDisconnect: false,
      outOfSequenceMessagesStrategy: 'requestAlways',
      allowedCountOfSimilarRR: 3,
      logoutOnTimeout: false,
      reconnectMaxTries: 0,
      enableAutoSwitchToBackupConnection: true,
      switchMoment: 'eachAttempt',
      cyclicSwitchBackupConnection: true,
      ignorePossDupForGapFill: true,
      resendBeginBeyondLast: 'gapfill',
      texts: 'antenna',
    },
  },
  quickfix: {
    description: 'QuickFIX and its ports.',
    stated: {
      testRequestDelay: 1.5,
      heartBeatTimeout: 2.4,
      logoutTimeout: 2,
      outOfSequenceMessagesStrategy: 'queue',
      acceptUnknown: false,
      texts: 'quickfix',
      refusedLogon: 'close',
      rejectBeforeLogout: false,
      logonInSession: 'close',
      logoutOnTimeout: false,
      resendBeginBeyondLast: 'gapfill',
      allowUserDefined: false,
      checkConditional: false,
      reverseRoute: true,
    },
  },
  'cme-weekly': {
    description: 'A venue with one numbering a week, as CME has it. The times are an example; state your own.',
    stated: {
      timeZone: 'America/Chicago',
      startTime: 'Sunday 16:00:00',
      terminateTime: 'Friday 17:00:00',
      resendRequestBlockSize: 2500,
      // The venue takes Logon with and without 789: the plain one, until somebody states otherwise.
      handleSeqNumAtLogon: false,
      intradayLogoutTolerance: true,
    },
  },
}
