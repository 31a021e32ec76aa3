/** Who trades: the tester as venue, the user of a target that is a client, and the market on either side. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { valueSaid } from '../src/conformance/matcher.ts'
import { NotReached } from '../src/conformance/verdict.ts'
import type { Level } from '../src/report/report.ts'
import { namedMessage } from '../src/testbench/named-values.ts'
import { probePast } from '../src/testbench/probe-past.ts'
import { clOrdIDOf, judgeNoticed, judgeShown, orderOfUser, userSends } from '../src/testbench/target-user.ts'
import { TesterVenue } from '../src/testbench/tester-venue.ts'
import type { UserRequest } from '../src/testbench/trading.ts'
import { msgTypeOf, parseClause, patternOf, type Row, statedFields, tagOf } from '../src/testbench/wording.ts'
import { rowsOf } from './tables.ts'
import type { FixWorld } from './world.ts'

/** Cucumber hands null for an optional part of an expression that is not there. */
type Optional = string | null | undefined

Given('the tester plays the venue', async function (this: FixWorld) {
  this.venue = await TesterVenue.play(this.bench, 'standard')
  this.established = true
})

Given(/^the tester plays the venue by the persona ([\w-]+)$/, async function (this: FixWorld, persona: string) {
  this.venue = await TesterVenue.play(this.bench, persona)
  this.established = true
})

Given('the tester plays the venue and decides nothing by itself', async function (this: FixWorld) {
  this.venue = await TesterVenue.play(this.bench, 'manual')
  this.established = true
})

/** What the user's request is called in FIX. */
const MESSAGE_OF: Readonly<Record<string, string>> = {
  NewOrderSingle: 'new',
  OrderCancelRequest: 'cancel',
  OrderCancelReplaceRequest: 'replace',
}

function requestOf(world: FixWorld, name: string, rows: readonly Row[], of?: string): UserRequest {
  const { bench } = world
  const action = (MESSAGE_OF[name] ?? 'send') as UserRequest['action']
  const stated = statedFields(bench, 'UserRequest', rows)
  return {
    action,
    fields: action === 'new' ? orderOfUser(bench, stated) : stated,
    ...(of === undefined ? {} : { clOrdID: clOrdIDOf(bench, of) }),
    ...(action === 'send' ? { msgType: msgTypeOf(bench, name) } : {}),
  }
}

async function enter(world: FixWorld, name: string, as: Optional, rows: readonly Row[], of?: string): Promise<void> {
  const { bench } = world
  const request = requestOf(world, name, rows, of)
  const message = await userSends(bench, request, msgTypeOf(bench, name), name)
  if (as) bench.named.set(as, message)
}

When(
  /^the target's user sends ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))?(?<!:)$/,
  async function (this: FixWorld, name: string, as: Optional, clause: Optional) {
    await enter(this, name, as, rowsOf(this, clause))
  },
)

When(
  /^the target's user sends ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))?:$/,
  async function (this: FixWorld, name: string, as: Optional, clause: Optional, table: DataTable) {
    await enter(this, name, as, rowsOf(this, clause, table))
  },
)

/** What the client does not let its user do is sent by nobody: a step behind this one says what may come. */
When(
  /^the target's user tries to send ([A-Z]\w+)(?: with (.+?))?$/,
  async function (this: FixWorld, name: string, clause: Optional) {
    const { bench } = this
    await bench.keepApart()
    await bench.control.trading.enter(requestOf(this, name, rowsOf(this, clause)))
  },
)

When(
  /^the target's user cancels "([^"]+)"(?: as "([^"]+)")?(?: with (.+?))?$/,
  async function (this: FixWorld, order: string, as: Optional, clause: Optional) {
    await enter(this, 'OrderCancelRequest', as, rowsOf(this, clause), order)
  },
)

When(
  /^the target's user replaces "([^"]+)"(?: as "([^"]+)")?(?: with (.+?))?(?<!:)$/,
  async function (this: FixWorld, order: string, as: Optional, clause: Optional) {
    await enter(this, 'OrderCancelReplaceRequest', as, rowsOf(this, clause), order)
  },
)

When(
  /^the target's user replaces "([^"]+)"(?: as "([^"]+)")?(?: with (.+?))?:$/,
  async function (this: FixWorld, order: string, as: Optional, clause: Optional, table: DataTable) {
    await enter(this, 'OrderCancelReplaceRequest', as, rowsOf(this, clause, table), order)
  },
)

