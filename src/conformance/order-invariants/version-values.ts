/** INV-21: values that the version does not have. */
import type { Dictionary } from '../../dictionary/dictionary.ts'
import type { FixVersion } from '../../fix/versions.ts'
import type { MessageEntry } from '../../journal/journal.ts'
import type { Notes } from './notes.ts'
import { nameOfTag, OrderTag } from './order-tags.ts'

/** Fields whose values a dictionary lists; a venue has to stay within them, for its client may reject what is beyond. */
const LISTED = [
  ...[OrderTag.ExecType, OrderTag.OrdStatus, OrderTag.OrdRejReason],
  ...[OrderTag.CxlRejReason, OrderTag.ExecRestatementReason, OrderTag.CxlRejResponseTo],
] as const

/** ExecTransType went with FIX.4.3. */
const LAST_WITH_TRANS_TYPE = 42

export function checkValues(entry: MessageEntry, version: FixVersion, dictionary: Dictionary, notes: Notes): void {
  const { message, index } = entry
  for (const tag of LISTED) {
    const value = message.text(tag)
    const listed = dictionary.fieldByTag(tag)?.values
    if (value === undefined || listed === undefined) continue
    notes.check('INV-21', index, {
      holds: listed.has(value),
      expected: `${nameOfTag(tag)} has a value that ${version.id} lists: ${[...listed.keys()].join(', ')}`,
      actual: `${nameOfTag(tag)} is ${value}`,
      tag,
      has: value,
    })
  }
  if (message.msgType !== '8') return
  const transType = message.text(OrderTag.ExecTransType)
  const wanted = version.ordinal <= LAST_WITH_TRANS_TYPE
  notes.check('INV-21', index, {
    holds: wanted ? /^[0-3]$/.test(transType ?? '') : transType === undefined,
    expected: wanted ? 'ExecTransType is 0, 1, 2 or 3' : `no ExecTransType, which ${version.id} does not have`,
    actual: transType === undefined ? 'ExecTransType is not there' : `ExecTransType is ${transType}`,
    tag: OrderTag.ExecTransType,
    value: wanted ? '0 to 3' : null,
    has: transType ?? null,
  })
}
