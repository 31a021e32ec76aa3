/** The questions of `fixproof init`, as data, in the order in which they are asked: at most twenty. Pure. */
import { findVersion, VERSIONS } from '../fix/versions.ts'
import { TRADING_VERSIONS } from '../testbench/trading.ts'
import { type Answers, has, listOf, textOf } from './answers.ts'
import { BUSINESSES, CONTROLS, MANNERS, ORDER_TYPES, SESSION_FEATURES, TIMES_IN_FORCE } from './choices.ts'
import type { Question } from './question.ts'
import {
  wrongAddress,
  wrongCompID,
  wrongCompIDs,
  wrongHeartbeat,
  wrongInstrument,
  wrongListen,
  wrongName,
} from './wrong-texts.ts'

/** No interview is longer, with the questions of a venue's pack. */
export const MOST_QUESTIONS = 20

/** What an answer that is not there stands for: no pack, the dictionary of the version. */
export const NO_PACK = 'none'
export const STANDARD_DICTIONARY = 'standard'

const accepts = (answers: Answers): boolean => has(answers, 'role', 'acceptor') || has(answers, 'role', 'both')
const dials = (answers: Answers): boolean => has(answers, 'role', 'initiator') || has(answers, 'role', 'both')
const trades = (answers: Answers): boolean => ['venue', 'client'].includes(textOf(answers, 'plays'))
const hasOrders = (answers: Answers): boolean => trades(answers) && has(answers, 'businesses', 'orders')
const canTrade = (answers: Answers): boolean =>
  listOf(answers, 'beginString').some((name) => TRADING_VERSIONS.some((id) => findVersion(name)?.id === id))
const anything = (): undefined => undefined

