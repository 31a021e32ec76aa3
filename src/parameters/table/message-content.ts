/** What goes into our messages, Logon before all; engine parameters 4. */
import { boolean, integer, oneOf, text } from '../kinds.ts'
import { antenna, group, java, quickfix } from '../parameter.ts'
import { logonFields, tagAndValue } from './logon-field-kinds.ts'

export const MESSAGE_CONTENT = group('Content of messages', 'Engine parameters 4', [
  {
    name: 'includeLastProcessed',
    kind: boolean,
    path: 'session.includeLastProcessed',
    default: false,
    meaning: 'LastMsgSeqNumProcessed(369) goes into every message, FIX.4.2 and later.',
    aliases: [java('includeLastProcessed'), quickfix('EnableLastMsgSeqNumProcessed')],
  },
  {
    name: 'timestampPrecision',
    kind: oneOf([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], {
      second: 0,
      seconds: 0,
      milli: 3,
      millis: 3,
      micro: 6,
      micros: 6,
      nano: 9,
      nanos: 9,
    }),
    unit: 'digits',
    path: 'session.timestampPrecision',
    default: -1,
    meaning: 'Digits of the fraction of a second in SendingTime(52), at most what the version has; -1 = those.',
    aliases: [
      java('timestampsPrecisionInTags'),
      quickfix('TimeStampPrecision'),
      quickfix('MillisecondsInTimeStamp', {
        kind: boolean,
        convert: (value) => (value === true ? 3 : 0),
        note: 'Y = 3, N = 0',
      }),
    ],
  },
  {
    name: 'allowedSecondsFractionsForFIX40',
    kind: boolean,
    path: 'session.allowedSecondsFractionsForFIX40',
    default: false,
    meaning:
      'Times of FIX.4.0, which has whole seconds, have milliseconds: those that we send, and those that we take.',
    aliases: [java('allowedSecondsFractionsForFIX40')],
  },
  {
    name: 'qualifier',
    kind: text,
    path: 'qualifier',
    meaning: 'Tells sessions with the same CompIDs apart.',
    aliases: [quickfix('SessionQualifier')],
  },
  {
    name: 'logonMessageSessionQualifierTag',
    kind: integer(1),
    path: 'engine.logonMessageSessionQualifierTag',
    default: 9012,
    meaning: 'Tag that carries the qualifier in Logon.',
    aliases: [java('logonMessageSessionQualifierTag')],
  },
  {
    name: 'texts',
    kind: oneOf(['standard', 'quickfix', 'antenna']),
    path: 'session.texts',
    default: 'standard',
    meaning:
      'Whose words Text(58) has in Reject and Logout. quickfix also leaves out what that product does not send: RefTagID(371) of CompIDs, times, MsgType and NewSeqNo, the Text of a Logout behind a Reject, SessionStatus(1409); and its TestReqID is TEST.',
    source: 'Engine parameters 17',
  },
  {
    name: 'logonFields',
    kind: logonFields,
    path: 'session.logonFields',
    default: [],
    secret: true,
    meaning: 'Fields added to our Logon: tags and values.',
    source: 'fixproof; engine parameters 4',
  },
  {
    name: 'logonTag<n>',
    kind: tagAndValue,
    secret: true,
    meaning: 'One field added to our Logon, as tag=value: logonTag, logonTag1, …',
    source: 'QuickFIX/J; engine parameters 15',
    aliases: [quickfix('LogonTag<n>')],
  },
  {
    name: 'username',
    kind: text,
    secret: true,
    meaning: 'Username(553) of our Logon, FIX.4.3 and later.',
    aliases: [antenna('Username'), java('login')],
  },
  {
    name: 'password',
    kind: text,
    secret: true,
    meaning: 'Password(554) of our Logon, FIX.4.3 and later.',
    aliases: [antenna('Password'), java('password')],
  },
  {
    name: 'customLogonFileName',
    kind: text,
    path: 'connection.customLogonFileName',
    meaning:
      'File with a Logon, its fields closed by | or SOH. They go into ours, but for those of header and trailer and those that the session says itself: 98, 108, 141, 383, 789, 1137.',
    aliases: [antenna('CustomLogonFileName')],
  },
  {
    name: 'logonCustomizationStrategy',
    kind: text,
    effect: 'unsupported',
    meaning: 'Class of the product that changes Logon.',
    reason:
      'A class of another runtime can not be loaded here: state the fields as logonFields or in a customLogonFileName.',
    aliases: [java('logonCustomizationStrategy')],
  },
  {
    name: 'encryptMethod',
    kind: oneOf([0], { none: 0 }),
    default: 0,
    effect: 'none',
    meaning: 'EncryptMethod(98) of Logon. The standard has 0 only; encryption is TLS.',
    source: 'Engine parameters 11',
    aliases: [antenna('EncryptMethod'), java('encryptionMode')],
  },
])
