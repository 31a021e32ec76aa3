/**
 * Makes the built-in dictionaries (src/dictionary/data/*.json) from QuickFIX XML files:
 *
 *   node scripts/make-dictionaries.ts DIR      DIR holds FIX40.xml … FIX50SP2.xml, FIXT11.xml
 *
 * Same input, same output. What is known to be wrong in the XML is corrected here and nowhere else, each correction
 * with its source; a correction that finds nothing to correct any more stops the run, so that it gets removed.
 */
import { deepStrictEqual } from 'node:assert'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CompactDictionary, fromCompact, toCompact } from '../src/dictionary/compact.ts'
import { fromQuickFixXml } from '../src/dictionary/quickfix-xml.ts'

const FILES = ['FIX40', 'FIX41', 'FIX42', 'FIX43', 'FIX44', 'FIX50', 'FIX50SP1', 'FIX50SP2', 'FIXT11']

interface Correction {
  readonly in: readonly string[]
  readonly why: string
  readonly from: string
  readonly to: string
}

const CORRECTIONS: readonly Correction[] = [
  {
    in: ['FIX43', 'FIX44'],
    // FIX 4.4 volume 2, Reject: "17 = Non "data" value includes field delimiter (SOH character)".
    why: 'the label of SessionRejectReason(373) = 17 is cut off at the hyphen',
    from: "<value enum='17' description='NON' />",
    to: "<value enum='17' description='NON_DATA_VALUE_INCLUDES_FIELD_DELIMITER' />",
  },
  {
    in: ['FIXT11'],
    // FIXT.1.1, Logon, component MsgTypeGrp; FIX Orchestra file of the FIXT session layer, group 2098.
    why: 'MsgTypeGrp of the Logon is empty',
    from: "<component name='MsgTypeGrp' />",
    to:
      "<component name='MsgTypeGrp'><group name='NoMsgTypes' required='N'>" +
      "<field name='RefMsgType' required='N' /><field name='MsgDirection' required='N' />" +
      "<field name='RefApplVerID' required='N' /><field name='RefApplExtID' required='N' />" +
      "<field name='RefCstmApplVerID' required='N' /><field name='DefaultVerIndicator' required='N' />" +
      '</group></component>',
  },
  {
    in: ['FIXT11'],
    // The same sources; numbers and types as in FIX.5.0SP2.
    why: 'the fields of MsgTypeGrp are missing',
    from: '<fields>',
    to:
      "<fields><field number='384' name='NoMsgTypes' type='NUMINGROUP' />" +
      "<field number='385' name='MsgDirection' type='CHAR'>" +
      "<value enum='R' description='RECEIVE' /><value enum='S' description='SEND' /></field>" +
      "<field number='1410' name='DefaultVerIndicator' type='BOOLEAN' />",
  },
]

const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: node scripts/make-dictionaries.ts DIR   (DIR: folder of the QuickFIX XML files)')
  process.exit(2)
}
for (const file of FILES) {
  const text = corrected(file, readFileSync(join(folder, `${file}.xml`), 'utf8'))
  const dictionary = fromQuickFixXml(text, `${file}.xml`)
  const compact = toCompact(dictionary)
  deepStrictEqual(toCompact(fromCompact(compact)), compact, `${file} does not survive the compact form`)
  writeFileSync(new URL(`../src/dictionary/data/${file}.json`, import.meta.url), layOut(compact))
  console.log(`${file}.json: ${dictionary.messages.length} messages, ${dictionary.fields.length} fields`)
}

function corrected(file: string, text: string): string {
  return CORRECTIONS.filter((correction) => correction.in.includes(file)).reduce((result, { from, to, why }) => {
    if (!result.includes(from)) throw new Error(`${file}.xml no longer holds ${from}: remove the correction (${why})`)
    return result.replace(from, to)
  }, text)
}

/** JSON with one line for each message, component and field. */
function layOut({ name, header, trailer, messages, components, fields }: CompactDictionary): string {
  const lines = (list: readonly string[]): string =>
    list.length === 0 ? '[]' : `[\n${list.map((line) => JSON.stringify(line)).join(',\n')}\n]`
  const sorted = [...fields].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  return [
    `{ "name": ${JSON.stringify(name)},`,
    `"header": ${JSON.stringify(header)},`,
    `"trailer": ${JSON.stringify(trailer)},`,
    `"messages": ${lines(messages)},`,
    `"components": ${lines(components)},`,
    `"fields": ${lines(sorted)} }`,
    '',
  ].join('\n')
}
