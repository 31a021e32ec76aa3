/** The tester as primary and backup of the target: which of the two is there, and the way that the target takes. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { NotReached } from '../src/conformance/verdict.ts'
import { BackupTalk, type Manner } from '../src/testbench/backup-talk.ts'
import type { Place, Way } from '../src/testbench/backup-way.ts'
import type { FixWorld } from './world.ts'

function talkOf({ backup }: FixWorld): BackupTalk {
  if (backup === undefined) throw new Error('there is no backup connection: a step before this one makes it')
  return backup
}

/** The tester's two places have one set of numbers where the target expects it, unless `each` says otherwise. */
function make(world: FixWorld, table: DataTable, shared?: boolean): void {
  const { bench } = world
  const stated = table.rowsHash()
  world.backup = new BackupTalk(bench, shared ?? stated.keepConnectionState === 'true')
  const { address } = bench.environment.backup ?? {}
  if (address === undefined) throw new NotReached('the target has no second destination')
  const isInitiator = bench.leg.targetRole === 'initiator'
  bench.control.configure({ ...(isInitiator ? { backupHost: address.host, backupPort: address.port } : {}), ...stated })
}

Given('the target has a primary and a backup connection with:', function (this: FixWorld, table: DataTable) {
  make(this, table)
})

Given(
  /^the target has a primary and a backup connection to (one counterparty|two counterparties) with:$/,
  function (this: FixWorld, how: string, table: DataTable) {
    make(this, table, how === 'one counterparty')
  },
)

Given('the {place} {manner}', async function (this: FixWorld, place: Place, manner: Manner) {
  await talkOf(this).set(place, manner)
})

When('the {place} fails', async function (this: FixWorld, place: Place) {
  const talk = talkOf(this)
  await this.bench.keepApart()
  await talk.set(place, 'refuses')
  await talk.cut()
})

When('the target is started', async function (this: FixWorld) {
  await talkOf(this).start()
})

Given('a session on the {place}', async function (this: FixWorld, place: Place) {
  const talk = talkOf(this)
  await talk.start()
  await talk.loggedOn(place)
  talk.skipToNow()
})

When('the tester logs on at the {place}', async function (this: FixWorld, place: Place) {
  await talkOf(this).dial(place)
})

When('the target is told to go over to the {place}', async function (this: FixWorld, place: Place) {
  const { bench } = this
  await bench.keepApart()
  bench.environment.journal.event('control', `the target is told to go over to the ${place}`)
  bench.control.switchConnection(place)
})

Then('the target must try {way}', async function (this: FixWorld, way: Way) {
  await talkOf(this).expectWay(way)
})

Then('the target must have tried {way}', async function (this: FixWorld, way: Way) {
  await talkOf(this).expectWay(way)
})

Then('the target must log on at the {place}', async function (this: FixWorld, place: Place) {
  await talkOf(this).expectLogon(place)
})

Then('its attempts at the {place} must be {duration} apart', function (this: FixWorld, place: Place, ms: number) {
  talkOf(this).expectApart(place, ms)
})
