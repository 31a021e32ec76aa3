/** Two written messages compared field by field, wherever their engines put the fields. */

/** What differs without a difference in the work: the lengths, the sum and the times of day. */
const LEFT_OUT: ReadonlySet<string> = new Set(['9', '10', '52', '60'])

/** @param text - one message with `|` for SOH @returns `tag=value` of each field, sorted */
function fieldsOf(text: string): string[] {
  return text
    .split('|')
    .filter((field) => field !== '' && !LEFT_OUT.has(field.slice(0, field.indexOf('='))))
    .sort()
}

/** @returns `only here: 55=IBM` and `only there: …`; empty when both hold the same fields */
export function differences(here: string, there: string): string[] {
  const [left, right] = [fieldsOf(here), fieldsOf(there)]
  return [
    ...left.filter((field) => !right.includes(field)).map((field) => `only here: ${field}`),
    ...right.filter((field) => !left.includes(field)).map((field) => `only there: ${field}`),
  ]
}

/** BodyLength(9) says what stands between it and CheckSum(10), and the sum is right. */
export function isFramed(text: string): boolean {
  const wire = text.replaceAll('|', '\x01')
  const body = wire.indexOf('\x01', wire.indexOf('\x019=') + 1) + 1
  const trailer = wire.lastIndexOf('\x0110=') + 1
  const length = Number(/\x019=(\d+)\x01/.exec(wire)?.[1])
  const stated = wire.slice(trailer + 3, -1)
  let sum = 0
  for (let i = 0; i < trailer; i++) sum += wire.charCodeAt(i)
  return length === trailer - body && stated === String(sum % 256).padStart(3, '0')
}
