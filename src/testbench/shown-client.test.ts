import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientRig, RIG_VERSIONS, text } from '../testing/client-rig.ts'
import { shownInstrument, shownUnderID } from './shown-client.ts'

for (const version of RIG_VERSIONS) {
  test(`${version}: a book level by level, and none of it while there is none`, () => {
    const rig = new ClientRig(version)
    rig.ask({ action: 'send', msgType: 'V', fields: [[55, 'BOOK']] })
    assert.deepEqual(shownInstrument(rig.client, 'BOOK'), { position: '0', alarms: '0' })
    const id = text(rig.take('V'), 262)
    const bid = (px: string, size: string, at: string) =>
      [
        [269, '0'],
        [270, px],
        [271, size],
        [290, at],
      ] as const
    rig.receive('W', [[262, id], [55, 'BOOK'], [268, '2'], ...bid('9.9', '5', '1'), ...bid('9.8', '6', '2')])
    assert.deepEqual(shownInstrument(rig.client, 'BOOK'), {
      position: '0',
      alarms: '0',
      bids: '2',
      bid1: '9.9',
      bidSize1: '5',
      bid2: '9.8',
      bidSize2: '6',
      offers: '0',
    })
  })
}

test('the securities of a list, once it is complete', () => {
  const rig = new ClientRig('FIX.4.4')
  rig.ask({ action: 'send', msgType: 'x', fields: [[559, '4']] })
  const id = text(rig.take('x'), 320)
  const fragment = (last: string) =>
    rig.receive('y', [
      [320, id],
      [560, '0'],
      [393, '2'],
      [893, last],
      [146, '1'],
      [55, `S${last}`],
    ])
  fragment('N')
  assert.equal(shownUnderID(rig.client, id)?.securities, undefined)
  fragment('Y')
  assert.equal(shownUnderID(rig.client, id)?.securities, '2')
})
