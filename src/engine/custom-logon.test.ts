import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { FakeTransport } from '../testing/engine-transport.ts'
import { hostedRig, parametersFor } from '../testing/hosted-rig.ts'
import { withCustomLogon } from './custom-logon.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-logon-'))
after(() => rmSync(folder, { recursive: true }))

function written(text: string): string {
  const file = path.join(folder, 'logon.fix')
  writeFileSync(file, text, 'latin1')
  return file
}

const WHOLE =
  '8=FIX.4.4|9=123|35=A|49=X|56=Y|34=7|52=20200101-00:00:00|50=SUB|98=0|108=5|141=Y|789=3|383=9|95=3|96=a|b|553=user|554=secret|10=000|\n'

const fieldsOf = (text: string, stated: readonly [number, string][] = []) =>
  withCustomLogon(
    parametersFor('initiator', {
      session: { logonFields: stated },
      connection: { customLogonFileName: written(text) },
    }),
  ).logonFields.map(([tag, value]) => `${tag}=${Buffer.isBuffer(value) ? value.toString('latin1') : value}`)

describe('customLogonFileName', () => {
  test('fields of a whole Logon go into ours, but for those that the session says itself', () => {
    assert.deepEqual(fieldsOf(WHOLE), ['95=3', '96=a\x01b', '553=user', '554=secret'])
  })

  test('so do fields alone, on lines of their own; what is stated as logonFields counts', () => {
    assert.deepEqual(fieldsOf('553=user|\n554=secret|\n', [[554, 'other']]), ['554=other', '553=user'])
  })

  test('the Logon on the wire has them', () => {
    const transports: FakeTransport[] = []
    const rig = hostedRig('initiator', {
      connection: { customLogonFileName: written('553=user|9001=x|') },
      network: () => ({
        secure: false,
        dial: (_address, handlers) => {
          const transport = new FakeTransport()
          transports.push(transport)
          handlers.onConnect(transport)
        },
        listen: () => Promise.reject(new Error('nobody listens here')),
      }),
    })
    rig.host.start()
    rig.pass(0)
    const logon = transports[0]?.messages[0]
    assert.deepEqual([logon?.text(553), logon?.text(9001), logon?.text(108)], ['user', 'x', '30'])
  })

  for (const [name, text, message] of [
    [
      'a line that is no field',
      'user=me|',
      /logon\.fix: 'user=me' is no field; write tag=value with \| or SOH behind each$/,
    ],
    ['another message', '35=D|11=x|', /logon\.fix: MsgType D is no Logon$/],
  ] as const)
    test(`${name} is refused`, () => {
      assert.throws(
        () => fieldsOf(text),
        (error) => error instanceof RangeError && message.test(error.message),
      )
    })

  test('a file that is not there is refused when the session is made', () => {
    assert.throws(() => hostedRig('initiator', { connection: { customLogonFileName: path.join(folder, 'none') } }), {
      name: 'RangeError',
      message: /^customLogonFileName .*none: ENOENT/,
    })
  })
})