/** What happens on a market, as people say it, and the event that it is. */
const EVENTS: readonly (readonly [
  words: RegExp,
  event: (of: RegExpExecArray, symbol: string | undefined) => string,
])[] = [
  [/^opens$/, (_, symbol) => about('open', symbol)],
  [/^closes$/, (_, symbol) => about('close', symbol)],
  [/^halts$/, (_, symbol) => about('halt', symbol)],
  [/^resumes$/, (_, symbol) => about('resume', symbol)],
  [/^begins the next day$/, () => 'day'],
  [/^goes down$/, () => 'down'],
  [/^comes back$/, () => 'up'],
  [/^purges all orders$/, () => 'purge'],
  [/^takes orders again$/, () => 'enable'],
  [/^trades at (\S+)$/, ([, px], symbol = 'SIM') => `trade ${symbol} ${px}`],
  [/^splits (\S+) (\d+) for 1$/, ([, symbol, ratio]) => `split ${symbol} ${ratio}`],
  [/^feeds "([^"]+)"$/, ([, script], symbol = 'SIM') => `feed ${symbol} ${script}`],
]

function about(event: string, symbol: string | undefined): string {
  return symbol === undefined ? event : `${event} ${symbol}`
}

When(
  /^the (target|tester)'s market (opens|closes|halts|resumes|begins the next day|goes down|comes back|purges all orders|takes orders again|trades at \S+|splits \S+ \d+ for 1|feeds "[^"]+")(?: in (\S+))?$/,
  async function (this: FixWorld, whose: 'target' | 'tester', what: string, symbol: Optional) {
    for (const [words, event] of EVENTS) {
      const of = words.exec(what)
      if (of !== null) return await happens(this, whose, event(of, symbol ?? undefined))
    }
    throw new Error(`"${what}" happens on no market`)
  },
)

When(
  /^the (target|tester)'s venue does "([^"]+)" with "([^"]+)"$/,
  async function (this: FixWorld, whose: 'target' | 'tester', step: string, order: string) {
    await happens(this, whose, `order ${clOrdIDOf(this.bench, order)} ${step}`)
  },
)

When(
  /^the (target|tester)'s venue takes an order by telephone: (\S+ \S+ \S+ \S+)$/,
  async function (this: FixWorld, whose: 'target' | 'tester', order: string) {
    await happens(this, whose, `voice ${order}`)
  },
)

async function happens(world: FixWorld, whose: 'target' | 'tester', event: string): Promise<void> {
  const { bench } = world
  // What happens on a market goes past the wire, and would overtake what is still on it.
  await bench.keepApart()
  if (whose === 'target') await bench.control.trading.market(event)
  else venueOf(world).market(event)
}

function venueOf({ venue }: FixWorld): TesterVenue {
  if (venue === undefined) throw new Error('the tester plays no venue: a step before this one says that it does')
  return venue
}

When('the tester disconnects and logs on again', async function (this: FixWorld) {
  await venueOf(this).disconnect()
  await venueOf(this).logOnAgain()
})

/** Its process ends without a word and comes back on what it has kept. */
When('the target is restarted, and the tester takes its connection', async function (this: FixWorld) {
  const { control } = this.bench
  await control.kill()
  await venueOf(this).disconnect()
  await control.restart()
  await venueOf(this).logOnAgain()
})

/** A client without a session may refuse the order, or keep it: nothing is waited for. */
When("the target's user enters an order that can not leave", async function (this: FixWorld) {
  const { bench } = this
  await bench.keepApart()
  await bench.control.trading.enter({ action: 'new', fields: orderOfUser(bench, []) })
})

When(
  "the tester's venue takes the connection of the target again after {duration}",
  async function (this: FixWorld, ms: number) {
    await this.bench.environment.until(() => false, this.bench.now() + ms)
    await venueOf(this).logOnAgain()
  },
)

When('the tester is gone for {duration} and logs on again', async function (this: FixWorld, ms: number) {
  const { environment } = this.bench
  await venueOf(this).disconnect()
  await environment.until(() => false, this.bench.now() + ms)
  await venueOf(this).logOnAgain()
})

When("the tester's venue disconnects", async function (this: FixWorld) {
  await venueOf(this).disconnect()
})

