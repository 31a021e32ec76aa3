/**
 * Parts of a dictionary whose members are made when they are first read. A version has up to 150 messages and 900
 * groups; a run uses a few of them.
 */
import type { Component, ComponentMember, Member, MessageDefinition } from './dictionary.ts'

type Make = () => readonly Member[]

export function lazyMessage(
  msgType: string,
  name: string,
  category: MessageDefinition['category'],
  make: Make,
): MessageDefinition {
  let members: readonly Member[] | undefined
  return {
    msgType,
    name,
    category,
    get members() {
      members ??= make()
      return members
    },
  }
}

export function lazyComponent(name: string, make: Make): Component {
  let members: readonly Member[] | undefined
  return {
    name,
    get members() {
      members ??= make()
      return members
    },
  }
}

/** A use of a component; the component's members are not touched before they are read. */
export function componentMember(component: Component, required: boolean): ComponentMember {
  return {
    kind: 'component',
    name: component.name,
    required,
    get members() {
      return component.members
    },
  }
}
