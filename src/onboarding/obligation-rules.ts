/** What answers decide about cases, as data. Words select cases as on the command line: `ORD-05`, `SD-23`. Pure. */
import { type Answers, has } from './answers.ts'

/** Cases about something that an engine has or has not: not applicable without it. */
export interface NeedRule {
  readonly cases: readonly string[]
  /** Key of the question, and the choices of which one is needed. */
  readonly key: string
  readonly oneOf: readonly string[]
  /** Ends the sentence "Your engine has no …". */
  readonly lack: string
}

export const NEED_RULES: readonly NeedRule[] = [
  need(['ORD-02'], 'orderTypes', ['market'], 'market orders'),
  need(['ORD-05', 'MAT-I.1.b'], 'timesInForce', ['ioc'], 'immediate-or-cancel orders'),
  need(['ORD-06', 'MAT-I.1.a'], 'timesInForce', ['fok'], 'fill-or-kill orders'),
  need(
    ['ORD-07.a', 'ORD-07.b', 'ORD-07.c', 'ORD-07.d', 'ORD-07.e', 'MAT-H', 'CXL-13.c', 'EXE-01.d'],
    'timesInForce',
    ['gtc'],
    'good-till-cancel orders',
  ),
  need(['ORD-07.f', 'ORD-07.g', 'ORD-07.h'], 'timesInForce', ['gtd'], 'good-till-date orders'),
  need(
    ['ORD', 'CXL', 'EXE-01', 'EXE-02', 'EXE-03', 'EXE-04', 'EXE-05', 'EXE-06', 'SES', 'MAT'],
    'businesses',
    ['orders'],
    'orders',
  ),
  need(['SD-23', 'SD-24'], 'numbers', ['weekly'], 'session of a week'),
  need(['SD-25', 'SD-26'], 'numbers', ['daily'], 'reset once a day'),
  need(['SD-27'], 'numbers', ['daily', 'weekly'], 'reset by schedule'),
  need(['SD-7'], 'sessionFeatures', ['backup'], 'backup connection'),
  need(['18.a'], 'sessionFeatures', ['thirdParty'], 'third-party addressing'),
  need(
    ['SD-36', 'SD-37', 'SD-38', 'SD-39', 'SD-40', 'SD-41'],
    'sessionFeatures',
    ['nextExpected'],
    'NextExpectedMsgSeqNum in its Logon',
  ),
]

function need(cases: readonly string[], key: string, oneOf: readonly string[], lack: string): NeedRule {
  return { cases, key, oneOf, lack }
}

/** A question that was not asked decides nothing. */
export function isLacking({ key, oneOf }: Pick<NeedRule, 'key' | 'oneOf'>, answers: Answers): boolean {
  return answers[key] !== undefined && !oneOf.some((choice) => has(answers, key, choice))
}

/** Cases that the standard leaves to who has the feature: with it they are mandatory. */
export const FEATURE_RULES: readonly (Omit<NeedRule, 'lack'> & { readonly says: string })[] = [
  feature(['17.a'], 'sessionFeatures', 'encryption', 'encryption'),
  feature(['18.a'], 'sessionFeatures', 'thirdParty', 'third-party addressing'),
  feature(['ORD-10.o', 'SES-15.b'], 'manners', 'staleness', 'a check for stale orders'),
  feature(['ORD-15'], 'orderTypes', 'postOnly', 'post-only orders'),
  feature(['ORD-16.a'], 'businesses', 'orderLists', 'lists of orders'),
  feature(['ORD-16.b'], 'businesses', 'multileg', 'multileg orders'),
  feature(['ORD-18'], 'businesses', 'crossOrders', 'cross orders'),
  feature(['ORD-19.a'], 'orderTypes', 'cash', 'orders by amount of cash'),
  feature(['CXL-13.a', 'CXL-13.c', 'CXL-13.d'], 'manners', 'cancelOnDisconnect', 'cancel on disconnect'),
  feature(['CXL-14'], 'manners', 'onBehalf', 'cancels on behalf of other sessions'),
  feature(['CXL-15.a'], 'businesses', 'massAction', 'mass action'),
  feature(['CXL-15.b'], 'manners', 'purge', 'purge'),
  feature(['EXE-08.a', 'EXE-08.b', 'EXE-08.d'], 'businesses', 'dropCopy', 'drop copy'),
  feature(['EXE-09'], 'manners', 'selfTradePrevention', 'prevention of self-trades'),
  feature(['EXE-10'], 'businesses', 'tradeCapture', 'trade capture'),
  feature(['QUO-05'], 'manners', 'marketMakerProtection', 'market maker protection'),
  feature(['MKT-08.b'], 'businesses', 'spreads', 'spreads made by users'),
  feature(['APP-01.f'], 'manners', 'throttle', 'a throttle'),
  feature(['APP-04'], 'manners', 'routing', 'third-party routing'),
  feature(['VN-09'], 'numbers', 'everyLogon', 'a reset with every Logon'),
]

function feature(cases: readonly string[], key: string, choice: string, says: string): (typeof FEATURE_RULES)[number] {
  return { cases, key, oneOf: [choice], says }
}

/** Cases about numbers that go on over a Logon. Where every Logon resets, what is left of them is in doubt. */
export const NUMBERS_GO_ON: readonly string[] = [
  ...['SD-01', 'SD-02', 'SD-07', 'SD-19', 'SD-20', 'SD-24', 'SD-86', 'PX-29', 'VN-01', 'VN-11', 'VN-13'],
  ...['16.a', '16.b', 'ORD-20.c'],
]

/** What it takes that nobody can do to an engine that is not ours; each ends the reason of a case as a sentence. */
export const BEYOND_REACH: Readonly<Record<string, string>> = {
  configure: 'It needs settings of the engine changed from case to case, which no command can do for a foreign engine.',
  observe: 'It is about what shows inside of an engine and not on the wire.',
  administer: 'It needs the administration of the engine: numbers, switch of the connection, start and stop by hand.',
  backup: 'It needs a second connection on a network where every attempt is seen.',
  process: 'It needs the process of the engine ended at chosen points of its work.',
  advanceClock: 'It needs the clock of the engine moved by hours or days.',
  setClock: 'It needs the wall clock of the engine set forward or back.',
}
