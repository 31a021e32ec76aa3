/** All moves that the tester knows. */
import type { Move } from './move.ts'
import { ACCEPTED } from './moves/accepted.ts'
import { BEGINNINGS } from './moves/beginnings.ts'
import { CONTENT } from './moves/content.ts'
import { GAP } from './moves/gap.ts'
import { LEAVING } from './moves/leaving.ts'
import { LIFE } from './moves/life.ts'
import { NEW_SEQ_NO } from './moves/new-seq-no.ts'
import { REFUSED } from './moves/refused.ts'
import { RESEND } from './moves/resend.ts'

export const MOVES: readonly Move[] = [
  ...ACCEPTED,
  ...RESEND,
  ...CONTENT,
  ...NEW_SEQ_NO,
  ...REFUSED,
  ...GAP,
  ...LIFE,
  ...LEAVING,
  ...BEGINNINGS,
]