When("the tester's venue logs out", async function (this: FixWorld) {
  await venueOf(this).logOut()
})

When("the tester's venue takes the connection of the target again", async function (this: FixWorld) {
  await venueOf(this).logOnAgain()
})

Then(
  /^the target (must|should|may) show "([^"]+)" as ([A-Z][\w ]*?)(?: with (.+?))?$/,
  async function (this: FixWorld, level: Level, order: string, status: string, clause: Optional) {
    const { bench } = this
    const asked = { clOrdID: clOrdIDOf(bench, order) }
    await judgeShown(bench, level, asked, order, [['OrdStatus', statusOf(this, status)], ...rowsOf(this, clause)])
  },
)

function statusOf({ bench }: FixWorld, label: string): string {
  const tag = tagOf(bench, 'OrdStatus')
  return label
    .split(' or ')
    .map((one) => valueSaid(tag, one, bench.dictionary))
    .join(' or ')
}

Then(
  /^the target (must|should|may) show "([^"]+)" with (.+?)$/,
  async function (this: FixWorld, level: Level, order: string, clause: string) {
    const { bench } = this
    await judgeShown(bench, level, { clOrdID: clOrdIDOf(bench, order) }, order, parseClause(clause))
  },
)

Then(
  /^the target (must|should|may) show a position of (-?\S+) in (\S+)$/,
  async function (this: FixWorld, level: Level, position: string, symbol: string) {
    await judgeShown(this.bench, level, { symbol }, symbol, [['position', position]])
  },
)

Then(
  /^the target (must|should|may) show an alarm about "([^"]+)"$/,
  async function (this: FixWorld, level: Level, order: string) {
    const { bench } = this
    await judgeShown(bench, level, { clOrdID: clOrdIDOf(bench, order) }, order, [['alarms', 'at least 1']])
  },
)

Then(
  /^the target (must|should|may) react by ([A-Z]\w+)(?: with (.+?))? or by an alarm about "([^"]+)" within (\S+ \w+)$/,
  async function (this: FixWorld, level: Level, name: string, clause: Optional, order: string, duration: string) {
    const { bench } = this
    const pattern = patternOf(bench, name, rowsOf(this, clause))
    const asked = { clOrdID: clOrdIDOf(bench, order), name: order }
    await judgeNoticed(bench, level, pattern, asked, bench.milliseconds(duration))
  },
)

/** Messages by which a client refuses what a venue sent, or leaves. */
const REFUSALS: ReadonlySet<string> = new Set(['3', 'j', 'Q', '5'])

Then('the target must accept it', async function (this: FixWorld) {
  const { bench } = this
  if (!bench.wire.connected) throw new NotReached('the connection is closed, so the target could accept nothing')
  await probePast(bench, (message) => !REFUSALS.has(message.msgType))
})

Then(
  /^"([^"]+)" (must|should|may) carry (.+?)(?<!:)$/,
  function (this: FixWorld, name: string, level: Level, clause: string) {
    judgeNamed(this, level, name, parseClause(clause))
  },
)

Then(/^"([^"]+)" (must|should|may) carry:$/, function (this: FixWorld, name: string, level: Level, table: DataTable) {
  judgeNamed(this, level, name, rowsOf(this, undefined, table))
})

/** What a message that was named says: one that the target's user made it send was no matter of judgement until now. */
function judgeNamed({ bench }: FixWorld, level: Level, name: string, rows: readonly Row[]): void {
  const message = namedMessage(bench, name)
  const messageName = bench.naming.messageName(message.msgType)
  const { fields } = patternOf(bench, messageName, rows)
  for (const { tag, name: field, matcher } of fields) {
    const value = message.text(tag)
    const said = value === undefined ? `no ${field}(${tag})` : `${field}(${tag}) = ${value}`
    bench.judge(level, matcher.matches(value), `${messageName} with ${field}(${tag}) = ${matcher.describe}`, said)
  }
}

Then(
  /^the tester's venue has sent ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))? within (\S+ \w+)$/,
  async function (this: FixWorld, name: string, as: Optional, clause: Optional, duration: string) {
    const { bench } = this
    const pattern = patternOf(bench, name, rowsOf(this, clause))
    const message = await venueOf(this).hasSent(pattern, bench.milliseconds(duration))
    if (as) bench.named.set(as, message)
  },
)
