/**
 * What a FIX version, or a venue's dialect of it, is made of: fields, messages, groups and components, with the
 * look-ups that the rest needs. Pure: where the facts come from (built-in data, QuickFIX XML, Orchestra, a delta) is not known here.
 */
import { labelKey, looseLabelKey, readableLabel } from './labels.ts'

/** A field. `type` is the name of the standard's data type in capitals, as QuickFIX writes it: `UTCTIMESTAMP`. */
export interface Field {
  readonly tag: number
  readonly name: string
  readonly type: string
  /** Values of the enumeration and their labels in QuickFIX spelling (`PARTIALLY_FILLED`); absent: any value. */
  readonly values?: ReadonlyMap<string, string>
  /** The enumeration is not the end: the type allows values beside it, such as Orchestra's `Reserved100Plus`. */
  readonly open?: true
}

export interface FieldMember {
  readonly kind: 'field'
  readonly field: Field
  readonly required: boolean
  /** The one value that the field has here (Orchestra `presence="constant"`); absent: any that the field allows. */
  readonly constant?: string
}

/** A repeating group: the NumInGroup field that counts it, and what one entry holds. */
export interface GroupMember {
  readonly kind: 'group'
  readonly count: Field
  readonly required: boolean
  readonly members: readonly Member[]
}

/** A component where it is used; `members` is the component's own list, shared by all uses. */
export interface ComponentMember {
  readonly kind: 'component'
  readonly name: string
  readonly required: boolean
  readonly members: readonly Member[]
}

export type Member = FieldMember | GroupMember | ComponentMember

export interface Component {
  readonly name: string
  readonly members: readonly Member[]
}

/** When a member of a message is needed or not allowed: an Orchestra `<rule>` of a reference. */
export interface PresenceRule {
  readonly name: string
  /** Names of the counting fields of the groups on the way to the member (`NoPartyIDs`), outermost first; usually []. */
  readonly path: readonly string[]
  /** Name of the field, of the group's counting field, or of the component that it is about. */
  readonly member: string
  readonly presence: 'required' | 'optional' | 'forbidden' | 'ignored'
  /** A Score expression, as written: `OrdType == ^Limit`. */
  readonly when: string
}

export interface MessageDefinition {
  readonly msgType: string
  readonly name: string
  readonly category: 'admin' | 'app'
  /** The body; header and trailer are those of the dictionary. */
  readonly members: readonly Member[]
  /** Which use of the message this is, as Orchestra names it; absent: `base`. */
  readonly scenario?: string
  /** Conditional presence of members, of those in components and groups too; absent: none. */
  readonly rules?: readonly PresenceRule[]
}

export interface DictionaryParts {
  readonly name: string
  readonly header: readonly Member[]
  readonly trailer: readonly Member[]
  readonly fields: readonly Field[]
  readonly components: readonly Component[]
  readonly messages: readonly MessageDefinition[]
  /** Further scenarios of messages, each beside the one in `messages` of the same MsgType. */
  readonly scenarios?: readonly MessageDefinition[]
}

/** Types whose value is a list, one blank between its items. */
const LIST_TYPES: ReadonlySet<string> = new Set(['MULTIPLEVALUESTRING', 'MULTIPLESTRINGVALUE', 'MULTIPLECHARVALUE'])

/** True when a value of this field may hold several items with one blank between. */
export function isListType(type: string): boolean {
  return LIST_TYPES.has(type)
}

/** One version of FIX, or a dialect of it. Lists keep the order of their source. */
export class Dictionary {
  /** `FIX.4.4`, `FIXT.1.1`, `FIX.5.0SP2`; for session and application together `FIXT.1.1/FIX.5.0SP2`. */
  readonly name: string
  /** Fields of the header, in their order. */
  readonly header: readonly Member[]
  /** Fields of the trailer, in their order. */
  readonly trailer: readonly Member[]
  /** Every field that the version defines. */
  readonly fields: readonly Field[]
  /** Every component, those that no message uses included. */
  readonly components: readonly Component[]
  /** Every message, of the session and of the application. */
  readonly messages: readonly MessageDefinition[]
  /** Further scenarios of messages; empty unless the dictionary came from Orchestra. */
  readonly scenarios: readonly MessageDefinition[]
  readonly #byTag: ReadonlyMap<number, Field>
  readonly #byName: ReadonlyMap<string, Field>
  readonly #byMsgType: ReadonlyMap<string, MessageDefinition>
  readonly #byMessageName: ReadonlyMap<string, MessageDefinition>
  readonly #byComponent: ReadonlyMap<string, Component>

