/**
 * Cases of venues (VN): what the certification scripts of venues try that the standard's cases do not put together. The tester
 * plays the venue, so the target is its client; what a script asks of both sides is asked of acceptors as well. Where the
 * standard has the rule the row is a must; what only venues expect is a should.
 */
import { BOTH_ROLES, type Requirement, type Role } from './requirement.ts'

const LAYER = 'FIX Session Layer'
const STANDARD = 'FIX Session Layer Test Cases (2020), ISO 3531-3'

const CLIENT: readonly Role[] = ['initiator']

type More = Partial<Omit<Requirement, 'id' | 'title' | 'sentence' | 'clause'>>

/** @param where - the venue whose script it is, and the clause of the standard where it has one */
function venue(id: string, where: string, title: string, sentence: string, more: More = {}): Requirement {
  return { id, title, sentence, clause: where, level: 'should', roles: BOTH_ROLES, ...more }
}

export const VENUE_CASES: readonly Requirement[] = [
  venue(
    'VN-01',
    `CME AutoCert+, drop copy; ${LAYER}, sequence numbers`,
    'First Logon of the week',
    'In a new week both numbers begin at 1, and a first TestRequest is answered under the number that follows.',
    { level: 'must' },
  ),
  venue(
    'VN-02',
    'CME AutoCert+, drop copy',
    'Number told by a refusal',
    'A Logon that is refused by Logout is sent again: under the number that the Logout names, where a client can read it.',
    { roles: CLIENT },
  ),
  venue(
    'VN-03',
    `CME AutoCert+, STP; ${STANDARD}, cases 2.b and 6`,
    'Gap before the answer to a TestRequest',
    'When the Heartbeat that answers a TestRequest shows a gap, what is missing is asked for before anything else.',
    { level: 'must' },
  ),
  venue(
    'VN-04',
    `CME AutoCert+, STP; ${STANDARD}, cases 4.b and 8`,
    'TestRequest and ResendRequest of the venue',
    'A TestRequest is answered by its TestReqID, a ResendRequest by the messages or by a gap fill.',
    { level: 'must' },
  ),
  venue(
    'VN-05',
    `CME AutoCert+, drop copy; ${STANDARD}, case 20`,
    'ResendRequests both ways',
    'A ResendRequest inside an answer is answered, and what comes out of order there should not be asked for again.',
    { level: 'must' },
  ),
  venue(
    'VN-06',
    `CME AutoCert, iLink; ${STANDARD}, cases 8 and 20`,
    'Gap fill for a stale order',
    'An order asked for inside a gap is sent again or filled over, and filled over where the application calls it stale.',
    { level: 'must' },
  ),
  venue(
    'VN-07',
    `CME AutoCert, iLink; ${STANDARD}, case 2.b`,
    'Several gaps',
    'A gap that shows while another is filled is recovered as well, without asking for ever.',
    { level: 'must' },
  ),
  venue(
    'VN-08',
    `CME AutoCert, iLink; ${STANDARD}, case 6`,
    'Silent venue',
    'A venue that keeps silent is asked by TestRequest, and left when it does not answer.',
    { level: 'must' },
  ),
  venue(
    'VN-09',
    `CME EBS; ${LAYER}, ResetSeqNumFlag`,
    'Every Logon with a reset',
    'Where it is agreed every Logon carries MsgSeqNum 1 and ResetSeqNumFlag, and begins both numbers anew.',
    { level: 'must', since: 'FIX.4.1' },
  ),
  venue(
    'VN-10',
    `CME EBS; ${STANDARD}, cases 4.b, 12 and 13`,
    'Logout behind a TestRequest',
    'Whoever leaves first makes sure that nothing is missing, then logs out, and is answered.',
    { level: 'must' },
  ),
  venue(
    'VN-11',
    `TT FIX; ${LAYER}, sequence numbers`,
    'Numbers that differ at Logon',
    'Whichever side lacks messages gets them, what the venue has queued counts, and a reset is followed.',
    { level: 'must' },
  ),
  venue(
    'VN-12',
    `Gemini; ${LAYER}, sequence numbers`,
    'Ways to connect',
    'A reset, a number too high, a connection closed without a word and an answer that never comes all end in a session.',
  ),
  venue(
    'VN-13',
    `CQG; ${LAYER}, sessions outlive connections`,
    'Logout is no end of the session',
    'After a refused Logon, a Logout or a lost link the numbers go on.',
    { level: 'must' },
  ),
  venue(
    'VN-14',
    'Coinbase',
    'Supervision by one and a half and two intervals',
    'HeartBtInt of 5 to 60 is said back, and whoever is watched for one and a half intervals should never be asked.',
  ),
  venue(
    'VN-15',
    'Venues with a fixed grace',
    'Logout and close at once',
    'A Logout behind which the connection ends at once counts, and the session goes on from there.',
    { level: 'must' },
  ),
  venue(
    'VN-16',
    'Deribit',
    'ResendRequest for the number to come',
    'A ResendRequest for a number that is not in use yet neither ends the session nor uses that number twice.',
  ),
  venue(
    'VN-17',
    'Saxo and brokers',
    'Reconnection by itself',
    'A client should come back by itself, as often as agreed, and a session should last for two days.',
  ),
  venue(
    'VN-18',
    'LSE and Borsa Italiana: MIT202 and MIT205; the guide MIT502 is known by its title alone',
    'Gateways, password and SessionStatus',
    'A second gateway takes the session over, a new password goes in Logon, and SessionStatus is read.',
  ),
  venue(
    'VN-19',
    'Deutsche Börse FIX LF',
    'Venue numbered anew',
    'When a venue comes back with other numbers the client can begin anew with them.',
    { level: 'must' },
  ),
  venue(
    'VN-20',
    'ASX and JSE',
    'Checklist of the run',
    'Identity, protocol, address, evidence and time of a run are written down.',
    {
      untestable:
        'The checklist is about the run and not about what a target does: the report has identity, environment, times and transcripts, and when a run is due again people decide.',
    },
  ),
  venue(
    'VN-21',
    `Paxos and other venues around the clock; ${LAYER}, sequence numbers`,
    'Announced weekly reset',
    'At the announced time of the week both numbers begin at 1. Whether TLS is in use shows in no FIX message.',
    { level: 'must' },
  ),
]
