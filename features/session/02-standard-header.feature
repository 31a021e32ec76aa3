@session
Feature: 2 Receive message, standard header: numbers
  What an engine does with the number of each message it receives, and with what says that it was sent before.

  Background:
    Given an established session with the target

  Rule: A message with the expected MsgSeqNum is accepted.

    @2.a @must
    Scenario: MsgSeqNum as expected
      Given the target expects MsgSeqNum 2
      When the tester sends TestRequest with MsgSeqNum 2 and TestReqID "2a"
      Then the target must send Heartbeat with TestReqID "2a" within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3

  Rule: A MsgSeqNum higher than expected is answered by a ResendRequest that starts at the first missing message.

    @2.b @must
    Scenario: MsgSeqNum too high
      Given the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 5
      Then the target must send ResendRequest within 2 seconds:
        | BeginSeqNo | 2                              |
        | EndSeqNo   | 0 or 999999 or between 2 and 5 |
      When the tester sends SequenceReset with MsgSeqNum 2:
        | GapFillFlag | Y |
        | PossDupFlag | Y |
        | NewSeqNo    | 6 |
      Then the session is alive and the target expects MsgSeqNum 6

    @2.b @must
    Scenario: MsgSeqNum too high, and the tester's engine fills the gap
      Given the tester's engine keeps the session from here
      When the next message of the tester is lost on the way
      And the tester sends Heartbeat
      And the tester sends Heartbeat
      Then the target must send ResendRequest within 2 seconds:
        | BeginSeqNo | 2                              |
        | EndSeqNo   | 0 or 999999 or between 2 and 3 |
      And the session is alive

  Rule: A MsgSeqNum lower than expected without PossDupFlag is fatal: Logout, then disconnect.

    @2.c @must
    Scenario: MsgSeqNum too low without PossDupFlag
      Given the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 1
      Then the target must send Logout within 2 seconds
      And the Text should mention "MsgSeqNum too low, expecting 4 but received 1"
      And the target must disconnect within 15 seconds

  Rule: A message without MsgSeqNum can not be counted: Logout with Text and no Reject, then disconnect.

    @2.u @PX-03 @must
    Scenario: MsgSeqNum missing
      When the tester sends Heartbeat with MsgSeqNum absent
      Then the target must send Logout within 2 seconds
      And the Text should mention "MsgSeqNum"
      And the target must disconnect within 15 seconds

  Rule: A PossDup message under a lower MsgSeqNum is ignored when it was received before, and processed when it was not.

    @2.e @must
    Scenario Outline: <message> again, received before
      Given the target expects MsgSeqNum 4
      When the tester sends <message> with MsgSeqNum 2, PossDupFlag Y and OrigSendingTime <offset> from now
      Then the session is alive and the target expects MsgSeqNum 4

      Examples:
        | message   | offset      |
        | Heartbeat | -10 seconds |
        | Heartbeat | +0 seconds  |

    @2.e @must
    Scenario: TestRequest again, received before
      Given the target expects MsgSeqNum 4
      When the tester sends TestRequest with MsgSeqNum 2, PossDupFlag Y, OrigSendingTime -10 seconds from now and TestReqID AGAIN
      Then the session is alive and the target expects MsgSeqNum 4

    @2.e @must @needs:order-flow
    Scenario: order again, received before
      Given the target expects MsgSeqNum 4
      When the tester sends an order with MsgSeqNum 2, PossDupFlag Y and OrigSendingTime -10 seconds from now
      Then the session is alive and the target expects MsgSeqNum 4

    @2.e @must @needs:order-flow
    Scenario: order that a SequenceReset-Reset had jumped over
      Given the target expects MsgSeqNum 2
      When the tester sends SequenceReset with MsgSeqNum 2, GapFillFlag N and NewSeqNo 10
      Then the session is alive and the target expects MsgSeqNum 10
      When the tester sends an order with MsgSeqNum 5, PossDupFlag Y and OrigSendingTime -10 seconds from now
      Then the target must send ExecutionReport within 2 seconds
      And the session is alive and the target expects MsgSeqNum 11
      When the tester sends an order with MsgSeqNum 5, PossDupFlag Y and OrigSendingTime -10 seconds from now
      Then the session is alive and the target expects MsgSeqNum 12

  Rule: A PossDup message that was sent before it was first sent is rejected, and counts.

    @2.f @PX-20 @must
    Scenario: OrigSendingTime later than SendingTime
      Given the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 4, PossDupFlag Y and OrigSendingTime +10 seconds from now
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | 4                                        |
        | RefTagID            | OrigSendingTime or SendingTime or absent |
        | SessionRejectReason | SendingTime accuracy problem             |
      And the target must disconnect within 15 seconds, or go on and expect MsgSeqNum 5

  Rule: A PossDup message without OrigSendingTime is rejected; it counts when its number was the expected one.

    @2.g @must
    Scenario: OrigSendingTime missing, MsgSeqNum as expected
      Given the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 4, PossDupFlag Y and OrigSendingTime absent
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | 4                         |
        | RefTagID            | OrigSendingTime or absent |
        | SessionRejectReason | Required tag missing      |
      And the session is alive and the target expects MsgSeqNum 5

    @2.g @PX-19 @must
    Scenario: OrigSendingTime missing, MsgSeqNum lower
      Given the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 2, PossDupFlag Y and OrigSendingTime absent
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | 2                         |
        | RefTagID            | OrigSendingTime or absent |
        | SessionRejectReason | Required tag missing      |
      And the session is alive and the target expects MsgSeqNum 4
