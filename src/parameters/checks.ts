/** Combinations of parameters: those that can not work, and those that can hardly be meant. */
import { parseResetTime, parseSchedule } from '../session/schedule.ts'
import type { Assembled } from './assemble.ts'
import { type Values, valuesByName } from './derive.ts'
import type { Problem } from './parameter-error.ts'
import type { ReadValue } from './read-values.ts'

/** Combinations that can not work. */
export function contradictions(assembled: Assembled, values: readonly ReadValue[]): Problem[] {
  const { session, connection, schedule } = assembled.parameters
  const stated = valuesByName(values)
  const problems: Problem[] = []
  const refuse = (key: string, message: string) =>
    problems.push({ kind: 'combination', key, value: undefined, message })
  if (stated.get('rejectGarbledMessage') === true && stated.get('validateChecksum') === false)
    refuse('rejectGarbledMessage', 'needs validateChecksum: without it nobody knows which messages are garbled')
  if (session.rejectGarbledMessage && !session.validateGarbledMessage)
    refuse('rejectGarbledMessage', 'needs validateGarbledMessage: without it garbled messages are processed')
  const testRequestAt = session.testRequestDelay > 0 ? session.testRequestDelay : 1 + session.reasonableTransmission
  if (session.heartBeatTimeout > 0 && session.heartBeatTimeout <= testRequestAt)
    refuse('heartBeatTimeout', `${session.heartBeatTimeout} must be above ${testRequestAt}, when TestRequest goes out`)
  for (const [name, place] of Object.entries({ backup: connection.backup, connect: connection.destinations }))
    for (const { host, port } of place === undefined ? [] : [place].flat())
      if (host === undefined || port === undefined)
        refuse(`${name}Host`, `a host needs its port, ${name}Port, and a port its host`)
  if (schedule.schedule !== undefined) {
    const text = schedule.schedule
    tried(
      () => parseSchedule(text),
      (message) => refuse('schedule', message),
    )
  }
  tried(
    () => parseResetTime(schedule.resetSequenceTime, schedule.resetSequenceTimeZone),
    (message) => refuse('resetSequenceTime', message),
  )
  for (const [key, message] of tlsProblems(assembled, stated)) refuse(key, message)
  return problems
}

function tried(parse: () => unknown, refuse: (message: string) => void): void {
  try {
    parse()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    refuse(error.message)
  }
}

function tlsProblems({ parameters, engine }: Assembled, stated: Values): [key: string, message: string][] {
  const { tls, session } = parameters
  const problems: [string, string][] = []
  const serves = engine.listenTlsPorts.length > 0 || engine.requireTls || (tls.enabled && session.role === 'acceptor')
  if (serves && (tls.certificate === undefined || tls.privateKey === undefined))
    problems.push(['certificate', 'TLS listeners need certificate and privateKey'])
  else if ((tls.certificate === undefined) !== (tls.privateKey === undefined))
    problems.push(['privateKey', 'certificate and privateKey belong together'])
  if (stated.get('checkCertificateRevocation') === true && tls.certificateRevocationList === undefined)
    problems.push(['checkCertificateRevocation', 'needs certificateRevocationList, a PEM file: nothing is fetched'])
  const shared = engine.listenTlsPorts.filter((port) => port !== 0 && engine.listenPorts.includes(port))
  if (shared.length > 0)
    problems.push(['listenTlsPorts', `port ${shared.join(', ')} is a plain listener too; take another`])
  return problems
}

