/** How the rows of the application catalogue are written: what most of them share is said once. */
import { BOTH_PARTS, BOTH_ROLES, type Level, type Part, type Requirement } from './requirement.ts'

/** Parts of the target: the venue (we play its client), the client (we play its venue), or both in mirrored steps. */
type Whom = 'V' | 'C' | 'V/C'
type Since = 'all' | '4.2' | '≥4.4' | '5.0'
/** `venue`: a must of targets whose profile declares that they have it. */
type Strength = Level | 'venue'

/** `V/C all must`: whom it concerns, in which versions, how strong. */
export type Facts = `${Whom} ${Since} ${Strength}`

export interface More {
  /** Where it comes from; by default the messages of the group for a must, and practice for what is less. */
  readonly clause?: string
  readonly rule?: string
  /** Names elsewhere, `; ` between them. */
  readonly map?: string
  readonly doubtful?: string
  readonly untestable?: string
}

export type Row = (id: string, facts: Facts, title: string, sentence: string, more?: More) => Requirement

const PARTS: Readonly<Record<string, readonly Part[]>> = { V: ['venue'], C: ['client'], 'V/C': BOTH_PARTS }

const VERSIONS: Readonly<Record<string, Pick<Requirement, 'since' | 'until'>>> = {
  all: { since: 'FIX.4.2' },
  '4.2': { since: 'FIX.4.2', until: 'FIX.4.2' },
  '≥4.4': { since: 'FIX.4.4' },
  '5.0': { since: 'FIXT.1.1/FIX.5.0SP2' },
}

const PRACTICE = 'Practice of venues and clients'
const STATES = 'FIX Order State Changes'

/** Matrices whose rows could not be read again in a public copy of the standard. */
export const REBUILT_MATRICES: ReadonlySet<string> = new Set(
  'A.1.a B.1.d C.1.a C.1.c D.2.a D.2.c F.1.a G.1.a G.1.b G.1.c H.1.b I.1.a I.1.b J.1.d K.1.a K.1.b L.1.b'.split(' '),
)

export const REBUILT =
  'The rows of this matrix were rebuilt from its siblings and not read again in a public copy of the standard.'

/** @param messages - of the standard that a must of the group comes from, where the row says nothing else */
export function rowsAbout(messages: string): Row {
  return (id, facts, title, sentence, more = {}) => {
    const [whom = '', since = '', strength = ''] = facts.split(' ')
    const map = more.map === undefined ? [] : more.map.split('; ')
    const level = strength === 'venue' ? 'must' : (strength as Level)
    return {
      id,
      title,
      sentence,
      ...sourceOf(level, strength === 'venue', messages, map, more),
      level,
      roles: BOTH_ROLES,
      parts: PARTS[whom] ?? BOTH_PARTS,
      ...(strength === 'venue' ? { optional: true } : {}),
      ...VERSIONS[since],
      ...(map.length === 0 ? {} : { map }),
      ...(more.rule === undefined ? {} : { rule: more.rule }),
      ...(more.untestable === undefined ? {} : { untestable: more.untestable }),
    }
  }
}

/** A matrix that shows the case goes before the text of messages, unless it is one that was rebuilt. */
function sourceOf(
  level: Level,
  optional: boolean,
  messages: string,
  map: readonly string[],
  more: More,
): Pick<Requirement, 'clause' | 'doubtful'> {
  const doubt = more.doubtful === undefined ? {} : { doubtful: more.doubtful }
  if (more.clause !== undefined) return { clause: more.clause, ...doubt }
  const matrices = map.flatMap((name) => /^[A-L]\.\d\.[a-f]/.exec(name)?.[0] ?? [])
  const read = matrices.filter((name) => !REBUILT_MATRICES.has(name))
  if (read.length > 0) return { clause: `${STATES}, ${read.join(' and ')}`, ...doubt }
  if (level === 'must' && !optional) return { clause: `FIX Application Layer, ${messages}`, ...doubt }
  const [rebuilt] = matrices
  if (rebuilt !== undefined) return { clause: `${STATES}, ${rebuilt}`, doubtful: more.doubtful ?? REBUILT }
  return { clause: PRACTICE, ...doubt }
}
