/**
 * Fields of type data and the Length field that stands directly before each. Their value may hold any byte, SOH
 * included, so a reader must take its length from the field before it. All versions together: no number was ever
 * given a second meaning.
 * Source: field lists of FIX.4.0 to FIX.5.0SP2 and FIXT.1.1.
 */
const PAIRS: readonly (readonly [length: number, data: number])[] = [
  [90, 91], // SecureData
  [93, 89], // Signature
  [95, 96], // RawData
  [212, 213], // XmlData
  [348, 349], // EncodedIssuer
  [350, 351], // EncodedSecurityDesc
  [352, 353], // EncodedListExecInst
  [354, 355], // EncodedText
  [356, 357], // EncodedSubject
  [358, 359], // EncodedHeadline
  [360, 361], // EncodedAllocText
  [362, 363], // EncodedUnderlyingIssuer
  [364, 365], // EncodedUnderlyingSecurityDesc
  [445, 446], // EncodedListStatusText
  [618, 619], // EncodedLegIssuer
  [621, 622], // EncodedLegSecurityDesc
  [1184, 1185], // SecurityXML
  [1277, 1278], // DerivativeEncodedIssuer
  [1280, 1281], // DerivativeEncodedSecurityDesc
  [1282, 1283], // DerivativeSecurityXML
  [1397, 1398], // EncodedMktSegmDesc
  [1401, 1402], // EncryptedPassword
  [1403, 1404], // EncryptedNewPassword
  [1468, 1469], // EncodedSecurityListDesc
  [1525, 1527], // EncodedDocumentationText
  [1578, 1579], // EncodedEventText
  [1620, 1621], // InstrumentScopeEncodedSecurityDesc
  [1664, 1665], // EncodedRejectText
  [1678, 1697], // EncodedOptionExpirationDesc
  [1733, 1734], // EncodedFirmAllocText
  [1871, 1872], // LegSecurityXML
  [1874, 1875], // UnderlyingSecurityXML
  [2072, 2073], // EncodedUnderlyingEventText
  [2074, 2075], // EncodedLegEventText
  [2111, 2112], // EncodedAttachment
  [2179, 2180], // EncodedLegOptionExpirationDesc
  [2287, 2288], // EncodedUnderlyingOptionExpirationDesc
  [2351, 2352], // EncodedComplianceText
  [2372, 2371], // EncodedTradeContinuationText
  [2481, 2482], // EncodedMDStatisticDesc
  [2494, 2493], // EncodedLegDocumentationText
  [2522, 2521], // EncodedWarningText
  [2637, 2638], // EncodedMiscFeeSubTypeDesc
  [2651, 2652], // EncodedCommissionDesc
  [2665, 2666], // EncodedAllocCommissionDesc
  [2715, 2716], // EncodedFinancialInstrumentFullName
  [2718, 2719], // EncodedLegFinancialInstrumentFullName
  [2721, 2722], // EncodedUnderlyingFinancialInstrumentFullName
  [2797, 2798], // EncodedMatchExceptionText
  [2802, 2801], // EncodedReplaceText
  [2809, 2808], // EncodedCancelText
  [2815, 2814], // EncodedPostTradePaymentDesc
  [40004, 40005], // EncodedAdditionalTermBondDesc
  [40008, 40009], // EncodedAdditionalTermBondIssuer
  [40978, 40979], // EncodedLegStreamText
  [40980, 40981], // EncodedLegProvisionText
  [40982, 40983], // EncodedStreamText
  [40984, 40985], // EncodedPaymentText
  [40986, 40987], // EncodedProvisionText
  [40988, 40989], // EncodedUnderlyingStreamText
  [41083, 41084], // EncodedDeliveryStreamCycleDesc
  [41101, 41102], // EncodedMarketDisruptionFallbackUnderlierSecurityDesc
  [41107, 41108], // EncodedExerciseDesc
  [41256, 41257], // EncodedStreamCommodityDesc
  [41320, 41321], // EncodedLegAdditionalTermBondDesc
  [41324, 41325], // EncodedLegAdditionalTermBondIssuer
  [41458, 41459], // EncodedLegDeliveryStreamCycleDesc
  [41476, 41477], // EncodedLegMarketDisruptionFallbackUnderlierSecurityDesc
  [41482, 41483], // EncodedLegExerciseDesc
  [41653, 41654], // EncodedLegStreamCommodityDesc
  [41710, 41711], // EncodedUnderlyingAdditionalTermBondDesc
  [41806, 41807], // EncodedUnderlyingDeliveryStreamCycleDesc
  [41811, 41812], // EncodedUnderlyingExerciseDesc
  [41873, 41874], // EncodedUnderlyingMarketDisruptionFallbackUnderlierSecurityDesc
  [41969, 41970], // EncodedUnderlyingStreamCommodityDesc
  [42025, 42026], // EncodedUnderlyingAdditionalTermBondIssuer
  [42171, 42172], // EncodedUnderlyingProvisionText
  [42451, 42452], // LegPaymentStreamFormulaImage
  [42652, 42653], // PaymentStreamFormulaImage
  [42947, 42948], // UnderlyingPaymentStreamFormulaImage
  [43109, 42684], // PaymentStreamFormula
  [43110, 42486], // LegPaymentStreamFormula
  [43111, 42982], // UnderlyingPaymentStreamFormula
]

const DATA_BY_LENGTH: ReadonlyMap<number, number> = new Map(PAIRS)
const LENGTH_BY_DATA: ReadonlyMap<number, number> = new Map(PAIRS.map(([length, data]) => [data, length]))

/** The data field whose length the given field announces, undefined when it announces none. */
export function dataFieldOf(lengthTag: number): number | undefined {
  return DATA_BY_LENGTH.get(lengthTag)
}

/** The Length field of a data field, undefined when the field is not of type data. */
export function lengthFieldOf(dataTag: number): number | undefined {
  return LENGTH_BY_DATA.get(dataTag)
}
