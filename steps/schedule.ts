/** Sessions over days and weeks, on the simulated clock. */
import { After, type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { Tag } from '../src/fix/tags.ts'
import { instantInZone } from '../src/session/schedule.ts'
import { seconds } from '../src/testbench/judge.ts'
import { WeekTalk } from '../src/testbench/week-talk.ts'
import type { FixWorld } from './world.ts'

Given("the session's schedule:", function (this: FixWorld, table: DataTable) {
  const rows = table.rowsHash()
  const { TimeZone, StartTime, ConnectTime, DisconnectTime, TerminateTime, DaysOff, HeartBtInt, ...unknown } = rows
  const [key] = Object.keys(unknown)
  if (key !== undefined) throw new Error(`a schedule has no "${key}"`)
  if (TimeZone === undefined) throw new Error('a schedule needs a TimeZone')
  const text = {
    timeZone: TimeZone,
    ...(StartTime === undefined ? {} : { startTime: StartTime }),
    ...(ConnectTime === undefined ? {} : { connectTime: ConnectTime }),
    ...(DisconnectTime === undefined ? {} : { disconnectTime: DisconnectTime }),
    ...(TerminateTime === undefined ? {} : { terminateTime: TerminateTime }),
    ...(DaysOff === undefined ? {} : { daysOff: DaysOff }),
  }
  this.week = new WeekTalk(this.bench, text, Number(HeartBtInt ?? 30))
})

After(function (this: FixWorld) {
  this.week?.stop()
})

function weekOf(world: FixWorld): WeekTalk {
  if (world.week === undefined) throw new Error('there is no schedule: a step before this one states it')
  return world.week
}

Given(/^it is [A-Z][a-z]+ (\S+ \S+) in (\S+)$/, async function (this: FixWorld, dateTime: string, timeZone: string) {
  this.bench.control.setTime(instantInZone(dateTime, timeZone))
})

When(
  /^the clock goes on to [A-Z][a-z]+ (\S+ \S+) in (\S+)$/,
  async function (this: FixWorld, dateTime: string, timeZone: string) {
    await this.bench.environment.until(() => false, instantInZone(dateTime, timeZone))
  },
)

When('the week begins', async function (this: FixWorld) {
  await weekOf(this).start()
  await weekOf(this).open()
})

Given('the session is established in the middle of the week', async function (this: FixWorld) {
  const week = weekOf(this)
  await week.start()
  await week.open()
  await week.exchange(10)
  this.bench.skipToNow()
})

When(/^(\d+) messages are exchanged each day until \S+ \S+$/, async function (this: FixWorld, messages: string) {
  this.messagesADay = Number(messages)
  await weekOf(this).week(this.messagesADay)
})

When('two more weeks pass the same way', async function (this: FixWorld) {
  for (let i = 0; i < 2; i++) {
    await weekOf(this).open()
    await weekOf(this).week(this.messagesADay)
  }
})

When(
  /^the target is stopped on [A-Z][a-z]+ (\S+ \S+) and started on [A-Z][a-z]+ (\S+ \S+)$/,
  async function (this: FixWorld, stopAt: string, startAt: string) {
    const week = weekOf(this)
    const { control, environment } = this.bench
    await week.goTo(instantInZone(stopAt, week.schedule.timeZone))
    environment.journal.event('control', 'the target is stopped')
    await control.kill()
    await week.goTo(instantInZone(startAt, week.schedule.timeZone))
    environment.journal.event('control', 'the target is started')
    this.bench.skipToNow()
    await control.restart()
    await week.goTo(this.bench.now() + 120_000)
  },
)

Then('the next Logon must carry MsgSeqNum {int}', function (this: FixWorld, msgSeqNum: number) {
  const { bench } = this
  const from = bench.entries[bench.cursor]?.at ?? bench.now()
  const [logon] = weekOf(this).logons(from, bench.now() + 1)
  const actual = logon === undefined ? 'no Logon of the target' : `Logon ${logon.message.msgSeqNum}`
  bench.judge('must', logon?.message.msgSeqNum === msgSeqNum, `Logon with MsgSeqNum(34) = ${msgSeqNum}`, actual)
})

Then('the Logon of each day must continue the numbers of the day before', function (this: FixWorld) {
  const { bench } = this
  const week = weekOf(this)
  const broken = week.brokenContinuity()
  const logons = week.periods().reduce((sum, { from, to }) => sum + week.logons(from, to).length, 0)
  const actual =
    broken === undefined
      ? `${logons} Logons, each with the number behind the last`
      : `Logon ${broken.entry.message.text(Tag.MsgSeqNum)} where ${broken.expected} was next`
  bench.judge('must', broken === undefined && logons > 1, 'each Logon continues the numbers', actual)
})

Then('the session must have been established on {int} days', function (this: FixWorld, days: number) {
  const week = weekOf(this)
  const logons = week.periods().reduce((sum, { from, to }) => sum + week.logons(from, to).length, 0)
  this.bench.judge('must', logons === days, `${days} Logons of the target`, `${logons} Logons`)
})

Then('the messages of the week must be archived', function (this: FixWorld) {
  const { bench } = this
  const archives = bench.control.archives().filter(({ messages }) => messages > 0)
  const text = archives.map(({ location, messages }) => `${location}: ${messages} messages`).join('; ')
  bench.environment.journal.event('archive', text === '' ? 'no archive' : text)
  bench.judge('must', archives.length > 0, 'the ended numbering is archived', text === '' ? 'no archive' : text)
})

Then('each week must begin with MsgSeqNum 1', function (this: FixWorld) {
  const { bench } = this
  const week = weekOf(this)
  const firsts = week.periods().flatMap(({ from, to }) => week.logons(from, to)[0]?.message.msgSeqNum ?? [])
  const holds = firsts.length >= 3 && firsts.every((msgSeqNum) => msgSeqNum === 1)
  bench.judge('must', holds, 'each of the weeks begins with Logon 1', `weeks begin with ${firsts.join(', ')}`)
})

Then(/^the week of (\S+) must begin at (\d\d:\d\d:\d\d) UTC$/, function (this: FixWorld, date: string, time: string) {
  const { bench } = this
  const week = weekOf(this)
  const wanted = Date.parse(`${new Date(week.startNear(date)).toISOString().slice(0, 10)}T${time}Z`)
  const toleranceMs = 60_000
  const [logon] = week.logons(wanted - 12 * 3_600_000, wanted + 12 * 3_600_000)
  const actual = logon === undefined ? 'no Logon' : `Logon at ${new Date(logon.at).toISOString()}`
  const holds = logon !== undefined && logon.at >= wanted && logon.at - wanted < toleranceMs
  const expected = `the first Logon between ${new Date(wanted).toISOString()} and ${seconds(toleranceMs)} later`
  bench.judge('must', holds, expected, actual)
})
