/** The ways over primary and backup that the trial takes, with what has to come of each. */
import type { Stated } from '../../src/engine/engine.ts'
import { MsgType } from '../../src/fix/msg-types.ts'
import { Tag } from '../../src/fix/tags.ts'
import { type Client, HEART_BT_INT, INTERVAL_MS, until } from './client.ts'
import { type Manners, newsFields, type Place } from './place.ts'

export interface Stage {
  readonly client: Client
  readonly primary: Place
  readonly backup: Place
  /** What was found to be otherwise than it should. */
  expect(what: string, expected: unknown, actual: unknown): void
}

export interface Trial {
  readonly name: string
  readonly stated: Stated
  readonly primary: Manners
  readonly backup: Manners
  /** Both places are one counterparty with one set of numbers. */
  readonly shared: boolean
  readonly play: (stage: Stage) => Promise<void>
}

const REFUSES: Manners = { is: 'refuses' }
const SILENT: Manners = { is: 'silent' }
const ANSWERS: Manners = { is: 'answers' }
const AUTO = { enableAutoSwitchToBackupConnection: true } as const
/** Where a place keeps silent, an answer is not waited for as long as elsewhere, milliseconds. */
const SHORT = { loginWaitTimeout: 200 } as const
const THREE = { reconnectMaxTries: 3, ...AUTO } as const
const logonsOf = ({ logons }: Place, ...tags: readonly number[]): string[] =>
  logons.map((logon) => [logon.msgSeqNum, ...tags.map((tag) => logon.text(tag) ?? '-')].join(' '))

