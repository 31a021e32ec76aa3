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

  Rule: A first message that is not a Logon ends the connection.

    @1B.e @must @initiator
    Scenario: First message received is not a Logon
      Given the Logon of the target has arrived
      When the tester sends Heartbeat
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must disconnect within 15 seconds

  Rule: A valid Logon is answered by Logon before anything else.

    @1S.a @must @acceptor
    Scenario: Valid Logon
      Given a connection to the target without Logon
      When the tester sends Logon with HeartBtInt 30 and ResetSeqNumFlag <Y since FIX.4.1>
      Then the target must send Logon within 5 seconds:
        | EncryptMethod | 0  |
        | HeartBtInt    | 30 |
      And the session is alive

  Rule: A second Logon with an identity in use is closed without a message, and the running session goes on.

    @1S.b @must @acceptor
    Scenario: Identity already logged on
      Given an established session with the target
      When a second connection logs on with the same identity
      Then the second connection must be closed within 5 seconds without a message
      And the session is alive

  Rule: A Logon with an identity that is not configured is closed without a message.

    @1S.c @must @acceptor
    Scenario: Unknown identity
      Given a connection to the target without Logon
      When the tester sends Logon with SenderCompID "NOBODY"
      Then the target must disconnect within 15 seconds without sending anything

  Rule: An invalid Logon is refused by Logout with Text, then disconnect.

    @1S.d @must @acceptor
    Scenario: HeartBtInt negative
      Given a connection to the target without Logon
      When the tester sends Logon with HeartBtInt -1 and ResetSeqNumFlag <Y since FIX.4.1>
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must disconnect within 15 seconds

  Rule: A first message that is not a Logon is not answered; the connection ends.

    @2S @must @acceptor
    Scenario: First message is not a Logon
      Given a connection to the target without Logon
      When the tester sends Heartbeat
      Then the target must disconnect within 15 seconds without sending anything
