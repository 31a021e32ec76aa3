/** SessionRejectReason(373), FIX.4.2 and later. Values above 11 came later: see `sessionRejectReasonSince`. */
export const SessionRejectReason = {
  InvalidTagNumber: 0,
  RequiredTagMissing: 1,
  TagNotDefinedForThisMessageType: 2,
  UndefinedTag: 3,
  TagSpecifiedWithoutAValue: 4,
  ValueIsIncorrect: 5,
  IncorrectDataFormat: 6,
  DecryptionProblem: 7,
  SignatureProblem: 8,
  CompIDProblem: 9,
  SendingTimeAccuracyProblem: 10,
  InvalidMsgType: 11,
  XmlValidationError: 12,
  TagAppearsMoreThanOnce: 13,
  TagSpecifiedOutOfRequiredOrder: 14,
  RepeatingGroupFieldsOutOfOrder: 15,
  IncorrectNumInGroupCount: 16,
  NonDataValueIncludesFieldDelimiter: 17,
  InvalidApplicationVersion: 18,
  Other: 99,
} as const

/** BusinessRejectReason(380), FIX.4.2 and later. */
export const BusinessRejectReason = {
  Other: 0,
  UnknownID: 1,
  UnknownSecurity: 2,
  UnsupportedMessageType: 3,
  ApplicationNotAvailable: 4,
  ConditionallyRequiredFieldMissing: 5,
} as const

/** SessionStatus(1409) in a FIXT.1.1 Logout; 9 and 10 came with the session layer text of 2020. */
export const SessionStatus = {
  ReceivedMsgSeqNumTooLow: 9,
  ReceivedNextExpectedMsgSeqNumTooHigh: 10,
} as const