export const QUESTIONS: readonly Question[] = [
  {
    key: 'name',
    kind: 'text',
    title: 'What shall we call the engine that is tested?',
    why: 'A folder of this name is made in scenarios/: fixproof run -p NAME finds it. Letters, digits, dots, dashes.',
    usual: () => 'my-engine',
    wrong: wrongName,
    flag: 'NAME',
  },
  {
    key: 'pack',
    kind: 'one',
    title: 'Is it for one of these venues?',
    why: 'A pack brings what the public rulebook of a venue states: versions, Logon, schedule, and which cases the venue asks for. Without one the standard alone says what is mandatory.',
    // The names of the packs are put in where the question is asked.
    choices: [{ value: NO_PACK, says: 'no venue, or another one' }],
    usual: () => NO_PACK,
    flag: '--pack',
  },
  {
    key: 'dictionary',
    kind: 'text',
    title: 'Which dictionary do its messages follow?',
    why: 'The file of an Orchestra or QuickFIX dictionary, or of a delta over one, when you have it: the next questions then suggest what it holds. Otherwise "standard": the dictionary of the FIX version.',
    usual: () => STANDARD_DICTIONARY,
    wrong: (text) => (text === '' ? 'expected a file, or standard' : undefined),
    flag: '--dictionary, --orchestra',
  },
  {
    key: 'role',
    kind: 'one',
    title: 'Who connects?',
    why: 'Some cases are about the side that dials, some about the side that listens; half of Logon is different.',
    choices: [
      { value: 'acceptor', says: 'your engine listens, fixproof dials' },
      { value: 'initiator', says: 'your engine dials, fixproof listens' },
      { value: 'both', says: 'one after the other' },
    ],
    usual: () => 'acceptor',
    flag: '--role',
  },
  {
    key: 'connect',
    kind: 'text',
    title: 'Where does your engine listen?',
    why: 'HOST:PORT that fixproof dials. Use a test environment: sequence numbers are reset and faulty messages sent.',
    when: accepts,
    usual: () => '127.0.0.1:9878',
    wrong: wrongAddress,
    flag: '--connect',
  },
  {
    key: 'listen',
    kind: 'text',
    title: 'Where shall fixproof listen for your engine?',
    why: '[HOST:]PORT that your engine is configured to dial. Without a host only this machine can.',
    when: dials,
    usual: () => '127.0.0.1:9879',
    wrong: wrongListen,
    flag: '--listen',
  },
  {
    key: 'beginString',
    kind: 'many',
    title: 'Which FIX versions does it speak?',
    why: 'Every case is run once for each version: name those that you want to be proved.',
    choices: VERSIONS.map(({ id }) => ({ value: id, says: id === 'FIX.4.4' ? 'spoken most' : '' })),
    needed: true,
    usual: () => ['FIX.4.4'],
    alias: (word) => findVersion(word)?.id,
    flag: '--begin-string',
  },
  {
    key: 'sender',
    kind: 'text',
    title: 'Which CompID do we have?',
    why: 'SenderCompID(49) of what fixproof sends: the counterparty that your engine is configured for. Several with commas between are sessions side by side: scenarios that wait then do so at the same time, and a run of minutes takes a fraction.',
    usual: () => 'TESTER',
    wrong: wrongCompIDs,
    flag: '--sender',
  },
  {
    key: 'target',
    kind: 'text',
    title: 'Which CompID has your engine?',
    why: 'TargetCompID(56) of what fixproof sends, and SenderCompID(49) of what your engine sends.',
    usual: () => 'TARGET',
    wrong: wrongCompID,
    flag: '--target',
  },
  {
    key: 'logon',
    kind: 'one',
    title: 'What does Logon carry for authentication?',
    why: 'Nothing secret is asked or written here: the profile names environment variables, and you set them for a run.',
    choices: [
      { value: 'none', says: 'nothing beside the CompIDs' },
      { value: 'username', says: 'Username and Password, from the environment' },
      { value: 'password', says: 'Password alone, from the environment' },
    ],
    usual: () => 'none',
    flag: '--logon',
  },
  {
    key: 'numbers',
    kind: 'one',
    title: 'When do its sequence numbers start at 1 again?',
    why: 'Cases about numbers that go on from Logon to Logon are mandatory only where they do.',
    choices: [
      { value: 'everyLogon', says: 'with every Logon, by ResetSeqNumFlag' },
      { value: 'daily', says: 'once a day' },
      { value: 'weekly', says: 'once a week' },
      { value: 'never', says: 'around the clock, reset in the session or not at all' },
    ],
    usual: () => 'daily',
    flag: '--numbers',
  },
  {
    key: 'sessionFeatures',
    kind: 'many',
    title: 'Which of these does its session have?',
    why: 'The standard asks for them only of engines that have them.',
    choices: SESSION_FEATURES,
    usual: () => [],
    flag: '--session-features',
  },
  {
    key: 'start',
    kind: 'text',
    title: 'Which command starts your engine? Empty: it is running already.',
    why: 'With a command fixproof starts it for the run, and can end and restart it for the cases about recovery. {port} and {role} are put in; it is run in the folder of the profile.',
    usual: () => '',
    wrong: anything,
    flag: '--start',
  },
  {
    key: 'control',
    kind: 'many',
    title: 'What else can it be made to do by a command of yours?',
    why: 'Each one allows cases that FIX messages alone can not provoke. hooks.sh is written as a skeleton: fill in your commands.',
    choices: CONTROLS,
    usual: () => [],
    flag: '--control',
  },
  {
    key: 'plays',
    kind: 'one',
    title: 'What does it do beside the session?',
    why: 'The application suite judges orders, quotes and data; a target that only keeps a session is not asked.',
    when: canTrade,
    choices: [
      { value: 'nothing', says: 'the session alone is judged' },
      { value: 'venue', says: 'it takes orders, like an exchange or a broker' },
      { value: 'client', says: 'it sends orders, like a trading system' },
    ],
    usual: () => 'nothing',
    flag: '--plays',
  },
  {
    key: 'businesses',
    kind: 'many',
    title: 'Which business does it do?',
    why: 'Cases of a business that it does not do are not applicable; what you name here becomes mandatory.',
    when: trades,
    choices: BUSINESSES,
    usual: () => ['orders'],
    flag: '--businesses',
  },
  {
    key: 'orderTypes',
    kind: 'many',
    title: 'Which orders beside limit orders?',
    why: 'Cases of an order type that it does not have are not applicable.',
    when: hasOrders,
    choices: ORDER_TYPES,
    usual: () => ['market'],
    flag: '--order-types',
  },
  {
    key: 'timesInForce',
    kind: 'many',
    title: 'Which times in force beside Day?',
    why: 'Cases of a TimeInForce(59) that it does not have are not applicable.',
    when: hasOrders,
    choices: TIMES_IN_FORCE,
    usual: () => [],
    flag: '--times-in-force',
  },
  {
    key: 'manners',
    kind: 'many',
    title: 'Which of these were agreed for it?',
    why: 'They are up to each venue: the standard asks for none of them, but what was agreed has to be kept.',
    when: trades,
    choices: MANNERS,
    usual: () => [],
    flag: '--manners',
  },
  {
    key: 'instrument',
    kind: 'text',
    title: 'Which instrument is open in its test environment, at which price?',
    why: 'SYMBOL PRICE, such as SIM 100.25: orders are for it, at a price that is neither off tick nor out of band. A third word is a price at which an order to buy only rests, SIM 100.25 90: cases of the session count one report for each order, and an engine that fills at once says more.',
    when: trades,
    usual: () => 'SIM 100',
    wrong: wrongInstrument,
    flag: '--instrument',
  },
  {
    key: 'heartbeat',
    kind: 'text',
    quiet: true,
    title: 'HeartBtInt that we propose, seconds',
    why: 'A target that insists on one refuses another; a short one makes a run short. Default: 30, or as the pack says.',
    usual: () => '',
    wrong: wrongHeartbeat,
    flag: '--heartbeat',
  },
  {
    key: 'application',
    kind: 'text',
    quiet: true,
    title: 'Name of the application that is tested',
    why: 'Report and certificate show it.',
    usual: () => '',
    wrong: anything,
    flag: '--application',
  },
  {
    key: 'applicationVersion',
    kind: 'text',
    quiet: true,
    title: 'Its version',
    why: 'Report and certificate show it.',
    usual: () => '',
    wrong: anything,
    flag: '--application-version',
  },
]
