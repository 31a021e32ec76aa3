/** All defects that a failure is compared with. The special come before the general. */
import type { DefectClass } from './defect.ts'
import { DEFECTS_OF_ANSWERS } from './defects-of-answers.ts'
import { DEFECTS_OF_CLIENTS } from './defects-of-clients.ts'
import { DEFECTS_OF_NUMBERING } from './defects-of-numbering.ts'
import { DEFECTS_OF_RESENDS } from './defects-of-resends.ts'
import { DEFECTS_OF_SESSIONS } from './defects-of-sessions.ts'
import { DEFECTS_OF_VALIDATION } from './defects-of-validation.ts'
import { DEFECTS_OF_VENUES } from './defects-of-venues.ts'

export const DEFECTS: readonly DefectClass[] = [
  ...DEFECTS_OF_VENUES,
  ...DEFECTS_OF_ANSWERS,
  ...DEFECTS_OF_CLIENTS,
  ...DEFECTS_OF_SESSIONS,
  ...DEFECTS_OF_RESENDS,
  ...DEFECTS_OF_VALIDATION,
  ...DEFECTS_OF_NUMBERING,
]
