/** Passwords that would leave the house with a bundle: looked for in every transcript, and in the files that go along. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { resultKeys } from '../report/matrix.ts'
import type { Report } from '../report/report.ts'

/** Password, NewPassword, EncryptedPassword, EncryptedNewPassword: everywhere. RawData: in a Logon, where it carries a password. */
const EVERYWHERE = /(?:^|\|)(554|925|1402|1404)=(?!\*\*\*(?:\||$))/
const IN_LOGON = /\|(96)=(?!\*\*\*(?:\||$))/
const NAMES: Readonly<Record<string, string>> = {
  554: 'Password(554)',
  925: 'NewPassword(925)',
  1402: 'EncryptedPassword(1402)',
  1404: 'EncryptedNewPassword(1404)',
  96: 'RawData(96) of a Logon',
}

/** Messages with an unmasked secret: which field, where; never the value. */
export function unmaskedIn(report: Report): string[] {
  const found: string[] = []
  let keys: ReturnType<typeof resultKeys> | undefined
  for (const result of report.results)
    for (const [i, { raw, msgType }] of result.transcript.entries()) {
      const tag = (EVERYWHERE.exec(raw) ?? (msgType === 'A' ? IN_LOGON.exec(raw) : null))?.[1]
      if (tag === undefined) continue
      keys ??= resultKeys(report.results)
      found.push(`${keys.get(result)}, message ${i + 1}: ${NAMES[tag] ?? tag} is not masked`)
    }
  return found
}

/** Keys whose values are secrets, also as part of a longer name. */
const SECRET_KEY = /password|passwd|passphrase|secret|token|^(554|925|1402|1404)$|^(RawData|96)$/i
/** A value that says where the secret comes from, or that there is none. */
const HARMLESS = /^\s*$|\$\{env:\w+\}|^\*+$/

/** Secrets that are written out in a YAML file: line and key, never the value. */
export function writtenOutIn(text: string): { line: number; key: string }[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const found: { line: number; key: string }[] = []
  const look = (node: unknown, path: readonly string[]): void => {
    if (isSeq(node)) for (const item of node.items) look(item, path)
    if (!isMap(node)) return
    for (const { key, value } of node.items) {
      const name = String(isScalar(key) ? key.value : key)
      const inside = [...path, name]
      if (isScalar(value) && SECRET_KEY.test(name) && isText(value.value) && !HARMLESS.test(String(value.value)))
        found.push({ line: lines.linePos(value.range?.[0] ?? 0).line, key: inside.join('.') })
      else look(value, inside)
    }
  }
  look(document.contents, [])
  return found
}

/** `true`, or a number of seconds, is a setting that has a secret in its name. */
function isText(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}
