@session @seed
Feature: MsgSeqNum too low, and too high, at Logon
  Numbers outlive a connection. A Logon that goes back behind them means that messages were lost or that the wrong
  counterparty is calling; a Logon that runs ahead only means that something is to be caught up.

  Rule: A Logon whose MsgSeqNum is too low is refused by Logout, then disconnect; stored numbers stay, and a later correct Logon is accepted.

    @SD-01 @must @acceptor
    Scenario Outline: Logon with MsgSeqNum <received>, 5 expected
      Given an established session with the target
      And the target keeps its numbers over a disconnect
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester logs on with MsgSeqNum <received>
      Then the target must send Logout within 2 seconds
      And the Text should mention "MsgSeqNum too low, expecting 5 but received <received>"
      And the target must disconnect within 10 seconds
      When the tester logs on with MsgSeqNum 5
      Then the target must send Logon within 5 seconds
      And the session is alive and the target expects MsgSeqNum 6

      Examples:
        | received |
        | 1        |
        | 4        |

  Rule: A Logon reply whose MsgSeqNum is too low is answered by Logout, then disconnect, without a storm of attempts.

    @SD-02 @must @initiator
    Scenario: Logon reply with MsgSeqNum 1, 5 expected
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester logs on with MsgSeqNum 1
      Then the target must send Logout within 2 seconds
      And the Text should mention "MsgSeqNum too low, expecting 5 but received 1"
      And the target must disconnect within 10 seconds
      And the target must not connect more than 30 times within 3 seconds
      And the target should not connect more than 4 times within 3 seconds

  Rule: With IgnoreSeqNumTooLowAtLogon a too low Logon is accepted, and the next number follows it.

    @SD-03 @must @acceptor @needs:configure
    Scenario: Logon too low, tolerated by an acceptor
      Given the target is configured with:
        | ignoreSeqNumTooLowAtLogon | true |
      And an established session with the target
      And the target keeps its numbers over a disconnect
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester logs on with MsgSeqNum 2
      Then the target must send Logon within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3

    @SD-03 @must @initiator @needs:configure
    Scenario: Logon reply too low, tolerated by an initiator
      Given the target is configured with:
        | ignoreSeqNumTooLowAtLogon | true |
      And an established session with the target
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester logs on with MsgSeqNum 2
      Then the session is alive and the target expects MsgSeqNum 3

  Rule: IgnoreSeqNumTooLowAtLogon concerns Logon only: a too low message in the session still ends it.

    @SD-04 @must @needs:configure
    Scenario: Message too low in a session that tolerates a too low Logon
      Given the target is configured with:
        | ignoreSeqNumTooLowAtLogon | true |
      And an established session with the target
      And the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 1
      Then the target must send Logout within 2 seconds
      And the Text should mention "MsgSeqNum too low, expecting 4 but received 1"
      And the target must disconnect within 10 seconds

  Rule: A Logon with ResetSeqNumFlag=Y and MsgSeqNum 1 resets both sides, whatever was expected.

    @SD-05 @VN-09 @VN-12 @must @acceptor @since:FIX.4.1
    Scenario: Logon with MsgSeqNum 1 and ResetSeqNumFlag, 5 expected
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester logs on with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target must send Logon within 2 seconds:
        | MsgSeqNum       | 1 |
        | ResetSeqNumFlag | Y |
      And the session is alive and the target expects MsgSeqNum 2

  Rule: A Logon with ResetSeqNumFlag=Y whose MsgSeqNum is not 1 is refused, and nothing is reset.

    @SD-06 @must @acceptor @since:FIX.4.1
    Scenario: Logon with MsgSeqNum 5 and ResetSeqNumFlag, 5 expected
      Given an established session with the target
      And the target keeps its numbers over a disconnect
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester logs on with MsgSeqNum 5 and ResetSeqNumFlag Y
      Then the target may send Reject within 2 seconds
      And the target may send Logout within 2 seconds
      And the target must disconnect within 10 seconds
      When the tester logs on with MsgSeqNum 5
      Then the target must send Logon within 5 seconds
      And the session is alive and the target expects MsgSeqNum 6

  Rule: A Logon whose MsgSeqNum is too high is accepted; what is missing is asked for afterwards.

    @SD-07 @1S.a @must @acceptor
    Scenario: Logon with MsgSeqNum 7, 3 expected
      Given an established session with the target
      And the target keeps its numbers over a disconnect
      And the target expects MsgSeqNum 3
      When the tester disconnects
      And the tester logs on with MsgSeqNum 7
      Then the target must send Logon within 2 seconds
      And the target must send ResendRequest within 2 seconds:
        | BeginSeqNo | 3                               |
        | EndSeqNo   | 0 or 999999 or between 3 and 7 |
      When the tester sends SequenceReset with MsgSeqNum 3:
        | GapFillFlag | Y |
        | PossDupFlag | Y |
        | NewSeqNo    | 8 |
      Then the session is alive and the target expects MsgSeqNum 8

    @SD-07 @1B.c @VN-11 @must @initiator
    Scenario: Logon reply with MsgSeqNum 7, 3 expected
      Given an established session with the target
      And the target expects MsgSeqNum 3
      When the tester disconnects
      And the tester logs on with MsgSeqNum 7
      Then the target must send ResendRequest within 2 seconds:
        | BeginSeqNo | 3                               |
        | EndSeqNo   | 0 or 999999 or between 3 and 7 |
      When the tester sends SequenceReset with MsgSeqNum 3:
        | GapFillFlag | Y |
        | PossDupFlag | Y |
        | NewSeqNo    | 8 |
      Then the session is alive and the target expects MsgSeqNum 8
