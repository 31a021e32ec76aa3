import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { parseProfile } from '../testbench/profile.ts'
import { LegThread } from './leg-thread.ts'
import { legsOf } from './legs.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'fixproof-thread-'))
after(() => rmSync(directory, { recursive: true }))

const profile = parseProfile(
  `
target: { engine: self, role: acceptor }
sessions: [{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: FIXPROOF }]
`,
  'self.yaml',
  {},
)

test('steps that can not be loaded are told as often as a leg is asked for, however late', async () => {
  const steps = path.join(directory, 'broken.mjs')
  writeFileSync(
    steps,
    "new BroadcastChannel('broken steps').postMessage('loaded')\nthrow new Error('these steps are broken')\n",
  )
  const channel = new BroadcastChannel('broken steps')
  const loaded = new Promise((resolve) => {
    channel.onmessage = resolve
  })
  const [leg] = legsOf(profile, { profileName: 'self', seed: 1 })
  assert.ok(leg)
  const thread = new LegThread([steps])
  try {
    await loaded
    channel.close()
    for (let times = 0; times < 2; times++)
      await assert.rejects(
        thread.run(leg, { paths: [], tags: undefined }, () => undefined),
        /these steps are broken/,
      )
  } finally {
    thread.close()
  }
})
