/** The application that is made of rules: names are looked up once, in the dictionary of the session. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { nearest } from '../dictionary/nearest.ts'
import type { Application } from '../engine/application.ts'
import type { Condition, Fields, Rule, Rules, Scalar } from './rules-model.ts'
import { parseTemplate, Template, type TemplateValues } from './template.ts'
import { type Answering, rejectUnsupported } from './unsupported.ts'

/** A name that no dictionary has; `path` says where in the rules it stands. */
export class RuleError extends Error {
  readonly path: readonly (string | number)[]
  constructor(path: readonly (string | number)[], message: string) {
    super(message)
    this.name = 'RuleError'
    this.path = path
  }
}

interface CompiledRule {
  readonly msgType: string
  readonly conditions: readonly ((message: Message) => boolean)[]
  readonly answers: readonly { readonly msgType: string; fields(values: TemplateValues): Field[] }[]
}

export class RulesApplication implements Application {
  readonly #rules: readonly CompiledRule[]
  readonly #otherwise: Rules['otherwise']
  readonly #making: Pick<TemplateValues, 'unique' | 'now'>

  /**
   * @param dictionary - the session's
   * @param others - of the other sessions that the rules serve: what only they know is left out here
   * @throws RuleError
   */
  constructor(
    { rules, otherwise }: Rules,
    dictionary: Dictionary,
    others: readonly Dictionary[],
    making: Pick<TemplateValues, 'unique' | 'now'>,
  ) {
    const names = new Names(dictionary, others)
    this.#rules = rules.map((rule, i) => compile(rule, ['rules', i], names)).filter((rule) => rule !== undefined)
    this.#otherwise = otherwise
    this.#making = making
  }

  onMessage(message: Message, session: Answering): void {
    const rule = this.#rules.find(
      ({ msgType, conditions }) => msgType === message.msgType && conditions.every((holds) => holds(message)),
    )
    if (rule === undefined) {
      if (this.#otherwise === 'unsupported') rejectUnsupported(message, session)
      return
    }
    const values = { ...this.#making, request: message, version: session.settings.version }
    for (const answer of rule.answers) session.submit(answer.msgType, answer.fields(values))
  }
}

/** Finds tags and message types by name. */
class Names {
  readonly dictionary: Dictionary
  readonly #others: readonly Dictionary[]

  constructor(dictionary: Dictionary, others: readonly Dictionary[]) {
    this.dictionary = dictionary
    this.#others = others
  }

  /** @returns undefined when only another session's dictionary knows it */
  tag(name: string, path: readonly (string | number)[]): number | undefined {
    if (/^[1-9]\d{0,8}$/.test(name)) return Number(name)
    const field = this.dictionary.fieldByName(name)
    if (field !== undefined) return field.tag
    if (this.#others.some((other) => other.fieldByName(name) !== undefined)) return undefined
    const near = nearest(
      name,
      this.dictionary.fields.map((known) => known.name),
    )
    throw new RuleError(path, `"${name}" is no field of ${this.dictionary.name}${hint(near)}`)
  }

  /** @returns undefined when only another session's dictionary knows it */
  msgType(text: string, path: readonly (string | number)[]): string | undefined {
    const found = this.dictionary.messageByName(text)?.msgType ?? this.dictionary.message(text)?.msgType
    // A type of one or two characters may be a venue's own, which no dictionary has.
    if (found !== undefined || /^[A-Za-z0-9]{1,2}$/.test(text)) return found ?? text
    if (this.#others.some((other) => other.messageByName(text) !== undefined)) return undefined
    const near = nearest(
      text,
      this.dictionary.messages.map(({ name }) => name),
    )
    throw new RuleError(path, `"${text}" is no message of ${this.dictionary.name}${hint(near)}`)
  }

  /** What stands on the wire for a value or the label of one. */
  value(tag: number, value: Scalar): string {
    const text = typeof value === 'boolean' ? (value ? 'Y' : 'N') : String(value)
    return this.dictionary.valueOf(tag, text) ?? text
  }
}

function hint(near: readonly string[]): string {
  return near.length === 0 ? '' : `: did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`
}

function compile(rule: Rule, path: readonly (string | number)[], names: Names): CompiledRule | undefined {
  const msgType = names.msgType(rule.when.msgType, [...path, 'when', 'msgType'])
  if (msgType === undefined) return undefined
  const conditions = Object.entries(rule.when.where).map(([name, condition]) => {
    const tag = names.tag(name, [...path, 'when', 'where', name])
    return conditionOn(tag, condition, names)
  })
  const answers = rule.answer.flatMap(({ msgType: answered, fields }, i) => {
    const at = [...path, 'answer', i]
    const type = names.msgType(answered, [...at, 'msgType'])
    const filled = compileFields(fields, [...at, 'fields'], names)
    return type === undefined ? [] : [{ msgType: type, fields: filled }]
  })
  return { msgType, conditions, answers }
}

/** A field that the version does not have is absent. */
function conditionOn(tag: number | undefined, condition: Condition, names: Names): (message: Message) => boolean {
  if (typeof condition === 'object' && 'absent' in condition)
    return (message) => (tag === undefined || !message.has(tag)) === condition.absent
  if (tag === undefined) return () => false
  if (typeof condition === 'object' && 'matches' in condition) {
    const pattern = new RegExp(condition.matches, 'u')
    return (message) => pattern.test(message.text(tag) ?? '') && message.has(tag)
  }
  const wanted = (typeof condition === 'object' ? condition.in : [condition]).map((value) => names.value(tag, value))
  return (message) => wanted.includes(message.text(tag) ?? '') && message.has(tag)
}

function compileFields(
  fields: Fields,
  path: readonly (string | number)[],
  names: Names,
): (values: TemplateValues) => Field[] {
  const makers = Object.entries(fields).flatMap(([name, value]): ((values: TemplateValues) => Field[])[] => {
    const tag = names.tag(name, [...path, name])
    if (Array.isArray(value)) {
      const entries = value.map((entry, i) => {
        refuseTags(entry, [...path, name, i])
        return compileFields(entry, [...path, name, i], names)
      })
      return tag === undefined ? [] : [groupOf(tag, entries)]
    }
    const template = templateOf(tag, value, [...path, name], names)
    return tag === undefined || template === undefined ? [] : [fieldOf(tag, template)]
  })
  return (values) => makers.flatMap((make) => make(values))
}

/** Order counts in a group, and keys that are numbers do not keep it. */
function refuseTags(entry: Fields, path: readonly (string | number)[]): void {
  const tag = Object.keys(entry).find((name) => /^\d+$/.test(name))
  if (tag !== undefined && Object.keys(entry).length > 1)
    throw new RuleError([...path, tag], `"${tag}": the fields of a repeating group are stated by name, not by tag`)
}

function groupOf(tag: number, entries: readonly ((values: TemplateValues) => Field[])[]) {
  return (values: TemplateValues): Field[] => [[tag, entries.length], ...entries.flatMap((entry) => entry(values))]
}

function fieldOf(tag: number, template: Template) {
  return (values: TemplateValues): Field[] => {
    const value = template.fill(values)
    return value === undefined ? [] : [[tag, value]]
  }
}

/** A label stands for its value; text with something to put in is taken as it is. */
function templateOf(
  tag: number | undefined,
  value: Scalar,
  path: readonly (string | number)[],
  names: Names,
): Template | undefined {
  // Names of the request that only another version has are absent in every request of this one.
  const template = parseTemplate(String(value), (name) => names.tag(name, path) ?? 0)
  if (tag === undefined || !template.constant) return template
  return new Template([names.value(tag, value)])
}
