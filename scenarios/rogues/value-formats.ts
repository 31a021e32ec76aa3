/** Whether a value has the format of its type, by the data types of the standard. */

const INT = /^-?\d+$/
const DIGITS = /^\d+$/
const DECIMAL = /^-?(\d+\.?\d*|\.\d+)$/
const TIME = '([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d{1,12})?'
const DATE = '\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])'

const FORMATS: Readonly<Record<string, RegExp>> = {
  INT,
  // A number below 1 is a wrong value, not a wrong format.
  SEQNUM: INT,
  TAGNUM: DIGITS,
  LENGTH: DIGITS,
  NUMINGROUP: DIGITS,
  DAYOFMONTH: DIGITS,
  FLOAT: DECIMAL,
  QTY: DECIMAL,
  QUANTITY: DECIMAL,
  PRICE: DECIMAL,
  PRICEOFFSET: DECIMAL,
  AMT: DECIMAL,
  PERCENTAGE: DECIMAL,
  CHAR: /^.$/s,
  BOOLEAN: /^[YN]$/,
  UTCTIMESTAMP: new RegExp(`^${DATE}-${TIME}$`),
  UTCTIMEONLY: new RegExp(`^${TIME}$`),
  UTCDATE: new RegExp(`^${DATE}$`),
  UTCDATEONLY: new RegExp(`^${DATE}$`),
  LOCALMKTDATE: new RegExp(`^${DATE}$`),
  MONTHYEAR: /^\d{4}(0[1-9]|1[0-2])((0[1-9]|[12]\d|3[01])|w[1-5])?$/,
}

/** Up to FIX.4.1 a char is any text. */
const CHAR_IS_ONE_SINCE = 42

/** A type that is not known has any format. @param ordinal - of the version */
export function hasFormat(type: string, text: string, ordinal: number): boolean {
  if (type === 'CHAR' && ordinal < CHAR_IS_ONE_SINCE) return true
  return FORMATS[type]?.test(text) ?? true
}
