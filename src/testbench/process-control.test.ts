import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { ParameterError } from '../parameters/parameter-error.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { ProcessControl } from './process-control.ts'

function targetWith(stated: Readonly<Record<string, unknown>> = {}) {
  const record: string[] = []
  const leg = legWith({ transport: 'process', targetParameters: { stated } })
  const ended = Promise.withResolvers<void>()
  const control = new ProcessControl(leg, findVersion('FIX.4.4') as FixVersion, {
    now: () => 0,
    record: (text) => {
      record.push(text)
      if (text.includes('has ended')) ended.resolve()
    },
  })
  return { control, record, ended: ended.promise }
}

describe('a target in a process of its own', () => {
  test('it is killed, goes on with its files when it is started again, and leaves none behind', async () => {
    const { control, record, ended } = targetWith()
    control.restart()
    assert.ok((await control.port) > 0)
    control.setNumbers({ nextIn: 7, nextOut: 5 })
    await control.dieAt({ at: 'inDelivery', msgSeqNum: 1 })
    control.kill()
    control.restart()
    await control.port
    await ended
    assert.deepEqual(record, ["the target's process has ended: killed by SIGKILL"])
    const { numbering, folder = '' } = control.files ?? {}
    assert.deepEqual([numbering?.nextIn, numbering?.nextOut], [7, 5])
    await control.close()
    assert.equal(control.alive, false)
    assert.equal(existsSync(path.dirname(path.dirname(folder))), false)
  })

  test('one that can not start says why, and is not waited for', async () => {
    const { control, record } = targetWith({ logDirectory: path.join(import.meta.filename, 'store') })
    control.restart()
    await assert.rejects(control.port, /the target's process has ended: exit code 1/)
    assert.match(record[0] ?? '', /the target failed: .*the store cannot be opened/)
    await control.close()
  })

  test('a parameter that there is not is refused at once', async () => {
    const { control } = targetWith()
    assert.throws(() => control.configure({ storageTyp: 'persistent' }), ParameterError)
    await control.close()
  })
})
