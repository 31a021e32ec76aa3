/** BeginString(8) stays the one of the session. Session test cases 2.h, 2.i. */
import { Tag } from '../../fix/tags.ts'
import type { Rule } from '../rule.ts'
import { wordsOf } from '../texts.ts'

export const beginString: Rule = ({ settings }, message) => {
  const received = message.text(Tag.BeginString)
  if (received === settings.version.beginString) return undefined
  return {
    response: 'logout',
    refTagID: Tag.BeginString,
    text: wordsOf(settings).beginString(settings.version.beginString, received),
  }
}
