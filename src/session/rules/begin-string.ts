/** BeginString(8) stays the one of the session. Session test cases 2.h, 2.i. */
import { hasText } from '../../codec/same-text.ts'
import { Tag } from '../../fix/tags.ts'
import type { Rule } from '../rule.ts'
import { wordsOf } from '../texts.ts'

export const beginString: Rule = ({ settings }, message) => {
  if (hasText(message, Tag.BeginString, settings.version.beginString)) return undefined
  return {
    response: 'logout',
    refTagID: Tag.BeginString,
    text: wordsOf(settings).beginString(settings.version.beginString, message.text(Tag.BeginString)),
  }
}
