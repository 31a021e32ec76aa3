import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { CATALOGUE } from '../conformance/catalogue.ts'
import { loadPack, type Pack, PackError, packNamed, packNames, parsePack, quirkWaivers } from './pack.ts'
import { countsOf, packCases } from './pack-cases.ts'
import { packSchema } from './pack-model.ts'
import { openQuestions } from './pack-questions.ts'

const SCENARIOS = path.resolve(import.meta.dirname, '../../scenarios')

const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-packs-'))
after(() => rmSync(folder, { recursive: true }))

/** A pack in a folder of its name, with a profile that is never read. */
function written(name: string, text: string): string {
  const place = path.join(folder, 'scenarios', name)
  mkdirSync(place, { recursive: true })
  writeFileSync(path.join(place, 'profile.yaml'), 'target: {}\n')
  writeFileSync(path.join(place, 'pack.yaml'), text)
  return path.join(place, 'pack.yaml')
}

const HEAD = 'title: A venue\nsummary: What it asks.\ncertifies: client\n'
const GOOD = `pack: mine\n${HEAD}cases: { mandatory: [VN-13] }\n`

describe('a pack', () => {
  test('is found by its name, in the scenarios of the user before ours', () => {
    written('cme', `pack: cme\ntitle: Mine\nsummary: Own.\ncertifies: client\ncases: { mandatory: [VN-13] }\n`)
    assert.equal(packNamed('cme', folder)?.title, 'Mine')
    assert.equal(packNamed('cme')?.title, 'CME Group, drop copy and order entry')
    assert.equal(packNamed('nobody', folder), undefined)
    assert.equal(packNamed('../scenarios/cme', folder), undefined)
    written('mine', GOOD)
    assert.deepEqual([packNames(folder).includes('mine'), packNames().includes('mine')], [true, false])
  })

  test('says of every case of the catalogue once what holds, the closest word first', () => {
    const pack = loadPack(
      written(
        'mine',
        `pack: mine
${HEAD}cases:
  mandatory: [2, VN-16, SD]
  optional: [2.c, SD-4]
  notApplicable: { 17: "No encryption.", SD-43: "Not here." }
venueIds: { VN-16: their own }
`,
      ),
    )
    const cases = packCases(pack)
    assert.deepEqual(
      cases.map(({ id }) => id),
      CATALOGUE.map(({ id }) => id),
    )
    const about = (id: string): string => {
      const found = cases.find((one) => one.id === id)
      return `${found?.obligation}: ${found?.reason}`
    }
    assert.equal(about('2.a'), 'mandatory: A venue asks for it.')
    assert.equal(about('2.c'), 'optional: The rulebook of A venue relies on it, and its script does not name it.')
    assert.equal(about('VN-16'), 'mandatory: A venue asks for it: their own.')
    assert.equal(about('17.a'), 'notApplicable: No encryption.')
    assert.match(about('SD-44'), /^optional/)
    assert.match(about('SD-52'), /^mandatory/)
    assert.equal(about('SD-43'), 'notApplicable: Not here.')
    assert.equal(about('SD-01'), 'notApplicable: It is about a target that is acceptor; the client here is initiator.')
    assert.equal(about('VN-13'), 'notApplicable: The script of A venue does not ask for it.')
    const counts = countsOf(cases)
    assert.equal(counts.mandatory + counts.optional + counts.notApplicable, CATALOGUE.length)
  })

  test('gives quirks in the shape of waivers that nobody has to renew, one for each case', () => {
    const pack = loadPack(
      written(
        'mine',
        `pack: mine
${HEAD}cases: { mandatory: [VN-13] }
rulebooks: [{ title: R, publisher: P }]
quirks:
  - { id: Q, case: [9, 10.a], when: { targetRole: [acceptor] }, expect: "^x", sentence: It does x., source: R }
  - { id: S, case: SD-07, expect: "^y", sentence: It does y., source: R }
`,
      ),
    )
    const [first, second, third] = quirkWaivers(pack)
    assert.deepEqual(first, {
      id: 'Q:9',
      case: '9',
      when: { targetRole: ['acceptor'] },
      expect: '^x',
      reason: 'It does x.',
      owner: 'pack mine',
      until: '9999-12-31',
      quirk: true,
      source: 'R',
    })
    assert.deepEqual([second?.id, third?.id, third?.when], ['Q:10.a', 'S', undefined])
  })
})

describe('questions of a pack', () => {
  const questions: Pack['questions'] = ['sessions.0.targetCompID', 'session.startTime', 'sessions.0.heartBtInt'].map(
    (key) => ({ id: key, question: '?', why: '!', key }),
  )
  const own = 'sessions: [{ targetCompID: YOUR-COMPID, heartBtInt: 30 }]'
  const open = (profile: string, answered: string[] = []): string[] =>
    openQuestions(questions, profile, own, answered).map(({ key }) => key)

  test('are all open in the profile of the pack', () => {
    assert.deepEqual(
      open(own),
      questions.map(({ key }) => key),
    )
  })
  test('are answered by another value, and by saying that the assumed one is right', () => {
    const mine = 'sessions: [{ targetCompID: FIRM, heartBtInt: 30 }]\nsession: { startTime: "07:00" }'
    assert.deepEqual(open(mine), ['sessions.0.heartBtInt'])
    assert.deepEqual(open(mine, ['sessions.0.heartBtInt']), [])
  })
  test('stay open where another placeholder stands, or nothing', () => {
    assert.deepEqual(open('sessions: [{ targetCompID: YOUR-FIRM, heartBtInt: 20 }]'), [
      'sessions.0.targetCompID',
      'session.startTime',
    ])
    assert.deepEqual(open('sessions:').length, 3)
  })
})