  constructor(parts: DictionaryParts) {
    this.name = parts.name
    this.header = parts.header
    this.trailer = parts.trailer
    this.fields = parts.fields
    this.components = parts.components
    this.messages = parts.messages
    this.scenarios = parts.scenarios ?? []
    this.#byTag = new Map(parts.fields.map((field) => [field.tag, field]))
    this.#byName = new Map(parts.fields.map((field) => [field.name, field]))
    this.#byMsgType = new Map(parts.messages.map((message) => [message.msgType, message]))
    this.#byMessageName = new Map(parts.messages.map((message) => [message.name, message]))
    this.#byComponent = new Map(parts.components.map((component) => [component.name, component]))
  }

  /** The field with this number, undefined when the version has none. */
  fieldByTag(tag: number): Field | undefined {
    return this.#byTag.get(tag)
  }

  /** The field with exactly this name, undefined when there is none. */
  fieldByName(name: string): Field | undefined {
    return this.#byName.get(name)
  }

  /** The message with this MsgType(35), undefined when there is none. */
  message(msgType: string): MessageDefinition | undefined {
    return this.#byMsgType.get(msgType)
  }

  /** The message with exactly this name, undefined when there is none. */
  messageByName(name: string): MessageDefinition | undefined {
    return this.#byMessageName.get(name)
  }

  /** Further scenarios of the message beside `message(msgType)`, in the order of their source; usually none. */
  scenariosOf(msgType: string): readonly MessageDefinition[] {
    return this.scenarios.filter((scenario) => scenario.msgType === msgType)
  }

  /** The component with exactly this name, undefined when there is none. */
  component(name: string): Component | undefined {
    return this.#byComponent.get(name)
  }

  /**
   * The label of a value as people read it: `labelOf(39, '1')` gives `Partially filled`.
   *
   * @returns for a list of values their labels with a comma between; undefined when a value has no label
   */
  labelOf(tag: number, value: string): string | undefined {
    const field = this.#byTag.get(tag)
    if (field?.values === undefined) return undefined
    const label = field.values.get(value)
    if (label !== undefined) return readableLabel(label)
    if (!isListType(field.type)) return undefined
    const labels = value.split(' ').map((item) => field.values?.get(item))
    return labels.every((item) => item !== undefined) ? labels.map(readableLabel).join(', ') : undefined
  }

  /**
   * The value to put on the wire for what a person wrote: the value itself, or its label in any spelling
   * (`PARTIALLY_FILLED`, `Partially filled`, `partially-filled`; words in parentheses may be added). For a list field
   * several labels or values, with a comma between. A value goes before a label of the same spelling.
   *
   * @param fieldName - name or tag of the field
   * @returns undefined when the field is unknown, has no enumeration, or has no such value
   */
  valueOf(fieldName: string | number, labelOrValue: string): string | undefined {
    const field = typeof fieldName === 'number' ? this.#byTag.get(fieldName) : this.#byName.get(fieldName)
    if (field?.values === undefined) return undefined
    const values = field.values
    const single = findValue(values, labelOrValue) ?? yesOrNo(field.type, labelOrValue)
    if (single !== undefined || !isListType(field.type)) return single
    if (labelOrValue.split(' ').every((item) => values.has(item))) return labelOrValue
    const items = labelOrValue.split(',').map((item) => findValue(values, item.trim()))
    return items.every((item) => item !== undefined) ? items.join(' ') : undefined
  }
}

/** Some sources label Y and N by what they mean (`Gap fill message`); yes and no are understood all the same. */
function yesOrNo(type: string, text: string): string | undefined {
  if (type !== 'BOOLEAN') return undefined
  const word = labelKey(text)
  return word === 'yes' ? 'Y' : word === 'no' ? 'N' : undefined
}

function findValue(values: ReadonlyMap<string, string>, text: string): string | undefined {
  if (values.has(text)) return text
  for (const key of [labelKey(text), looseLabelKey(text)]) {
    if (key === '') continue
    for (const [value, label] of values) if (labelKey(label) === key) return value
  }
  return undefined
}
