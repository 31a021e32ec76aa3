import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CATALOGUE } from './catalogue.ts'
import { groupOf, type Requirement } from './requirement.ts'

/**
 * Each case by its letter, whom it concerns (B both parts, V venue, C client), how strong it is (m must, s should, v a must
 * of venues that have it, y may), and its versions: 2 for FIX.4.2 alone, 4 since FIX.4.4, 5 since FIX.5.0SP2.
 */
const LIST = `
ORD-01 aBm bVs cVs dCs
ORD-02 aBm bVs cVv
ORD-03 aBm bBm cBm dBm
ORD-04 aCs bCs
ORD-05 aBm bBm cBm
ORD-06 aBm bBm
ORD-07 aBm bBs cBm dBs eCv fBm gVm hBs
ORD-08 aBm bBm cBm dVv eVm
ORD-09 aBs bBs cVs dBs
ORD-10 aBm bBm cVm dBm eVm fVs gBs hBs iBs jVs4 kVm lVm mVm nVs oVv pCm qCs rCs sCs
ORD-11 aBs bBs
ORD-12 aBm bCs
ORD-13 aBm bBm cVm
ORD-14 aCs bCv cBs4 dVm
ORD-15 aBv bBv
ORD-16 aBv bBv4
ORD-17 aBs4 bVm4
ORD-18 aBv4 bVv4
ORD-19 aBv bCv
ORD-20 aVm bVm cCm dCm
ORD-21 aCs
ORD-22 aBs
CXL-01 aBm bVy5 cVs dVs
CXL-02 aBm bBm
CXL-03 aVm bVs cBm dVm eVm fVm gVs hCm iCs jCs kCm
CXL-04 aBs bBs cCm
CXL-05 aBm bCm cCs
CXL-06 aBm bBm cVv
CXL-07 aBm bBm cCm dVv eBm fBm
CXL-08 aBm bBm
CXL-09 aBm bCm cVm dCm eBm
CXL-10 aBm bBs cCs dBs eCs fBm gCm
CXL-11 aBm bBm cBm
CXL-12 aBm4 bVs4 cVs4 dBs4 eCm4 fCv4
CXL-13 aBv bBv cBv dVv eCm
CXL-14 aVv
CXL-15 aBv5 bVv
CXL-16 aCs bCs cCv
CXL-17 aVy4
CXL-18 aVs
EXE-01 aBm bCm cCm dCs eCs
EXE-02 aBm bCs cCm dVs
EXE-03 aCs bCs cCs dCs eVs
EXE-04 aCm bCm cCm dCs eVm
EXE-05 aBm bCm cCs dCs
EXE-06 aVm bVm cVm4 dVs eCm fCs
EXE-07 aBs4 bVs4 cVs4 dCs4
EXE-08 aVv4 bVv cVv dVv
EXE-09 aVv bCv5
EXE-10 aBv4 bVv4 cVv4 dVv4
EXE-11 aCm bCs cVm dCs eCy4
EXE-12 aCy4
EXE-13 aBs
QUO-01 aBm4 bBs4 cBs2 dBm4 eVm4 fCy4
QUO-02 aVm4 bCs4 cCm4 dVm4
QUO-03 aBs bBs cVy dVv eBs
QUO-04 aBs bVs
QUO-05 aBv4 bBv4
MKT-01 aBm bVs cVs
MKT-02 aBm bCm cCm dCs5 eCm fCm gCs hCm iBs jVs
MKT-03 aBm bVy cVs
MKT-04 aBm bVs cVm dVv
MKT-05 aVm
MKT-06 aCm bCs5 cVy
MKT-07 aBs4 bVs4 cCs4
MKT-08 aBs bBv4 cVs
MKT-09 aBs bCs cVs
MKT-10 aBs bVm cCs
MKT-11 aCy
APP-01 aVm bVm cVm dBs eVs4 fBv gVv hVm
APP-02 aCm bCm cCm dCs
APP-03 aCs
APP-04 aBv
APP-05 aVm5 bVm2 cVm2 dVm4
SES-15 aCs bVv
`

const GROUPS = ['ORD', 'CXL', 'EXE', 'QUO', 'MKT', 'APP', 'SES']

function inShort({ id, parts, level, optional, since, until }: Requirement): string {
  const whom = parts?.length === 2 ? 'B' : parts?.[0] === 'venue' ? 'V' : 'C'
  const strength = optional ? 'v' : { must: 'm', should: 's', may: 'y' }[level]
  const versions = new Map([
    ['FIX.4.2', until === undefined ? '' : '2'],
    ['FIX.4.4', '4'],
    ['FIXT.1.1/FIX.5.0SP2', '5'],
  ])
  return `${id} ${whom}${strength}${versions.get(since ?? '')}`
}

describe('the application catalogue', () => {
  test('each case concerns whom it should, in the versions that it should', () => {
    const listed = LIST.trim()
      .split('\n')
      .flatMap((line) => {
        const [family, ...cases] = line.split(' ')
        return cases.map((one) => `${family}.${one[0]} ${one.slice(1)}`)
      })
    assert.equal(listed.length, 275)
    assert.deepEqual(CATALOGUE.filter(({ id }) => GROUPS.includes(groupOf(id))).map(inShort), listed)
  })

  test('all 45 matrices and all 22 invariants are there', () => {
    const count = (group: string): number => CATALOGUE.filter(({ id }) => groupOf(id) === group).length
    assert.deepEqual([count('MAT'), count('INV')], [45, 22])
  })

  test('what was rebuilt is not quoted as the words of the standard', () => {
    const doubtful = CATALOGUE.filter((row) => row.doubtful !== undefined).map(({ id }) => id)
    assert.deepEqual(
      doubtful.filter((id) => id.startsWith('MAT-')).map((id) => id.slice(4)),
      'A.1.a B.1.d C.1.a C.1.c D.2.a D.2.c F.1.a G.1.a G.1.b G.1.c H.1.b I.1.a I.1.b J.1.d K.1.a K.1.b'.split(' '),
    )
    assert.ok(doubtful.includes('EXE-06.b'))
    assert.ok(!doubtful.includes('ORD-01.a'))
  })

  test('only cases of the application say a part of the target', () => {
    for (const { id, parts } of CATALOGUE)
      assert.equal(parts !== undefined, [...GROUPS, 'MAT', 'INV'].includes(groupOf(id)), id)
  })
})
