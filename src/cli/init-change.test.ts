/** `fixproof init` on a suite that is there: what changes is shown, and what people have written stays. */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { loadPlan } from '../onboarding/plan.ts'
import { loadProfile } from '../testbench/profile.ts'
import { filesIn, fixproof, folder } from '../testing/init-process.ts'

describe('a suite that is there', () => {
  const started = (name: string, ...args: string[]): string => {
    const cwd = folder(name)
    const { code, err } = fixproof(cwd, ['init', 'desk', '--yes', ...args])
    assert.equal(code, 0, err)
    return cwd
  }

  test('is not written over: --set changes an answer, --force begins again', () => {
    const cwd = started('there')
    const before = filesIn(cwd)
    const { code, err } = fixproof(cwd, ['init', 'desk'])
    assert.equal(code, 2)
    assert.match(err, /is there already\. --set KEY=VALUE changes an answer \(name, pack, /)
    assert.deepEqual(filesIn(cwd), before)
    assert.equal(fixproof(cwd, ['init', 'desk', '--force', '--yes', '--sender', 'NEW']).code, 0)
    assert.match(filesIn(cwd)['profile.yaml'] ?? '', /senderCompID: NEW/)
  })

  test('a profile without a plan is somebody else’s', () => {
    const cwd = folder('foreign')
    mkdirSync(path.join(cwd, 'scenarios/desk'), { recursive: true })
    writeFileSync(path.join(cwd, 'scenarios/desk/profile.yaml'), 'mine: true\n')
    const { code, err } = fixproof(cwd, ['init', 'desk', '--yes'])
    assert.equal(code, 2)
    assert.match(err, /profile\.yaml is there already and has no plan beside it/)
    assert.deepEqual(filesIn(cwd), { 'profile.yaml': 'mine: true\n' })
  })

  test('a change is shown before it is written, keeps what people have edited, and asks what it brings up', () => {
    const cwd = started('change')
    const suite = path.join(cwd, 'scenarios/desk')
    const edited = (filesIn(cwd)['profile.yaml'] ?? '').replace(
      '  connect: 127.0.0.1:9878\n',
      '  connect: 127.0.0.1:9878 # behind the firewall\n  name: Desk 7\n',
    )
    writeFileSync(path.join(suite, 'profile.yaml'), edited)
    writeFileSync(
      path.join(suite, 'plan.yaml'),
      (filesIn(cwd)['plan.yaml'] ?? '').replace(
        /\{ id: "2\.t".*\}/,
        '{ id: "2.t", obligation: optional, reason: "We agreed so.", decidedBy: Ann }',
      ),
    )
    writeFileSync(path.join(suite, 'waivers.yaml'), '# ours\n[]\n')
    const before = filesIn(cwd)

    const shown = fixproof(cwd, ['init', 'desk', '--set', 'sender=US', '--control', 'logout'])
    assert.equal(shown.code, 2)
    assert.match(
      shown.err,
      /sender: TESTER → US[\s\S]*12, 13\.a, PX-24\n +not applicable → mandatory: [\s\S]*nothing was written: --yes/,
    )
    assert.deepEqual(filesIn(cwd), before)

    // Typed in: no, then yes.
    assert.equal(fixproof(cwd, ['init', 'desk', '--set', 'sender=US', '--interactive'], ['perhaps', 'no']).code, 0)
    assert.deepEqual(filesIn(cwd), before)
    const { code, err } = fixproof(
      cwd,
      ['init', 'desk', '--set', 'sender=US', '--control', 'logout', '--interactive'],
      ['yes'],
    )
    assert.equal(code, 0, err)
    const profile = filesIn(cwd)['profile.yaml'] ?? ''
    assert.match(profile, /connect: 127\.0\.0\.1:9878 # behind the firewall\n {2}name: Desk 7\n/)
    assert.match(profile, /senderCompID: US/)
    assert.match(profile, /logout: \.\/hooks\.sh logout/)
    assert.equal(filesIn(cwd)['waivers.yaml'], '# ours\n[]\n')
    const plan = loadPlan(path.join(suite, 'plan.yaml'))
    assert.deepEqual(
      plan.cases.find(({ id }) => id === '2.t'),
      { id: '2.t', obligation: 'optional', reason: 'We agreed so.', decidedBy: 'Ann' },
    )
    assert.equal(plan.cases.find(({ id }) => id === '12')?.obligation, 'mandatory')
  })

  test('asks which answer is to be changed, and the questions that come up with it', () => {
    const cwd = started('which')
    const { code, err } = fixproof(
      cwd,
      ['init', 'desk', '--interactive'],
      ['plays', 'venue', '', '', '', '', 'ABC 5', 'y'],
    )
    assert.equal(code, 0, err)
    assert.match(err, /desk is there already\. Which answer do you want to change\?/)
    assert.match(err, /plays: nothing → venue/)
    assert.deepEqual(loadProfile(path.join(cwd, 'scenarios/desk/profile.yaml'), {}).trading.symbol, 'ABC')
    const left = fixproof(cwd, ['init', 'desk', '--interactive'], ['plays'])
    assert.equal(left.code, 130)
    assert.match(left.err, /nothing was changed/)
  })

  test('another pack is another profile; an answer to a question of the pack goes into it', () => {
    const cwd = started('pack', '--pack', 'generic-weekly', '--target', 'US')
    const { code, err } = fixproof(cwd, ['init', 'desk', '--set', 'pack=tt', '--yes'])
    assert.equal(code, 2)
    assert.match(
      err,
      /another pack is another profile: fixproof init desk --force --answers scenarios\/desk\/plan\.yaml/,
    )
    const set = fixproof(cwd, ['init', 'desk', '--set', 'pack:sessions.0.heartBtInt=17', '--yes'])
    assert.equal(set.code, 0, set.err)
    const [session] = loadProfile(path.join(cwd, 'scenarios/desk/profile.yaml'), {}).sessions
    assert.deepEqual([session?.heartBtInt, session?.targetCompID], [17, 'US'])
    const anew = ['init', 'desk', '--force', '--answers', 'scenarios/desk/plan.yaml', '--set', 'pack=none', '--yes']
    assert.equal(fixproof(cwd, anew).code, 0)
    const profile = loadProfile(path.join(cwd, 'scenarios/desk/profile.yaml'), {})
    assert.deepEqual([profile.suite.pack, profile.sessions[0]?.targetCompID], [undefined, 'US'])
  })
})
