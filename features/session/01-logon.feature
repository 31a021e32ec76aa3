@session
Feature: 1 Connect and log on
  The Logon exchange, seen from either side, and what an acceptor does with connections it can not serve.

  Rule: The first message of an initiator is its Logon, and nothing else follows before the reply.

    @1B.a @1B.b @must @initiator
    Scenario: Logon is the first message
      When the target connects
      Then the target must send Logon within 5 seconds:
        | MsgSeqNum     | at least 1 |
        | EncryptMethod | 0          |
        | HeartBtInt    | at least 0 |
      And the target must keep silent for 1 second

  Rule: A valid Logon reply establishes the session.

    @1B.c @must @initiator
    Scenario: Valid Logon reply
      Given an established session with the target
      Then the session is alive

  Rule: A Logon reply that is not in order is refused by Logout with Text, then disconnect.
    Nothing but these words tells the counterparty what was wrong, so a close in silence fails. A Reject, which is optional,
    tells it as well: without the Logout behind it there is a warning.

    @1B.d @must @initiator
    Scenario Outline: Logon reply with <fault>
      Given an established session with the target
      When the tester disconnects
      And the tester answers the next Logon of the target by one with <fault>
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must refuse the Logon in words and disconnect within 15 seconds

      Examples:
        | fault                             |
        | SenderCompID "NOBODY"             |
        | TargetCompID "NOBODY"             |
        | BeginString <another BeginString> |
        | SendingTime -130 seconds from now |
        | HeartBtInt -1                     |
        | EncryptMethod absent              |

  Rule: A first message that is not a Logon ends the connection.

    @1B.e @must @initiator
    Scenario Outline: First message received is <message>
      Given the Logon of the target has arrived
      When the tester sends <message>
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must disconnect within 15 seconds

      Examples:
        | message                          |
        | Heartbeat                        |
        | TestRequest with TestReqID FIRST |

    @1B.e @must @initiator
    Scenario: First message received is Heartbeat, and the Logon reply comes behind it
      Given the Logon of the target has arrived
      When the tester sends in one segment Heartbeat and a Logon in order
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must refuse the Logon and disconnect within 15 seconds

  Rule: A valid Logon is answered by Logon before anything else.

    @1S.a @must @acceptor
    Scenario: Valid Logon
      Given a connection to the target without Logon
      When the tester sends Logon as "proposal" with ResetSeqNumFlag <Y since FIX.4.1>
      Then the target must send Logon within 5 seconds:
        | EncryptMethod | 0                           |
        | HeartBtInt    | same as proposal.HeartBtInt |
      And the session is alive
      And every message of the target must be in order

  Rule: A second Logon with an identity in use is closed without a message, and the running session goes on.

    @1S.b @PX-01 @must @acceptor
    Scenario: Identity already logged on
      Given an established session with the target
      When a second connection logs on with the same identity
      Then the second connection must be closed within 5 seconds without a message
      And the session is alive

  Rule: A Logon with an identity that is not configured is closed without a message.

    @1S.c @must @acceptor @until:FIX.4.4
    Scenario: Unknown identity
      Given a connection to the target without Logon
      When the tester sends Logon with SenderCompID "NOBODY"
      Then the target must disconnect within 15 seconds without sending anything

    @1S.c @must @acceptor @since:FIXT.1.1
    Scenario: Unknown identity, where a Logout can say why
      FIXT.1.1 has SessionStatus for a Logon that can not be authenticated, and lets the acceptor tell.

      Given a connection to the target without Logon
      When the tester sends Logon with SenderCompID "NOBODY"
      Then the target may send Logout within 2 seconds:
        | SessionStatus | any |
      And the target must disconnect within 15 seconds without sending anything

  Rule: An invalid Logon is refused by Logout with Text, then disconnect.
    Nothing but these words tells the counterparty what was wrong, so a close in silence fails. A Reject, which is optional,
    tells it as well: without the Logout behind it there is a warning.

    @1S.d @must @acceptor
    Scenario Outline: Logon with <fault>
      Given a connection to the target without Logon
      When the tester sends Logon with <fault> and ResetSeqNumFlag <Y since FIX.4.1>
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must refuse the Logon in words and disconnect within 15 seconds

      @PX-02
      Examples:
        | fault         |
        | HeartBtInt -1 |

      Examples:
        | fault                             |
        | HeartBtInt abc                    |
        | EncryptMethod absent              |
        | SendingTime -130 seconds from now |
        | SendingTime +130 seconds from now |

    @1S.d @must @acceptor
    Scenario: Logon with a BeginString that nobody has
      Where BeginString belongs to the identity of a session there is no such session, and the close is a silent one (1S.c).

      Given a connection to the target without Logon
      When the tester sends Logon with BeginString FIX.4.9 and HeartBtInt 30
      Then the target may send Reject within 2 seconds
      And the target may send Logout within 2 seconds
      And the target must refuse the Logon and disconnect within 15 seconds

  Rule: A garbled Logon is no Logon: it is ignored, or the connection is closed without a message.

    @1S.d @must @acceptor
    Scenario Outline: garbled Logon: <garbled>
      Given a connection to the target without Logon
      When the tester sends Logon with HeartBtInt 30 and ResetSeqNumFlag <Y since FIX.4.1>, garbled: <garbled>
      Then the target must ignore it, or disconnect without sending anything
      And the target must accept a Logon that is in order

      Examples:
        | garbled              |
        | BodyLength too short |
        | wrong CheckSum       |

  Rule: A first message that is not a Logon is not answered; the connection ends.
    A Logout before the end is more than the standard asks for, and harms nobody: it is a warning.

    @2S @must @acceptor
    Scenario Outline: First message is <message>
      Given a connection to the target without Logon
      When the tester sends <message>
      Then the target must disconnect within 15 seconds, and should send nothing before it

      Examples:
        | message                                        |
        | Heartbeat                                      |
        | TestRequest with TestReqID FIRST               |
        | ResendRequest with BeginSeqNo 1 and EndSeqNo 1 |
        | SequenceReset with NewSeqNo 50                 |

    @2S @must @acceptor
    Scenario: First message is Heartbeat, and the Logon comes behind it
      Given a connection to the target without Logon
      When the tester sends in one segment Heartbeat and a Logon in order
      Then the target must disconnect within 15 seconds, and should send nothing before it

    @2S @must @acceptor
    Scenario: First message that is not a Logon does not count
      Given an established session with the target
      And the target keeps its numbers over a disconnect
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester connects
      And the tester sends Heartbeat with MsgSeqNum 5
      Then the target must disconnect within 15 seconds, and should send nothing before it
      When the tester logs on with MsgSeqNum 5
      Then the target must send Logon within 5 seconds
      And the session is alive and the target expects MsgSeqNum 6
