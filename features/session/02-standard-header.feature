@session
Feature: 2 Receive message, standard header
  What an engine does with the header of each message it receives, once the session is established.

  Background:
    Given an established session with the target

  Rule: A message with the expected MsgSeqNum is accepted.

    @2.a @must
    Scenario: MsgSeqNum as expected
      When the tester sends TestRequest with TestReqID "2a"
      Then the target must send Heartbeat with TestReqID "2a" within 2 seconds

  Rule: A MsgSeqNum higher than expected is answered by a ResendRequest that starts at the first missing message.

    @2.b @must
    Scenario: MsgSeqNum too high
      Given the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 5
      Then the target must send ResendRequest within 2 seconds:
        | BeginSeqNo | 2                               |
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
        | EndSeqNo   | 0 or 999999 or between 2 and 5 |
      And the session is alive

  Rule: A MsgSeqNum lower than expected without PossDupFlag is fatal: Logout, then disconnect.

    @2.c @must
    Scenario: MsgSeqNum too low without PossDupFlag
      Given the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 1
      Then the target must send Logout within 2 seconds
      And the Text should mention "MsgSeqNum too low, expecting 4 but received 1"
      And the target must disconnect within 10 seconds

  Rule: A garbled message is ignored and does not count.

    @must
    Scenario Outline: Garbled message: <garbled>
      Given the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 2, garbled: <garbled>
      Then the session is alive and the target expects MsgSeqNum 2

      @2.d
      Examples:
        | garbled        |
        | wrong CheckSum |

      @2.m
      Examples:
        | garbled                 |
        | BodyLength too short    |
        | BodyLength not a number |

      @2.t
      Examples:
        | garbled           |
        | MsgType not third |

      @3.b
      Examples:
        | garbled        |
        | wrong CheckSum |

      @3.e
      Examples:
        | garbled                |
        | CheckSum of two bytes  |
        | CheckSum of four bytes |
        | CheckSum with letters  |

  Rule: SendingTime outside the agreed tolerance is rejected and ends the session.

    @2.o @must
    Scenario Outline: SendingTime <offset> off
      When the tester sends Heartbeat with SendingTime <offset> from now
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester>    |
        | SessionRejectReason | SendingTime accuracy problem |
      And the target should send Logout within 2 seconds
      And the target must disconnect within 10 seconds

      Examples:
        | offset       |
        | +130 seconds |
        | -130 seconds |

  Rule: SendingTime inside the agreed tolerance is accepted.

    @2.n @must
    Scenario Outline: SendingTime <offset> off, accepted
      When the tester sends TestRequest with TestReqID "2n" and SendingTime <offset> from now
      Then the target must send Heartbeat with TestReqID "2n" within 2 seconds

      Examples:
        | offset       |
        | +110 seconds |
        | -110 seconds |