export const TRIALS: readonly Trial[] = [
  {
    name: 'SD-70 primary refuses: 1 + 3 attempts, then the backup with its HeartBtInt',
    stated: THREE,
    primary: REFUSES,
    backup: ANSWERS,
    shared: true,
    async play({ client, backup, expect }) {
      expect('established on the backup', true, await client.established('backup'))
      expect('way', '4 primary, 1 backup', client.way)
      expect('its own count', { primary: 4, backup: 1 }, client.session.statistics.attempts)
      expect('Logon: 34 and 108', [`1 ${HEART_BT_INT.backup}`], logonsOf(backup, Tag.HeartBtInt))
      const pauses = client.attempts.slice(1, 4).map(({ at }, i) => at - (client.attempts[i]?.at ?? 0))
      // Timers of the machine may fire a millisecond early.
      expect(
        'no attempt before its interval',
        [],
        pauses.filter((ms) => ms < INTERVAL_MS - 2),
      )
    },
  },
  {
    name: 'MaxTries 0: the first failure switches at once',
    stated: { ...AUTO, reconnectMaxTries: 0 },
    primary: REFUSES,
    backup: ANSWERS,
    shared: true,
    async play({ client, expect }) {
      expect('established on the backup', true, await client.established('backup'))
      expect('way', '1 primary, 1 backup', client.way)
    },
  },
  {
    name: 'SD-71 no automatic switch: ends after 1 + 3 attempts',
    stated: { reconnectMaxTries: 3 },
    primary: REFUSES,
    backup: ANSWERS,
    shared: true,
    async play({ client, backup, expect }) {
      expect('ended', true, await client.ended())
      expect('way', '4 primary', client.way)
      expect('connections at the backup', 0, backup.heard.length)
    },
  },
  {
    name: 'SD-72 cyclic: both refuse, and it goes round until one answers',
    stated: { ...THREE, cyclicSwitchBackupConnection: true },
    primary: REFUSES,
    backup: REFUSES,
    shared: true,
    async play({ client, primary, expect }) {
      expect('back at the primary', true, await until(() => client.switches.length >= 2))
      await primary.become(ANSWERS)
      expect('established on the primary', true, await client.established('primary'))
      expect('way begins', true, client.way.startsWith('4 primary, 4 backup, '))
      expect('Logon: 34 and 108', [`1 ${HEART_BT_INT.primary}`], logonsOf(primary, Tag.HeartBtInt))
    },
  },
  {
    name: 'SD-73 not cyclic: ends after the tries of the backup',
    stated: THREE,
    primary: REFUSES,
    backup: REFUSES,
    shared: true,
    async play({ client, expect }) {
      expect('ended', true, await client.ended())
      expect('way', '4 primary, 4 backup', client.way)
    },
  },
  {
    name: 'SD-74 link lost, numbers kept: Logon goes on, and the backup is answered from the same storage',
    stated: { ...THREE, keepConnectionState: true },
    primary: ANSWERS,
    backup: ANSWERS,
    shared: true,
    async play({ client, primary, backup, expect }) {
      expect('established on the primary', true, await client.established('primary'))
      client.session.send('B', newsFields('a'))
      expect('news at the primary', true, await until(() => primary.heard[0]?.length === 2))
      primary.refuse()
      expect('established on the backup', true, await client.established('backup'))
      // After a session that stood the tries count, and no first attempt beside them.
      expect('way', '4 primary, 1 backup', client.way)
      expect('Logon: 34, 108, 141', ['3 7 -'], logonsOf(backup, Tag.HeartBtInt, Tag.ResetSeqNumFlag))
      expect('expected of the counterparty', 3, client.session.nextIn)
      backup.ask(1, 2)
      const again = (): string[] =>
        (backup.heard[0] ?? [])
          .filter((message) => message.text(Tag.PossDupFlag) === 'Y')
          .map((message) => `${message.msgType} ${message.msgSeqNum}`)
      await until(() => again().length === 2)
      expect('sent again', ['4 1', 'B 2'], again())
    },
  },
  {
    name: 'SD-75 link lost, numbers not kept: Logon 1 of a new storage, nothing of the old can be had',
    stated: { ...THREE, keepConnectionState: false },
    primary: ANSWERS,
    backup: ANSWERS,
    shared: false,
    async play({ client, primary, backup, expect }) {
      expect('established on the primary', true, await client.established('primary'))
      client.session.send('B', newsFields('a'))
      expect('news at the primary', true, await until(() => primary.heard[0]?.length === 2))
      primary.refuse()
      expect('established on the backup', true, await client.established('backup'))
      expect('way', '4 primary, 1 backup', client.way)
      expect('Logon: 34, 108, 141', ['1 7 -'], logonsOf(backup, Tag.HeartBtInt, Tag.ResetSeqNumFlag))
      backup.ask(2, 2)
      expect('an answer', true, await until(() => backup.heard[0]?.length === 2))
      const answer = backup.heard[0]?.[1]
      expect('it is a Reject under 2', `${MsgType.Reject} 2`, `${answer?.msgType} ${answer?.msgSeqNum}`)
    },
  },
  {
    name: 'loss on the backup is tried on the backup first, then cyclic back, numbers kept',
    stated: { reconnectMaxTries: 2, ...AUTO, cyclicSwitchBackupConnection: true, keepConnectionState: true },
    primary: REFUSES,
    backup: ANSWERS,
    shared: true,
    async play({ client, primary, backup, expect }) {
      expect('established on the backup', true, await client.established('backup'))
      await primary.become(ANSWERS)
      backup.cut()
      expect('a second Logon at the backup', true, await until(() => backup.logons.length === 2))
      expect('established there again', true, await client.established('backup'))
      backup.refuse()
      expect('established on the primary', true, await client.established('primary'))
      expect('way', '3 primary, 4 backup, 1 primary', client.way)
      expect('Logons at the backup', ['1 7', '2 7'], logonsOf(backup, Tag.HeartBtInt))
      expect('Logon at the primary', ['3 30'], logonsOf(primary, Tag.HeartBtInt))
    },
  },
  {
    name: 'SD-76 primary accepts and keeps silent: each try uses its numbers, then the backup',
    stated: { ...THREE, ...SHORT, keepConnectionState: true },
    primary: SILENT,
    backup: ANSWERS,
    shared: true,
    async play({ client, primary, backup, expect }) {
      expect('established on the backup', true, await client.established('backup'))
      expect('way', '4 primary, 1 backup', client.way)
      // A Logon that was sent has used its number, and so has the Logout that gave it up.
      expect('Logons at the primary', ['1 30', '3 30', '5 30', '7 30'], logonsOf(primary, Tag.HeartBtInt))
      expect('Logon at the backup', ['9 7'], logonsOf(backup, Tag.HeartBtInt))
    },
  },
  {
    name: 'SD-76 both keep silent, numbers not kept, cyclic: each destination begins at 1',
    stated: { reconnectMaxTries: 1, ...AUTO, ...SHORT, cyclicSwitchBackupConnection: true },
    primary: SILENT,
    backup: SILENT,
    shared: false,
    async play({ client, primary, backup, expect }) {
      expect('back at the primary', true, await until(() => primary.logons.length === 3))
      expect('Logons at the primary', ['1 30', '3 30', '1 30'], logonsOf(primary, Tag.HeartBtInt))
      expect('Logons at the backup', ['1 7', '3 7'], logonsOf(backup, Tag.HeartBtInt))
      expect('way', '2 primary, 2 backup, 1 primary', client.way)
    },
  },
  {
    name: 'SD-77 cut off in the middle of a resend, numbers kept: the rest comes over the backup',
    stated: { reconnectMaxTries: 1, ...AUTO, keepConnectionState: true },
    primary: ANSWERS,
    backup: ANSWERS,
    shared: true,
    async play({ client, primary, backup, expect }) {
      expect('established on the primary', true, await client.established('primary'))
      primary.cut()
      primary.book('a', 'b', 'c', 'd', 'e', 'f')
      await primary.become({ is: 'answers', cutsResendAfter: 3 })
      expect('established on the backup', true, await client.established('backup'))
      expect('all delivered', true, await until(() => client.delivered.length >= 6))
      expect('once each, in order', 'abcdef', client.delivered.join(''))
      const asked = [primary, backup].map(({ heard }) =>
        heard.flat().flatMap((message) => (message.msgType === MsgType.ResendRequest ? [message.int(7)] : [])),
      )
      expect('asked from', [[2], [5]], asked)
      expect('numbers agree', true, await until(() => client.session.nextIn === backup.books.nextOut))
      expect('way', '3 primary, 1 backup', client.way)
    },
  },
  {
    name: 'cut off in the middle of a resend, numbers not kept: what is missing stays missing, and nothing comes twice',
    stated: { reconnectMaxTries: 1, ...AUTO, keepConnectionState: false },
    primary: ANSWERS,
    backup: ANSWERS,
    shared: false,
    async play({ client, primary, backup, expect }) {
      expect('established on the primary', true, await client.established('primary'))
      primary.cut()
      primary.book('a', 'b', 'c', 'd', 'e', 'f')
      await primary.become({ is: 'answers', cutsResendAfter: 3 })
      expect('established on the backup', true, await client.established('backup'))
      expect('delivered', 'abc', client.delivered.join(''))
      expect('Logon at the backup', ['1 7'], logonsOf(backup, Tag.HeartBtInt))
      expect('numbers', [2, 2], [client.session.nextIn, client.session.nextOut])
    },
  },
  {
    name: 'messages wait for a connection, numbers kept: the backup asks for them and has them, once each',
    stated: { ...THREE, keepConnectionState: true },
    primary: ANSWERS,
    backup: ANSWERS,
    shared: true,
    async play({ client, primary, backup, expect }) {
      expect('established on the primary', true, await client.established('primary'))
      primary.refuse()
      expect('the link is lost', true, await until(() => !client.session.connected))
      for (const headline of ['a', 'b']) client.session.send('B', newsFields(headline))
      expect('established on the backup', true, await client.established('backup'))
      expect('Logon at the backup', ['4 7'], logonsOf(backup, Tag.HeartBtInt))
      backup.ask(2, 3)
      const news = (): string[] => (backup.heard[0] ?? []).flatMap((message) => message.text(148) ?? [])
      await until(() => news().length >= 2)
      expect('news', ['a', 'b'], news())
      expect('given back', [], client.returned)
    },
  },
  {
    name: 'messages wait for a connection, numbers not kept: the application has them back',
    stated: { ...THREE, keepConnectionState: false },
    primary: ANSWERS,
    backup: ANSWERS,
    shared: false,
    async play({ client, primary, backup, expect }) {
      expect('established on the primary', true, await client.established('primary'))
      primary.refuse()
      expect('the link is lost', true, await until(() => !client.session.connected))
      for (const headline of ['a', 'b']) client.session.send('B', newsFields(headline))
      expect('established on the backup', true, await client.established('backup'))
      expect('Logon at the backup', ['1 7'], logonsOf(backup, Tag.HeartBtInt))
      expect('given back', ['a', 'b'], client.returned)
    },
  },
  {
    name: 'SD-78 by hand, there and back: Logout on the old, Logon on the new',
    stated: { ...THREE, keepConnectionState: true },
    primary: ANSWERS,
    backup: ANSWERS,
    shared: true,
    async play({ client, primary, backup, expect }) {
      expect('established on the primary', true, await client.established('primary'))
      client.session.switchConnection('backup')
      expect('established on the backup', true, await client.established('backup'))
      client.session.switchConnection('primary')
      expect('established on the primary again', true, await client.established('primary'))
      const talk = ({ heard }: Place): string[] =>
        heard.map((messages) => messages.map((message) => `${message.msgType}${message.msgSeqNum}`).join(' '))
      expect('at the primary', ['A1 52', 'A5'], talk(primary))
      expect('at the backup', ['A3 54'], talk(backup))
      // The tries count from zero: all of them are there for the next loss.
      primary.refuse()
      backup.refuse()
      expect('ended', true, await client.ended())
      expect('way', '1 primary, 1 backup, 4 primary, 4 backup', client.way)
    },
  },
]
