/** A profile declares what was answered and nothing more: each capability too many makes cases mandatory that do not apply. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { parseProfile } from '../testbench/profile.ts'
import type { Answers } from './answers.ts'
import { FEATURES } from './choices.ts'
import { begin, effective, NOTHING_KNOWN, withUsualAnswers } from './interview.ts'
import { profileOf } from './profile-of-answers.ts'
import { changedProfile, freshProfile } from './profile-text.ts'
import { capabilitiesOf, type Settings, settingsOf } from './settings-of-answers.ts'

function answersWith(stated: Answers): Answers {
  const given = begin({ name: 'desk', ...stated })
  return effective(withUsualAnswers(given, NOTHING_KNOWN), NOTHING_KNOWN)
}

describe('capabilities', () => {
  const declared: readonly (readonly [what: string, answers: Answers, capabilities: string])[] = [
    ['of a session alone', {}, ''],
    ['of what it could trade, if it did', { plays: 'nothing', businesses: 'marketData', manners: 'routing' }, ''],
    ['of an engine that we start', { start: './engine' }, 'kill restart'],
    ['of one that commands restart', { control: ['restart', 'logout'] }, 'kill restart logout'],
    ['of a venue', { plays: 'venue' }, 'order-flow'],
    ['of a client: it takes no orders', { plays: 'client', control: ['enterOrders'] }, 'enterOrders'],
    [
      'of a venue of data: it has no orders of any type',
      { plays: 'venue', businesses: ['marketData'], orderTypes: ['stop'] },
      'marketData',
    ],
    [
      'of stop orders and good till date',
      { plays: 'venue', orderTypes: ['market', 'stop'], timesInForce: ['ioc', 'gtd'] },
      'order-flow stopOrders gtcOrders',
    ],
  ]
  for (const [what, answers, capabilities] of declared)
    test(what, () => {
      assert.equal(capabilitiesOf(answersWith(answers)).join(' '), capabilities)
    })

  for (const [key, features] of Object.entries(FEATURES))
    test(`each choice of ${key} declares its own and no other`, () => {
      const without = { plays: 'venue', orderTypes: [], ...(key === 'businesses' ? {} : { businesses: ['orders'] }) }
      const none = capabilitiesOf(answersWith({ ...without, [key]: key === 'businesses' ? ['orders'] : [] }))
      for (const { value, capability } of features) {
        const some = capabilitiesOf(
          answersWith({ ...without, [key]: key === 'businesses' ? ['orders', value] : [value] }),
        )
        const more = some.filter((one) => !none.includes(one))
        const own = capability === 'restart' ? ['kill', 'restart'] : [capability].filter((one) => one !== undefined)
        assert.deepEqual(more, own, value)
      }
    })
})

describe('settings', () => {
  test('several CompIDs are a pool of sessions, for each version', () => {
    const { sessions } = settingsOf(
      answersWith({ sender: 'A, B', beginString: ['FIX.4.2', 'FIX.4.4'], heartbeat: '5' }),
      {},
    )
    assert.deepEqual(
      (sessions as { beginString: string; senderCompID: string; heartBtInt: number }[]).map((one) => [
        one.beginString,
        one.senderCompID,
        one.heartBtInt,
      ]),
      [
        ['FIX.4.2', 'A', 5],
        ['FIX.4.2', 'B', 5],
        ['FIX.4.4', 'A', 5],
        ['FIX.4.4', 'B', 5],
      ],
    )
  })

  test('a venue is sent orders that only rest, where a price is known', () => {
    const orderOf = (instrument: string, plays = 'venue'): unknown =>
      settingsOf(answersWith({ plays, instrument }), {}).order
    assert.deepEqual(orderOf('ABC 99.5 90'), { Symbol: 'ABC', Price: '90' })
    assert.deepEqual(orderOf('ABC 99.5'), { Symbol: 'ABC', Price: '99.5' })
    assert.equal(orderOf('ABC 99.5', 'client'), undefined)
  })

  test('the application has a name and a version where they are stated', () => {
    const { target } = settingsOf(answersWith({ application: 'Desk 7', applicationVersion: '7.1' }), {})
    assert.deepEqual(target, { role: 'acceptor', connect: '127.0.0.1:9878', name: 'Desk 7', version: '7.1' })
  })
})

describe('the text of a profile', () => {
  const answers = answersWith({ plays: 'venue', control: ['logout'], beginString: ['FIX.4.2', 'FIX.4.4'] })

  test('is the settings, with a comment on each part', () => {
    const text = freshProfile(answers, settingsOf(answers, {}), '../profile.schema.json')
    assert.deepEqual(parse(text), settingsOf(answers, {}))
    assert.match(text, /^# yaml-language-server: \$schema=\.\.\/profile\.schema\.json\n# desk: /)
    for (const key of Object.keys(parse(text) as object)) assert.match(text, new RegExp(`\n# .*\n${key}:`), key)
  })

  test('is changed where answers have changed, and nowhere else', () => {
    const before = settingsOf(answers, {})
    const edited = freshProfile(answers, before, undefined)
      .replace('sessions:', 'identity: { desk: 7 } # ours\nsessions:')
      .replace('{ beginString: FIX.4.2, ', '{ heartBtInt: 5, beginString: FIX.4.2, ')
    const after = settingsOf({ ...answers, sender: 'US', control: [] }, {})
    const changed = changedProfile(edited, before, after)
    assert.match(changed, /identity: \{ desk: 7 \} # ours/)
    assert.match(changed, /heartBtInt: 5, beginString: FIX\.4\.2, senderCompID: US, targetCompID: TARGET/)
    assert.doesNotMatch(changed, /hooks:|logout/)
    assert.equal(changedProfile(edited, before, before), edited, 'nothing has changed')
  })

  test('of a pack keeps its words, and has the answers in them', () => {
    const text = `# yaml-language-server: $schema=../profile.schema.json
# Copy it.
target:
  role: initiator # your client
  listen: 127.0.0.1:9878
sessions:
  - { beginString: FIX.4.4, senderCompID: YOUR-VENUE, targetCompID: YOUR-COMPID, heartBtInt: 17 }
session:
  # As the rulebook says.
  startTime: "Sunday 17:00:00"
logon: { Password: "\${env:VENUE_PASSWORD}", ApplVerID: "9" }
dictionary: dictionary.yaml
application: { persona: persona.yaml }
suite: { name: Venue, pack: venue, features: [orders.feature] }
`
    const given = answersWith({
      pack: 'venue',
      role: 'initiator',
      listen: '9999',
      sender: 'VNU',
      target: 'US',
      beginString: ['FIX.4.2', 'FIX.4.4'],
      logon: 'username',
    })
    const made = profileOf(
      { ...given, 'pack:session.startTime': 'Sunday 18:00:00', 'pack:sessions.0.heartBtInt': '20' },
      { pack: 'venue' },
      {
        name: 'venue',
        title: 'Venue',
        text,
        settings: parse(text) as Settings,
        folder: '../../packs/venue',
      },
    )
    assert.match(made, /^# desk: made by fixproof init from the pack of Venue/)
    assert.match(made, /role: initiator # your client/)
    assert.match(made, /# As the rulebook says\./)
    assert.doesNotMatch(made, /Copy it|YOUR/)
    const { target, sessions, session, logon, dictionary, application, suite } = parse(made) as Record<string, unknown>
    assert.deepEqual(target, { role: 'initiator', listen: 9999 })
    assert.deepEqual(sessions, [
      { beginString: 'FIX.4.2', senderCompID: 'VNU', targetCompID: 'US', heartBtInt: 20 },
      { beginString: 'FIX.4.4', senderCompID: 'VNU', targetCompID: 'US', heartBtInt: 20 },
    ])
    assert.deepEqual(session, { startTime: 'Sunday 18:00:00' })
    assert.deepEqual(Object.keys(logon as object), ['Password', 'ApplVerID'], 'in the words of the pack')
    assert.match(made, /Password: "\$\{env:VENUE_PASSWORD\}"/)
    assert.equal(dictionary, '../../packs/venue/dictionary.yaml')
    assert.deepEqual(application, { persona: '../../packs/venue/persona.yaml' })
    assert.deepEqual(suite, {
      name: 'desk',
      tags: '@session',
      pack: 'venue',
      features: ['../../packs/venue/orders.feature'],
      plan: 'plan.yaml',
      waivers: 'waivers.yaml',
    })
    parseProfile(made.replace(/^dictionary.*\n/m, ''), 'profile.yaml', { VENUE_PASSWORD: 'x' })
  })
})
