/** Deviations of real venues that a profile may declare: what is noted there is no finding. */

/** Names for `trading.tolerates` of a profile, and what each of them means. */
export const TOLERATED = {
  finalFillAsPartial:
    'the last fill is told with OrdStatus Partially filled, and Filled only later by a status (INV-4)',
  newOrderIDOnReplace: 'a replace gives the order another OrderID (INV-12)',
  replaceResetsCumQty:
    'a replace begins a new order, whose CumQty does not hold what the old one traded (INV-5, INV-6)',
  lateFills: 'a fill that was made before the cancel may be told behind it, with OrdStatus Canceled (INV-18)',
  overfill: 'an order may trade more than its OrderQty (INV-7)',
} as const

export type Toleration = keyof typeof TOLERATED

/** For the model of a profile. */
export const TOLERATIONS: readonly Toleration[] = Object.keys(TOLERATED) as Toleration[]
