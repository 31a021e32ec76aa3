/** Spellings of enumeration labels: QuickFIX writes `VALUE_IS_INCORRECT`, people read `Value is incorrect`. */

/** Words that are not to be written in small letters, in their right spelling. */
const SPELT: ReadonlyMap<string, string> = new Map(
  [
    ...[
      'ID',
      'IDs',
      'FIX',
      'XML',
      'IOI',
      'US',
      'UK',
      'EU',
      'USD',
      'ISO',
      'ISIN',
      'CUSIP',
      'SEDOL',
      'RIC',
      'BIC',
      'MIC',
    ],
    ...['OTC', 'FX', 'ETF', 'NYSE', 'AMEX', 'NASDAQ', 'CME', 'CFI', 'LEI', 'URI', 'PDF', 'SWIFT', 'DK', 'VWAP', 'TWAP'],
    ...['PKCS', 'DES', 'PGP', 'PEM', 'MD5', 'SP1', 'SP2', 'GTC', 'GTD', 'LIBOR', 'EURIBOR', 'SOFR', 'ISDA', 'FpML'],
    ...['NDF', 'CDS', 'IRS', 'FINRA', 'SEC', 'CFTC', 'ESMA', 'MiFID', 'MTF', 'OTF', 'RFQ', 'CCP', 'CSD', 'DTC', 'AON'],
    ...[
      'CompID',
      'MsgType',
      'MsgSeqNum',
      'NumInGroup',
      'SendingTime',
      'PossDup',
      'PossResend',
      'NextExpectedMsgSeqNum',
    ],
  ].map((word) => [word.toUpperCase(), word]),
)

/** Names of fields that QuickFIX takes apart in some versions (`COMP_ID`) and not in others (`COMPID`). */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/NEXT_EXPECTED_MSG_SEQ_NUM/g, 'NEXTEXPECTEDMSGSEQNUM'],
  [/MSG_SEQ_NUM/g, 'MSGSEQNUM'],
  [/COMP_ID(?![A-Z])/g, 'COMPID'],
  [/MSG_TYPE/g, 'MSGTYPE'],
  [/NUM_IN_GROUP/g, 'NUMINGROUP'],
  [/SENDING_TIME/g, 'SENDINGTIME'],
]

/** A QuickFIX label in sentence case: `COMP_ID_PROBLEM` gives `CompID problem`. Labels in other spellings stay as they are. */
export function readableLabel(label: string | undefined): string {
  if (label === undefined || !/^[A-Z0-9_]+$/.test(label)) return label ?? ''
  let joined = label
  for (const [pattern, name] of JOINED) joined = joined.replace(pattern, name)
  const words = joined.split('_').filter((word) => word !== '')
  return words
    .map((word, i) => {
      const spelt = SPELT.get(word)
      if (spelt !== undefined) return spelt
      if (/[0-9]/.test(word) && word.length <= 5) return word
      return i === 0 ? word.charAt(0) + word.slice(1).toLowerCase() : word.toLowerCase()
    })
    .join(' ')
}

/** What all spellings of a label have in common: letters and digits, case folded. */
export function labelKey(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '').toLowerCase()
}

/** The same without what stands in parentheses: `Value is incorrect (out of range)`. */
export function looseLabelKey(text: string): string {
  return labelKey(text.replace(/\([^)]*\)/g, ''))
}
