/** For the tests of the engine: two sessions of ours in memory, a counterparty made of bytes, and what was told to whom. */
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import type { Application } from '../engine/application.ts'
import { EngineSession, type EngineSessionOptions } from '../engine/engine-session.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import type { Observation } from '../session/action.ts'
import { type Role, type SessionSettings, sessionSettings } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { FakeTransport } from './engine-transport.ts'

export const BEGINNING = Date.UTC(2026, 0, 5, 9, 0, 0)
export const FIX44 = findVersion('FIX.4.4') as FixVersion

/** US is the session under test, THEM the other side. */
export function settingsFor(role: Role, stated: Partial<SessionSettings> = {}): SessionSettings {
  return sessionSettings({
    version: FIX44,
    role,
    senderCompID: 'US',
    targetCompID: 'THEM',
    dictionary: dictionaryFor(FIX44),
    ...stated,
  })
}

/** The settings of the other side of `settings`. */
export function mirrored(settings: SessionSettings): SessionSettings {
  const { role, senderCompID, targetCompID } = settings
  return {
    ...settings,
    role: role === 'initiator' ? 'acceptor' : 'initiator',
    senderCompID: targetCompID,
    targetCompID: senderCompID,
  }
}

/** A message of the other side. */
export function fromThem(msgType: string, msgSeqNum: number, fields: readonly Field[] = [], at = BEGINNING): Buffer {
  return encode(
    [[Tag.MsgType, msgType], ...fields],
    [
      [Tag.BeginString, 'FIX.4.4'],
      [Tag.SenderCompID, 'THEM'],
      [Tag.TargetCompID, 'US'],
      [Tag.MsgSeqNum, msgSeqNum],
      [Tag.SendingTime, formatUtcTimestamp(at, 3)],
    ],
  )
}

export const LOGON: readonly Field[] = [
  [Tag.EncryptMethod, 0],
  [Tag.HeartBtInt, 30],
]

/** A News(B) with a text, the plainest application message. */
export function news(text: string): Field[] {
  return [
    [148, text],
    [33, 1],
    [58, text],
  ]
}

/** An application that writes down what it was told; `reaction` answers. */
export class Recorder implements Application {
  /** `148` of each message delivered, with `?` behind it when it may be a duplicate. */
  readonly delivered: string[] = []
  readonly observed: Observation[] = []
  readonly disconnects: string[] = []
  readonly faults: Error[] = []
  readonly throttled: string[] = []
  readonly slow: [waitedMs: number, backlog: number][] = []
  readonly reaction: Application

  constructor(reaction: Application = {}) {
    this.reaction = reaction
  }

  onMessage(message: Message, session: EngineSession, possDup: boolean): unknown {
    this.delivered.push(`${message.text(148)}${possDup ? '?' : ''}`)
    return this.reaction.onMessage?.(message, session, possDup)
  }

  onIncomingThrottling(count: number, limit: number, msgType: string): void {
    this.throttled.push(`${msgType} ${count}/${limit}`)
  }

  onSlowConsumer(waitedMs: number, backlog: number): void {
    this.slow.push([waitedMs, backlog])
  }

  onObservation(observation: Observation, session: EngineSession): void {
    this.observed.push(observation)
    this.reaction.onObservation?.(observation, session)
  }

  onResend(message: Message, session: EngineSession): boolean {
    return this.reaction.onResend?.(message, session) ?? true
  }

  onResendRequest(begin: number, end: number, session: EngineSession): void {
    this.reaction.onResendRequest?.(begin, end, session)
  }

  onResendRequestLoop(count: number, begin: number, end: number, session: EngineSession): void {
    this.reaction.onResendRequestLoop?.(count, begin, end, session)
  }

  onDisconnect(why: string, session: EngineSession): void {
    this.disconnects.push(why)
    this.reaction.onDisconnect?.(why, session)
  }

  onFault(fault: Error, session: EngineSession): void {
    this.faults.push(fault)
    this.reaction.onFault?.(fault, session)
  }
}

export interface SessionRig {
  readonly clock: SimulatedClock
  readonly store: EngineSessionOptions['store']
  readonly application: Recorder
  readonly session: EngineSession
  readonly transport: FakeTransport
}

/** A session on a memory store with a connection that is the test; an option that is set means something. */
export function sessionRig(
  stated: Partial<Omit<EngineSessionOptions, 'settings' | 'application'>> & {
    settings?: Partial<SessionSettings>
    role?: Role
    reaction?: Application
    clock?: SimulatedClock
  } = {},
): SessionRig {
  const { settings, role = 'acceptor', reaction, ...options } = stated
  const clock = stated.clock ?? new SimulatedClock(BEGINNING)
  const store = stated.store ?? new MemoryStore(clock.now())
  const application = new Recorder(reaction)
  const session = new EngineSession({ ...options, settings: settingsFor(role, settings), store, clock, application })
  const transport = new FakeTransport()
  session.attach(transport)
  return { clock, store, application, session, transport }
}

/** The same, logged on: both sides expect number 2. */
export function establishedRig(stated: Parameters<typeof sessionRig>[0] = {}): SessionRig {
  const rig = sessionRig(stated)
  rig.transport.data(fromThem('A', 1, LOGON))
  return rig
}
