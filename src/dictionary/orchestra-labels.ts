/** Names of codes: Orchestra writes `PartiallyFilled` where QuickFIX, and so our model, writes `PARTIALLY_FILLED`. */

/** The label in QuickFIX spelling. One that is in it already stays as it is. */
export function quickFixLabel(name: string): string {
  return name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
}

/** The name that `quickFixLabel` reads as this label: in Orchestra's spelling where that can be read back. */
export function orchestraName(label: string): string {
  const name = label
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('')
  return quickFixLabel(name) === label ? name : label
}
