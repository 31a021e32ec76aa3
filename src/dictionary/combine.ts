/** Session and application layer as one dictionary, for FIXT.1.1 with an application version. */
import { type Component, Dictionary, type Field, type Member } from './dictionary.ts'
import { componentMember, lazyComponent, lazyMessage } from './lazy.ts'

/**
 * One view of both layers: header, trailer and messages of the session layer, then the messages of the application
 * layer, and the fields of both. A field that both define has the session's type and the values of both, since later
 * texts extend the enumerations of the session layer on the application's side (SessionStatus(1409) = 9, 10).
 *
 * @see FIX Session Layer Technical Specification, FIXT.1.1: transport independence
 */
export function combine(session: Dictionary, application: Dictionary): Dictionary {
  const fields = new Map<number, Field>(application.fields.map((field) => [field.tag, field]))
  for (const field of session.fields) fields.set(field.tag, merged(field, fields.get(field.tag)))

  const components = new Map<string, Component>()
  const rebind = (members: readonly Member[]): readonly Member[] =>
    members.map((member): Member => {
      if (member.kind === 'component') {
        return componentMember(components.get(member.name) as Component, member.required)
      }
      if (member.kind === 'field') return { ...member, field: fields.get(member.field.tag) as Field }
      return { ...member, count: fields.get(member.count.tag) as Field, members: rebind(member.members) }
    })
  // A component that both layers name is the session's; only Hop and MsgType groups are, and no application message uses them.
  for (const { components: list } of [application, session]) {
    for (const component of list) {
      components.set(
        component.name,
        lazyComponent(component.name, () => rebind(component.members)),
      )
    }
  }

  const sessionTypes = new Set(session.messages.map((message) => message.msgType))
  const messages = [...session.messages, ...application.messages.filter((m) => !sessionTypes.has(m.msgType))]
  return new Dictionary({
    name: `${session.name}/${application.name}`,
    header: rebind(session.header),
    trailer: rebind(session.trailer),
    fields: [...fields.values()].sort((a, b) => a.tag - b.tag),
    components: [...components.values()],
    messages: messages.map((m) => lazyMessage(m.msgType, m.name, m.category, () => rebind(m.members))),
  })
}

function merged(session: Field, application: Field | undefined): Field {
  if (application?.values === undefined) return session
  return { ...session, values: new Map([...application.values, ...(session.values ?? [])]) }
}
