/** The text of a profile: made of answers, or an existing one in which answers have changed. Pure. */
import { type Document, isMap, isSeq, parseDocument, stringify } from 'yaml'
import { type Answers, textOf } from './answers.ts'
import type { Setting, Settings } from './settings-of-answers.ts'

/** What each part of a fresh profile is about. */
const COMMENTS: Readonly<Record<string, string>> = {
  target: 'The engine that is tested, and who connects.',
  sessions:
    'One session for each version. senderCompID is ours, targetCompID is that of your engine; heartBtInt is 30 unless said.',
  logon: 'Fields of our Logon. What is secret comes from the environment and is never shown.',
  dictionary: 'What messages are judged by, in the place of the dictionary of the version.',
  capabilities: 'What your engine does, and can be made to do. What needs more is not applicable.',
  hooks: 'Commands that make it do what no FIX message can: fill in hooks.sh (docs/targets.md).',
  order: 'Orders of session cases: one that only rests, so that one report answers it.',
  trading: 'What is traded: an instrument that is open, at a price that is neither off tick nor out of band.',
  suite: 'Which cases are run, what the plan asks of them, and which deviations are known.',
}

/** @param schema - the JSON Schema for editors, as the file names it; none when it is out of reach */
export function freshProfile(answers: Answers, settings: Settings, schema: string | undefined): string {
  const head = [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
    `# ${textOf(answers, 'name')}: made by fixproof init, yours to edit. fixproof run -p ${textOf(answers, 'name')} uses it; fixproof plan`,
    `# ${textOf(answers, 'name')} --update plans again by what stands here. All keys: docs/targets.md, docs/parameters.md.`,
  ]
  const parts = Object.entries(settings).map(([key, value]) => `# ${COMMENTS[key]}\n${asYaml(key, value)}`)
  return `${head.join('\n')}\n${parts.join('')}`
}

/** Lists of words and of sessions on a line each, as people write them. */
function asYaml(key: string, value: Setting): string {
  const document = parseDocument(stringify({ [key]: value }, { lineWidth: 0 }))
  const node = document.get(key, true)
  if (isSeq(node)) {
    for (const item of node.items) if (isMap(item)) item.flow = true
    if (node.items.every((item) => !isMap(item)) && node.items.length <= 6) node.flow = true
  }
  if (isMap(node)) for (const pair of node.items) if (isSeq(pair.value)) pair.value.flow = true
  return document.toString({ lineWidth: 0, flowCollectionPadding: !(isSeq(node) && node.flow) })
}

/**
 * Puts into a profile what has changed from one set of settings to another, and leaves everything else, comments too, as
 * its author wrote it.
 */
export function changedProfile(text: string, before: Settings, after: Settings): string {
  const document = parseDocument(text)
  change(document, [], before, after)
  return asWritten(document.toString({ lineWidth: 0 }), text)
}

/** A line that says what it said before keeps its blanks: `[a, b]` and `[ a, b ]` are one to YAML, and not to its author. */
function asWritten(made: string, text: string): string {
  const key = (line: string): string => `${/^\s*/.exec(line)?.[0].length} ${line.replace(/\s/g, '')}`
  const lines = new Map(text.split('\n').map((line) => [key(line), line]))
  return made
    .split('\n')
    .map((line) => lines.get(key(line)) ?? line)
    .join('\n')
}

function change(
  document: Document,
  path: readonly (string | number)[],
  before: Setting | undefined,
  after: Setting,
): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return
  if (isRecord(before) && isRecord(after) && isMap(document.getIn(path, true) ?? document.contents)) {
    for (const [key, value] of Object.entries(after)) change(document, [...path, key], before[key], value)
    for (const key of Object.keys(before)) if (!(key in after)) document.deleteIn([...path, key])
    return
  }
  const lists = Array.isArray(before) && Array.isArray(after) && before.length === after.length
  const node = document.getIn(path, true)
  if (lists && after.every(isRecord) && isSeq(node) && node.items.length === after.length) {
    for (const [i, value] of after.entries()) change(document, [...path, i], before[i], value)
    return
  }
  document.setIn(path, document.createNode(after))
}

function isRecord(value: Setting | undefined): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
