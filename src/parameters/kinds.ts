/** What values a parameter takes, and how those in text files are spelt: each kind reads a stated value or refuses it. */

export interface Kind {
  /** `boolean`, `integer`, `enumeration`, …: as the reference calls it. */
  readonly name: string
  /** What is allowed, for error messages: `expected true or false`. */
  readonly allowed: string
  /** The same for editors, as JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>
  /** The canonical value in a box, or nothing when the stated one is not allowed. */
  read(stated: unknown): { readonly value: unknown } | undefined
}

const TRUE = ['true', 'y', 'yes', '1', 'on']
const FALSE = ['false', 'n', 'no', '0', 'off']

/** `true`/`false`, `Y`/`N`, `yes`/`no`, `on`/`off`, `1`/`0`; upper or lower case. */
export const boolean: Kind = {
  name: 'boolean',
  allowed: 'expected true or false (also Y or N, 1 or 0)',
  schema: { type: ['boolean', 'string', 'integer'] },
  read(stated) {
    const word = String(stated).trim().toLowerCase()
    return TRUE.includes(word) ? { value: true } : FALSE.includes(word) ? { value: false } : undefined
  },
}

const INT_MAX = 2_147_483_647

/** A whole number, also as decimal text. */
export function integer(min = 0, max = INT_MAX): Kind {
  return {
    name: 'integer',
    allowed: `expected a whole number from ${min} to ${max}`,
    schema: { type: ['integer', 'string'], minimum: min, maximum: max },
    read(stated) {
      const number = numberIn(stated, /^[+-]?\d+$/)
      return number !== undefined && number >= min && number <= max ? { value: number } : undefined
    },
  }
}

/** A number that may have a fraction, also as decimal text. */
export function decimal(min: number, max: number): Kind {
  return {
    name: 'number',
    allowed: `expected a number from ${min} to ${max}`,
    schema: { type: ['number', 'string'], minimum: min, maximum: max },
    read(stated) {
      const number = numberIn(stated, /^[+-]?\d+(\.\d+)?$/)
      return number !== undefined && number >= min && number <= max ? { value: number } : undefined
    },
  }
}

function numberIn(stated: unknown, shape: RegExp): number | undefined {
  const text = typeof stated === 'number' || typeof stated === 'string' ? String(stated).trim() : ''
  const number = shape.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}

const SIZES: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

/** Bytes, also with a unit: `1Mb`, `100 MiB`, `64k`. */
export function bytes(min = 0): Kind {
  return {
    name: 'size',
    allowed: `expected a number of bytes from ${min} to ${Number.MAX_SAFE_INTEGER}, or one such as 64Kb, 100Mb, 1Gb`,
    schema: { type: ['integer', 'string'], minimum: min },
    read(stated) {
      const [, digits = '', unit = ''] = /^(\d+)\s*([kmg]?)(?:i?b)?$/i.exec(String(stated).trim()) ?? []
      const size = Number(digits) * (SIZES[unit.toLowerCase()] ?? 1)
      return digits !== '' && Number.isSafeInteger(size) && size >= min ? { value: size } : undefined
    },
  }
}

/**
 * One of some values, spelt in any case.
 *
 * @param spellings - other spellings of the values, as products have them; in lower case
 */
export function oneOf(
  values: readonly (string | number)[],
  spellings: Readonly<Record<string, string | number>> = {},
): Kind {
  const known = new Map<string, string | number>(Object.entries(spellings))
  for (const value of values) known.set(String(value).toLowerCase(), value)
  const others = Object.keys(spellings)
  return {
    name: 'enumeration',
    allowed: `expected ${values.join(', ')}${others.length === 0 ? '' : ` (also ${others.join(', ')})`}`,
    schema: { examples: [...values] },
    read(stated) {
      const value = known.get(String(stated).trim().toLowerCase())
      return value === undefined ? undefined : { value }
    },
  }
}

/** Text that is not empty; a number counts as its digits. */
export const text: Kind = {
  name: 'text',
  allowed: 'expected text',
  schema: { type: ['string', 'number'] },
  read(stated) {
    if (typeof stated !== 'string' && typeof stated !== 'number') return undefined
    const value = String(stated).trim()
    return value === '' ? undefined : { value }
  },
}

/** Several values of a kind: an array, or text with `,` or `;` between them. */
export function listOf(item: Kind): Kind {
  return {
    name: `list of ${item.name}`,
    allowed: `${item.allowed}, or several of them`,
    schema: { type: ['array', 'string', 'number'] },
    read(stated) {
      const parts = Array.isArray(stated) ? stated : String(stated ?? '').split(/[,;]/)
      const given = parts.filter((part) => String(part).trim() !== '')
      const read = given.flatMap((part) => item.read(part) ?? [])
      return read.length === given.length ? { value: read.map(({ value }) => value) } : undefined
    },
  }
}

/** Accepted as it is: what nobody reads. */
export const anything: Kind = {
  name: 'any',
  allowed: 'expected anything',
  schema: {},
  read: (stated) => ({ value: stated }),
}
