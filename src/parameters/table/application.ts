/** The application behind a session, and sessions nobody has named; engine parameters 4. */
import { boolean, integer, listOf, oneOf } from '../kinds.ts'
import { antenna, cpp, everywhere, group, java, quickfix } from '../parameter.ts'

export const APPLICATION = group('Application', 'Engine parameters 4', [
  {
    name: 'maxDelayToSendAfterLogonMs',
    kind: integer(0, 3_600_000),
    unit: 'milliseconds',
    path: 'connection.maxDelayToSendAfterLogonMs',
    default: 0,
    meaning: 'Pause between Logon and the messages that waited for it, for a ResendRequest to come first.',
    source: 'Engine parameters 4. .NET has 50.',
    aliases: [java('maxDelayToSendAfterLogon'), everywhere('delayAfterLogon')],
  },
  {
    name: 'acceptUnknown',
    kind: boolean,
    path: 'engine.acceptUnknown',
    default: false,
    meaning:
      'A Logon with unknown CompIDs makes a session like those there are; otherwise its connection is closed without a word.',
    aliases: [
      antenna('UnregisteredAcceptor.CreateSession'),
      java('serverAcceptorStrategy', {
        kind: oneOf(['Allow', 'Deny'], {
          allownonregisteredacceptorstrategyhandler: 'Allow',
          denynonregisteredacceptorstrategyhandler: 'Deny',
        }),
        convert: (value) => value === 'Allow',
        note: 'Allow = true, Deny = false',
      }),
      quickfix('AcceptorTemplate', { note: 'in a QuickFIX file the section is the pattern, * for any CompID' }),
    ],
  },
  {
    name: 'unknownIgnoreSeqNumTooLowAtLogon',
    kind: boolean,
    path: 'engine.unknownIgnoreSeqNumTooLowAtLogon',
    default: false,
    nonCompliant: (value) => value === true,
    meaning: 'ignoreSeqNumTooLowAtLogon of sessions that are made from unknown Logons.',
    source: 'FIX Antenna C++; engine parameters 2.5',
    aliases: [antenna('UnregisteredAcceptor.IgnoreSeqNumTooLowAtLogon')],
  },
  {
    name: 'maxUnknownSessions',
    kind: integer(1, 100_000),
    unit: 'sessions',
    path: 'engine.maxUnknownSessions',
    default: 100,
    meaning: 'Most sessions that are made from unknown Logons while the engine runs; further ones are closed.',
    source: 'fixproof',
  },
  {
    name: 'maxDeliveryTries',
    kind: integer(1),
    path: 'application.maxDeliveryTries',
    default: 1,
    meaning:
      'Deliveries of a message that the application throws at, before applicationNotAvailable says what happens.',
    source: 'FIX Antenna C++; engine parameters 4',
    aliases: [antenna('DelayedProcessing.MaxDeliveryTries')],
  },
  {
    name: 'deliveryTriesIntervalMs',
    kind: integer(0, 86_400_000),
    unit: 'milliseconds',
    path: 'application.deliveryTriesIntervalMs',
    default: 500,
    meaning: 'Time between these deliveries.',
    source: 'FIX Antenna C++; engine parameters 4',
    aliases: [antenna('DelayedProcessing.DeliveryTriesInterval')],
  },
  {
    name: 'applicationNotAvailable',
    kind: oneOf(['ignore', 'reject', 'logout']),
    path: 'application.applicationNotAvailable',
    default: 'ignore',
    meaning:
      'A message that could not be delivered: counted (ignore), BusinessMessageReject 380=4 (reject), Logout (logout).',
    aliases: [
      java('sendRejectIfApplicationIsNotAvailable', {
        kind: boolean,
        convert: (value) => (value === true ? 'reject' : 'ignore'),
        note: 'true = reject, false = ignore',
      }),
      quickfix('RejectMessageOnUnhandledException', {
        kind: boolean,
        convert: (value) => (value === true ? 'reject' : 'ignore'),
        note: 'Y = reject, N = ignore',
      }),
      everywhere('appNotAvailable'),
    ],
  },
  {
    name: 'thirdPartyRoutingIsEnabled',
    kind: boolean,
    path: 'application.thirdPartyRoutingIsEnabled',
    default: false,
    meaning:
      'A message with DeliverToCompID(128) goes on to the session of this engine whose TargetCompID that is, with OnBehalfOfCompID(115), and not to the application; without such a session it is refused: BusinessMessageReject 380=7.',
    source: 'FIX Antenna C++; engine parameters 8',
    aliases: [cpp('ThirdPartyRoutingIsEnabled')],
  },
  {
    name: 'maskedTags',
    kind: listOf(integer(1)),
    path: 'application.maskedTags',
    default: [554, 925],
    meaning: 'Tags whose values are masked wherever people read them.',
    aliases: [java('maskedTags')],
  },
])
