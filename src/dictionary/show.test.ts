import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Dictionary } from './dictionary.ts'
import { BUILT_IN, builtIn } from './load.ts'
import { showDictionary, showField, showMessage } from './show.ts'

const fix44 = builtIn('FIX.4.4')

const LOGON = `Logon  MsgType(35)=A, session message, FIX.4.4
├─   98 EncryptMethod *                     int  7 values
├─  108 HeartBtInt *                        int
├─   95 RawDataLength                       Length
├─   96 RawData                             data
├─  141 ResetSeqNumFlag                     Boolean
├─  789 NextExpectedMsgSeqNum               SeqNum
├─  383 MaxMessageSize                      Length
├─  384 NoMsgTypes ()                       NumInGroup
│  ├─  372 RefMsgType                       String
│  └─  385 MsgDirection                     char  S=Send, R=Receive
├─  464 TestMessageIndicator                Boolean
├─  553 Username                            String
└─  554 Password                            String

* required; a component in [brackets]; () opens a repeating group
`

test('showMessage, by name and by MsgType', () => {
  assert.equal(showMessage(fix44, 'Logon'), LOGON)
  assert.equal(showMessage(fix44, 'A'), LOGON)
})

test('showMessage draws components and groups within groups', () => {
  const text = showMessage(fix44, 'NewOrderSingle')
  assert.match(text, /^├─ \[Instrument\] \*$/m)
  assert.match(text, /^│ {5}└─ \[PtysSubGrp\]\n│ {8}└─ {2}802 NoPartySubIDs \(\) +NumInGroup$/m)
})

test('a message without fields says so', () => {
  assert.match(showMessage(fix44, 'XMLnonFIX'), /\(no fields of its own\)/)
})

test('paint is handed each part and changes no widths', () => {
  const painted = showMessage(fix44, 'Logon', (text, part) => (part === 'mark' ? `<${text}>` : text))
  assert.equal(painted.replaceAll(/[<>]/g, ''), LOGON)
  assert.match(painted, /EncryptMethod< \*>/)
})

test('showField lists values and the messages that use the field', () => {
  assert.equal(
    showField(fix44, 'MsgDirection'),
    'MsgDirection(385)\nchar, FIX.4.4\n  S  Send\n  R  Receive\n\nIn 1 message: Logon\n',
  )
  assert.match(showField(fix44, '373'), /^ {2}99 {2}Other$/m)
  assert.match(showField(fix44, 'PossDupFlag'), /In the header of every message\./)
  assert.match(showField(fix44, 10), /In the trailer of every message\./)
  assert.match(showField(fix44, 448), /In 44 messages: ExecutionReport, NewOrderSingle,/)
})

test('showDictionary counts and lists', () => {
  const text = showDictionary(fix44)
  assert.match(text, /^FIX\.4\.4\n93 messages, 104 components, 912 fields, 1708 values\n/)
  assert.match(text, /Session messages\n {2}0 {3}Heartbeat\n/)
  assert.match(text, /Application messages\n {2}6 {3}IOI\n/)
})

test('an unknown name suggests the nearest', () => {
  assert.throws(
    () => showMessage(fix44, 'NewOrderSinlge'),
    /FIX\.4\.4 has no message "NewOrderSinlge"; did you mean NewOrderSingle/,
  )
  assert.throws(() => showField(fix44, 'ordtyp'), /has no field "ordtyp"; did you mean OrdType/)
  assert.throws(() => showField(fix44, 'Qqqqqqqqqqqqqq'), /has no field "Qqqqqqqqqqqqqq"$/)
})

test('a line that is too long loses its type, then the end of its name', () => {
  const name = 'NoUnderlyingProvisionOptionRelevantUnderlyingDateBusinessCenters'
  const long = (length: number): string => {
    const field = { tag: 40968, name: name.padEnd(length, 'x'), type: 'NUMINGROUP' }
    const members = [{ kind: 'field', field, required: true }] as const
    const message = { msgType: 'U', name: 'Long', category: 'app', members } as const
    const parts = { name: 'X', header: [], trailer: [], fields: [field], components: [], messages: [message] }
    return showMessage(new Dictionary(parts), 'Long').split('\n')[1] as string
  }
  assert.match(long(70), / \* NumInGroup$/)
  assert.match(long(88), /x \*$/)
  assert.match(long(120), /x… \*$/)
  assert.equal(long(120).length, 100)
})

test('nothing is wider than 100 columns', () => {
  const wide: string[] = []
  const keep = (text: string): void => {
    wide.push(...text.split('\n').filter((line) => line.length > 100))
  }
  for (const name of BUILT_IN) {
    const dictionary = builtIn(name)
    keep(showDictionary(dictionary))
    // All messages of FIX.5.0SP2 together are 300,000 lines: some of the deepest do.
    const messages = name === 'FIX.5.0SP2' ? ['IOI', 'ExecutionReport'] : dictionary.messages.map((m) => m.name)
    for (const message of messages) keep(showMessage(dictionary, message))
    for (const { tag } of dictionary.fields.slice(0, 150)) keep(showField(dictionary, tag))
  }
  assert.deepEqual(wide, [])
})
