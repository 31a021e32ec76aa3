/** The parameters in the path of a session, by the way that it is named. */
import type { z } from 'zod'
import { partsPath, sessionPath } from './shapes.ts'

export function pathShape(inParts: boolean): z.ZodType<Record<string, string | undefined>> {
  return inParts ? partsPath : sessionPath
}