/** Combinations that can hardly be meant. */
export function doubts(assembled: Assembled, values: readonly ReadValue[]): string[] {
  const { session, connection } = assembled.parameters
  const stated = valuesByName(values)
  const doubtful: (readonly [condition: boolean, sentence: string])[] = [
    [
      session.ignoreDuplicateResendRequests && session.duplicateResendRequestLimit < 2,
      'ignoreDuplicateResendRequests has no effect: duplicateResendRequestLimit below 2 knows no duplicates; 2 is usual',
    ],
    [
      session.resetSeqNumOnNonGracefulTermination && session.forceSeqNumReset === 2,
      'resetSeqNumOnNonGracefulTermination is meant for a Logon without 141=Y, but forceSeqNumReset 2 puts 141=Y into every Logon',
    ],
    [
      connection.enableAutoSwitchToBackupConnection &&
        connection.switchMoment === 'afterTries' &&
        connection.reconnectMaxTries === 'unlimited',
      'enableAutoSwitchToBackupConnection has no effect: reconnectMaxTries unlimited never comes to an end',
    ],
    [
      stated.get('enableAutoSwitchToBackupConnection') === true && connection.backup === undefined,
      'enableAutoSwitchToBackupConnection has no effect without backupHost and backupPort',
    ],
    [
      session.forceSeqNumResetByAcceptor && session.forceSeqNumReset !== 2,
      'forceSeqNumResetByAcceptor has no effect unless forceSeqNumReset is 2',
    ],
    [
      session.role === 'acceptor' && session.forceSeqNumReset !== 0 && !session.forceSeqNumResetByAcceptor,
      'forceSeqNumReset has no effect for an acceptor unless forceSeqNumResetByAcceptor says so',
    ],
    [
      session.resetSeqNumFromFirstLogon === 'schedule' && assembled.parameters.schedule.schedule === undefined,
      'resetSeqNumFromFirstLogon has no effect without a schedule',
    ],
    ...engineDoubts(assembled, stated),
    [
      !session.checkThirdPartyCompIDs && (stated.has('onBehalfOfCompIDs') || stated.has('deliverToCompIDs')),
      'onBehalfOfCompIDs and deliverToCompIDs have no effect unless checkThirdPartyCompIDs is true',
    ],
    ...versionDoubts(assembled, stated),
    ...shellDoubts(assembled),
  ]
  return doubtful.filter(([condition]) => condition).map(([, sentence]) => sentence)
}

/** Settings of something that is off. */
function engineDoubts({ engine }: Assembled, stated: Values): [boolean, string][] {
  const without = (switchedOn: boolean, condition: string, names: readonly string[]): [boolean, string][] =>
    names.map((name) => [stated.has(name) && !switchedOn, `${name} has no effect without ${condition}`])
  return [
    ...without(engine.adminEnabled, 'adminEnabled', ['adminPort', 'adminBindAddress', 'adminServerMode']),
    ...without(engine.acceptUnknown, 'acceptUnknown', ['unknownIgnoreSeqNumTooLowAtLogon', 'maxUnknownSessions']),
  ]
}

function versionDoubts({ parameters: { session } }: Assembled, stated: Values): [boolean, string][] {
  const { id, ordinal, nextExpectedMsgSeqNum, resetSeqNumFlag } = session.version
  return [
    [
      session.handleSeqNumAtLogon && !nextExpectedMsgSeqNum,
      `handleSeqNumAtLogon has no effect in ${id}: 789 came with FIX.4.4`,
    ],
    [
      session.nextExpectedOfLogout && !nextExpectedMsgSeqNum,
      `nextExpectedOfLogout has no effect in ${id}: 789 came with FIX.4.4`,
    ],
    [
      session.includeLastProcessed && ordinal < 42,
      `includeLastProcessed has no effect in ${id}: 369 came with FIX.4.2`,
    ],
    [
      session.resetSeqNumAfter24hours && !resetSeqNumFlag,
      `resetSeqNumAfter24hours has no effect in ${id}: 141 came with FIX.4.1`,
    ],
    [
      (stated.has('username') || stated.has('password')) && ordinal < 43,
      `username and password are left out in ${id}: 553 and 554 came with FIX.4.3; state what was agreed upon as logonFields`,
    ],
  ]
}

function shellDoubts({ parameters: { connection, storage, tls, session } }: Assembled): [boolean, string][] {
  const survives = storage.storageType !== 'transient' && storage.storageType !== 'null'
  return [
    [
      survives && storage.logDirectory === undefined,
      `storageType ${storage.storageType} needs logDirectory, unless whoever opens the store gives it a folder`,
    ],
    [
      connection.terminateOnLogout && connection.recreateOnLogout && connection.reconnectIntervalMs < 1000,
      'recreateOnLogout with terminateOnLogout makes the session again after every Logout, less than a second apart',
    ],
    [
      tls.enabled && tls.validatePeerCertificate === false && session.role === 'initiator',
      'validatePeerCertificate false: the server may be anybody',
    ],
  ]
}
