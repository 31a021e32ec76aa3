/**
 * Orchestra: the standard's own machine-readable rules of engagement, XML text to model. Fields, code sets, components,
 * groups, messages with their scenarios, and rules of presence are read; actors, flows, workflow and documentation are
 * passed over.
 */
import { Dictionary, type MessageDefinition } from './dictionary.ts'
import { MAX_OPENED, openedSize } from './dictionary-limits.ts'
import { readFields } from './orchestra-fields.ts'
import { OrchestraMembers } from './orchestra-members.ts'
import { type OrchestraSource, readSource } from './orchestra-source.ts'
import type { Element } from './xml-tree.ts'

const SECTIONS = [
  ...['categories', 'sections', 'abbreviations', 'datatypes', 'codeSets', 'fields', 'components', 'groups'],
  ...['messages', 'actors', 'concepts', 'volumes', 'extensions'],
]

/** Messages of the session layer, whatever category a file puts them into. */
const SESSION = ['0', '1', '2', '3', '4', '5', 'A']

/**
 * Reads an Orchestra repository, edition 2016 or 2020 and later, with any prefix.
 *
 * @param file - the name of the file for errors
 * @throws DictionaryError with line and column: malformed XML, an element or attribute that is missing or unknown, an
 *   id, name or MsgType defined twice, a reference to what is not there, components or code sets in a circle
 */
export function fromOrchestraXml(text: string, file?: string): Dictionary {
  const { root, source } = readSource(text, file)
  const sections = new Map<string, Element>()
  for (const { kind, element } of source.children(root, SECTIONS, 'later'))
    source.once(sections, kind, element, 'section', element)
  const section = (name: string): Element | undefined => sections.get(name)
  const fieldSection = section('fields')
  if (fieldSection === undefined) throw source.error(root, 'no <fields>', 'a list of fields')
  const fields = readFields(source, {
    datatypes: section('datatypes'),
    codeSets: section('codeSets'),
    fields: fieldSection,
  })
  const members = new OrchestraMembers(source, fields, { components: section('components'), groups: section('groups') })
  const { messages, scenarios } = readMessages(source, section('messages'), members)
  return new Dictionary({
    name: nameOf(source, root),
    header: members.outer('StandardHeader'),
    trailer: members.outer('StandardTrailer'),
    fields: fields.list,
    components: members.components(),
    messages,
    scenarios,
  })
}

/** The version in the words of the standard: `FIX.5.0SP2` for version="FIX.5.0SP2_EP247", `FIXT.1.1` for name="FIXT". */
function nameOf(source: OrchestraSource, root: Element): string {
  const name = root.attributes.name ?? ''
  const version = source.attribute(root, 'version')
  if (/^FIXT(\.?1\.?1)?$/.test(name) && !version.includes('/')) return 'FIXT.1.1'
  return /^(?:FIXT\.1\.1\/)?FIXT?\.\d\.\d(?:SP\d)?/.exec(version)?.[0] ?? version
}

function readMessages(
  source: OrchestraSource,
  section: Element | undefined,
  members: OrchestraMembers,
): { messages: MessageDefinition[]; scenarios: MessageDefinition[] } {
  const byScenario = new Map<string, MessageDefinition>()
  const byId = new Map<string, Element>()
  const byName = new Map<string, string>()
  const sizes = new WeakMap()
  for (const { element } of source.children(section, ['message'])) {
    if (!source.isSupported(element)) continue
    const scenario = source.scenario(element)
    const [msgType, name] = [source.attribute(element, 'msgType'), source.attribute(element, 'name')]
    const message = readMessage(source, element, members)
    if (openedSize(message.members, sizes) > MAX_OPENED)
      throw source.error(
        element,
        `message "${name}" opens to more than ${MAX_OPENED} members`,
        'fewer components in components',
      )
    source.once(byScenario, `${msgType}\n${scenario}`, message, 'msgType', element)
    if (element.attributes.id !== undefined)
      source.once(byId, `${source.id(element)}\n${scenario}`, element, 'message id', element)
    if ((byName.get(name) ?? msgType) !== msgType)
      throw source.error(element, `message name "${name}" is defined twice`, 'one name for each msgType')
    byName.set(name, msgType)
  }
  const all = [...byScenario.values()]
  const main = new Map<string, MessageDefinition>()
  for (const message of all) {
    if (message.scenario === undefined || !main.has(message.msgType)) main.set(message.msgType, message)
  }
  const messages = [...main.values()]
  return { messages, scenarios: all.filter((message) => !messages.includes(message)) }
}

function readMessage(source: OrchestraSource, element: Element, reader: OrchestraMembers): MessageDefinition {
  if (element.attributes.extends !== undefined)
    throw source.error(
      element,
      'a message that extends another',
      'its members written out: extends is read of code sets',
    )
  const structures = source.children(element, ['structure', 'responses']).filter(({ kind }) => kind === 'structure')
  const [structure, second] = structures
  if (structure === undefined || second !== undefined) {
    const many = structure === undefined ? 'no <structure>' : 'several <structure>'
    throw source.error(second?.element ?? element, `message "${element.attributes.name}" has ${many}`, 'one')
  }
  const { members, rules } = reader.read(structure.element)
  const [msgType, scenario] = [source.attribute(element, 'msgType'), source.scenario(element)]
  return {
    msgType,
    name: source.attribute(element, 'name'),
    category: SESSION.includes(msgType) || element.attributes.category === 'Session' ? 'admin' : 'app',
    members,
    ...(scenario === 'base' ? {} : { scenario }),
    ...(rules.length === 0 ? {} : { rules }),
  }
}