/** What is wrong, and what is said of it: the place, the value, and what is allowed. */
const BAD: readonly (readonly [name: string, text: string, said: RegExp])[] = [
  ['no YAML', `pack: [\n${HEAD}`, /^x\.yaml:\d+:\d+: /],
  ['an unknown key', `${GOOD}casess: 1\n`, /^x\.yaml:6: unknown key "casess": did you mean "cases"\?$/],
  ['a key that is missing', 'pack: mine\n', /^x\.yaml: "title" is missing/m],
  [
    'an unknown key inside',
    `${GOOD}rulebooks: [{ title: R, publisher: P, ulr: "https://x.org" }]\n`,
    /^x\.yaml:6: unknown key "rulebooks\.0\.ulr": did you mean "url"\?$/,
  ],
  [
    'who is certified',
    GOOD.replace('client', 'exchange'),
    /^x\.yaml:4: "certifies" is "exchange": .*"client"\|"venue"/,
  ],
  [
    'an unknown case',
    GOOD.replace('VN-13', 'VN-99'),
    /^x\.yaml:5: "cases\.mandatory\.0" is "VN-99": expected a case or the beginning of cases; near it: VN-\d\d/,
  ],
  [
    'a case that nothing can prove',
    GOOD.replace('VN-13', 'VN-20'),
    /^x\.yaml:5: "cases\.mandatory\.0" is "VN-20": expected a case that can be asked of the client\. The checklist/,
  ],
  [
    'a case of the other side',
    GOOD.replace('VN-13', 'SD-01'),
    /expected a case that can be asked of the client\. It is about a target that is acceptor/,
  ],
  ['a case of the other part', GOOD.replace('VN-13', 'EXE-08.a'), /It is about a target that plays the venue/],
  ['no mandatory case', GOOD.replace('[VN-13]', '[]'), /"cases\.mandatory" is \[\]: expected at least one case/],
  [
    'a case twice',
    GOOD.replace('[VN-13]', '[VN-13], optional: [VN-13]'),
    /"cases\.optional\.0" is "VN-13", which is there twice/,
  ],
  ['a name for a group', `${GOOD}venueIds: { SD: theirs }\n`, /^x\.yaml:6: "venueIds\.SD" is "SD": expected a case/],
  [
    'a quirk that is no regular expression',
    `${GOOD}rulebooks: [{ title: R, publisher: P }]\nquirks: [{ id: A, case: 9, expect: "(", sentence: s, source: R }]\n`,
    /^x\.yaml:7: "quirks\.0\.expect" is "\(": expected a regular expression$/,
  ],
  [
    'a source that is no document of the pack',
    `${GOOD}rulebooks: [{ title: R, publisher: P }]\nfacts: [{ fact: f, source: S }]\n`,
    /^x\.yaml:7: "facts\.0\.source" is "S": expected the title of a rulebook of the pack, "R"$/,
  ],
  [
    'an address that is none',
    `${GOOD}rulebooks: [{ title: R, publisher: P, url: "javascript:x" }]\n`,
    /"rulebooks\.0\.url" is "javascript:x": expected an address/,
  ],
  [
    'a key that is none',
    `${GOOD}questions: [{ id: a, question: q, why: w, key: "a b" }]\n`,
    /"questions\.0\.key" is "a b": expected a key of the profile/,
  ],
  [
    'an id twice',
    `${GOOD}questions:\n  - { id: a, question: q, why: w, key: k }\n  - { id: a, question: q, why: w, key: k }\n`,
    /^x\.yaml:8: "questions\.1\.id" is "a", which is there twice: say it once$/,
  ],
]

describe('a pack that can not be used says what is wrong', () => {
  for (const [name, text, said] of BAD)
    test(name, () => {
      assert.throws(
        () => parsePack(text, 'x.yaml'),
        (error: Error) => {
          assert.ok(error instanceof PackError, error.stack)
          assert.match(error.message, said)
          return true
        },
      )
    })

  test('a file that is not there, a folder without profile, a name that is not the folder’s', () => {
    assert.throws(
      () => loadPack(path.join(folder, 'none.yaml')),
      /none\.yaml: .*could not be read: there is no such file|no profile/,
    )
    const lonely = path.join(folder, 'pack.yaml')
    writeFileSync(lonely, GOOD)
    assert.throws(() => loadPack(lonely), /pack\.yaml: there is no profile\.yaml beside the pack/)
    const other = written('other', GOOD)
    assert.throws(() => loadPack(other), /"pack" is "mine": expected "other", the name of its folder/)
  })
})

/** `FIXPROOF_UPDATE=1` writes it again; `biome check --write` then lays it out. */
test('the schema for editors is what packs are checked by', () => {
  const file = path.join(SCENARIOS, 'pack.schema.json')
  const wanted = JSON.parse(JSON.stringify(packSchema()))
  if (process.env.FIXPROOF_UPDATE === '1') writeFileSync(file, `${JSON.stringify(wanted, null, 2)}\n`)
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), wanted)
})
