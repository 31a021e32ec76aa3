/** How strict validation is. Names and defaults follow the validation parameters of engines in use. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'

/** Whose words are used for what is wrong. */
export type Texts = 'standard' | 'quickfix' | 'antenna'

export interface ValidationOptions {
  /** Tags 5000–9999 and 20000–39999 that the dictionary does not define are accepted (default true). */
  readonly allowUserDefined?: boolean
  /** Tags that the dictionary does not define, or not for this message, are accepted (default false). */
  readonly allowUnknownTags?: boolean
  /** Empty values are accepted (default false). */
  readonly allowEmptyValues?: boolean
  /** A NumInGroup of 0 is accepted (default true: practical case, "process"). */
  readonly allowZeroNumInGroup?: boolean
  /** Formats and enumerations are checked (default true). */
  readonly checkValues?: boolean
  /** A value that is not in the enumeration of its field is accepted; its format is checked all the same (default false). */
  readonly allowUnknownEnumValues?: boolean
  /** Every field begins with a tag, a number without leading zeros, and `=`; no piece of a value stands alone (default true). */
  readonly checkWellFormedness?: boolean
  /** Required tags are checked (default true). */
  readonly checkRequired?: boolean
  /** Required tags within group entries are checked (default true). */
  readonly checkRequiredInGroups?: boolean
  /** Count, delimiter and order of repeating groups are checked (default true). */
  readonly checkGroups?: boolean
  /** Header, body and trailer must come in this order (default true). */
  readonly checkOrder?: boolean
  /** No tag may come twice outside repeating groups (default true). */
  readonly checkDuplicates?: boolean
  /** Fields required under a condition, such as Price(44) of a limit order, are checked (default true). */
  readonly checkConditional?: boolean
  /**
   * Most digits of a fraction of a second (default: none before FIX.4.2, 3 up to FIX.4.4, 12 with FIXT.1.1, where
   * finer times are by agreement).
   */
  readonly timestampFraction?: number
  /** Whose words findings have; `quickfix` leaves out some fields, too (default `standard`). */
  readonly texts?: Texts
  /** Default: the version that the dictionary's name tells, FIXT.1.1/FIX.5.0SP2 when it tells none. */
  readonly version?: FixVersion
}

export type Settings = Required<ValidationOptions>

/** The options with their defaults filled in. */
export function settingsFor(dictionary: Dictionary, options: ValidationOptions): Settings {
  const version = options.version ?? findVersion(dictionary.name) ?? (VERSIONS.at(-1) as FixVersion)
  return {
    allowUserDefined: true,
    allowUnknownTags: false,
    allowEmptyValues: false,
    allowZeroNumInGroup: true,
    checkValues: true,
    allowUnknownEnumValues: false,
    checkWellFormedness: true,
    checkRequired: true,
    checkRequiredInGroups: true,
    checkGroups: true,
    checkOrder: true,
    checkDuplicates: true,
    checkConditional: true,
    texts: 'standard',
    timestampFraction: version.beginString === 'FIXT.1.1' ? 12 : version.timestampFraction,
    ...options,
    version,
  }
}

/**
 * True for the numbers that are free for agreements between parties.
 *
 * @see FIX standard, user-defined tags: 5000 to 9999, since 2009 also 20000 to 39999
 */
export function isUserDefined(tag: number): boolean {
  return (tag >= 5000 && tag <= 9999) || (tag >= 20000 && tag <= 39999)
}
