/** Both sides of the measured talk, made of the public engine alone: parameters as they are by default, validation on. */
import {
  type CreateSessionOptions,
  dictionaryFor,
  FixEngine,
  findVersion,
  Journal,
  type JournalLimits,
  type Role,
  realClock,
  resolveParameters,
  type Stated,
  tcpNetwork,
} from '../src/engine/engine.ts'

/** As much as `fixproof simulate` keeps of a session. */
const JOURNAL_LIMITS: JournalLimits = { entries: 10_000, bytes: 16 * 1024 * 1024 }

export interface Party {
  readonly role: Role
  readonly senderCompID: string
  readonly targetCompID: string
  readonly store: string
  /** Of the file store. */
  readonly directory: string
  readonly journal: boolean
  /** What is not as it is by default. */
  readonly stated?: Stated
}

export function benchEngine(): FixEngine {
  return new FixEngine({
    clock: realClock,
    network: tcpNetwork,
    onRefused: (why, remote) => console.error(`refused ${remote}: ${why}`),
    onStoreWarning: (text, id) => console.error(`${id}: ${text}`),
  })
}

/** What `createSession` takes, without the application. */
export function sessionOptions(party: Party): Omit<CreateSessionOptions, 'application'> {
  const { role, senderCompID, targetCompID, store, directory } = party
  const version = findVersion('FIX.4.4')
  if (version === undefined) throw new Error('FIX.4.4 is built in')
  const storage = store === 'file' ? { storageType: 'persistent', logDirectory: directory } : {}
  const { parameters } = resolveParameters(
    { ...storage, ...party.stated },
    { identity: { version, role, senderCompID, targetCompID, dictionary: dictionaryFor(version) } },
  )
  const journal = party.journal
    ? new Journal({ now: () => realClock.now(), elapsed: () => performance.now() }, JOURNAL_LIMITS)
    : undefined
  return { parameters, ...(journal === undefined ? {} : { journal }) }
}
