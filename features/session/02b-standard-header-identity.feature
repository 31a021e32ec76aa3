@session
Feature: 2 Receive message, standard header: form, identity, time and type
  What an engine does with the rest of the header: whether it can be read, whom it is from, when it was sent and what it is.

  Background:
    Given an established session with the target

  Rule: A message whose header is in order is accepted, and counts.

    @2.h @2.j @2.s @must
    Scenario: BeginString, BodyLength and MsgType first, CompIDs of the session
      Given the target expects MsgSeqNum 2
      When the tester sends Heartbeat
      Then the session is alive and the target expects MsgSeqNum 3

    @2.l @must
    Scenario Outline: BodyLength of a TestRequest with TestReqID <text>
      When the tester sends TestRequest with TestReqID <text>
      Then the target must send Heartbeat with TestReqID <text> within 2 seconds

      Examples:
        | text                                                                                                        |
        | 1                                                                                                           |
        | ABCDEFGHIJKLMNOPQRSTUVWXYZ-ABCDEFGHIJKLMNOPQRSTUVWXYZ-ABCDEFGHIJKLMNOPQRSTUVWXYZ-ABCDEFGHIJKLMNOPQRSTUVWXYZ |

    @2.p @must
    Scenario Outline: MsgType of <message>
      Given the target expects MsgSeqNum 2
      When the tester sends <message>
      Then the session is alive and the target expects MsgSeqNum 3

      Examples:
        | message                                                        |
        | Heartbeat                                                      |
        | Reject with RefSeqNum 1                                        |
        | SequenceReset with GapFillFlag Y, PossDupFlag Y and NewSeqNo 3 |

    @2.p @must @needs:order-flow
    Scenario: MsgType of NewOrderSingle
      Given the target expects MsgSeqNum 2
      When the tester sends an order
      Then the target must send ExecutionReport within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3

  Rule: Another BeginString is fatal: Logout with Text and no Reject, then disconnect.

    @2.i @must
    Scenario: BeginString differs
      When the tester sends Heartbeat with BeginString <another BeginString>
      Then the target must send Logout within 2 seconds
      And the Text should mention "BeginString"
      And the target must disconnect within 15 seconds

  Rule: Another SenderCompID or TargetCompID is rejected, and ends the session: Logout, then disconnect.
    The Reject has said what was wrong, and the end of the connection shows that it was fatal: a Logout that is missing
    between them is a warning.

    @2.k @must
    Scenario Outline: <field> differs
      When the tester sends Heartbeat with <field> NOBODY
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester>              |
        | RefTagID            | SenderCompID or TargetCompID or absent |
        | SessionRejectReason | CompID problem                         |
      And the target should send Logout within 2 seconds
      And the target must disconnect within 15 seconds

      Examples:
        | field        |
        | SenderCompID |
        | TargetCompID |

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
        | garbled               |
        | MsgType not third     |
        | BodyLength not second |
        | BeginString not first |

  Rule: SendingTime outside the agreed tolerance is rejected and ends the session.
    As with CompIDs, a Logout that is missing between Reject and the end of the connection is a warning.

    @2.o @PX-21 @must
    Scenario Outline: SendingTime <offset> off
      When the tester sends Heartbeat with SendingTime <offset> from now
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester>    |
        | SessionRejectReason | SendingTime accuracy problem |
      And the target should send Logout within 2 seconds
      And the target must disconnect within 15 seconds

      Examples:
        | offset       |
        | +130 seconds |
        | -130 seconds |

      @needs:advanceClock
      Examples: where both sides have one clock
        | offset       |
        | +121 seconds |
        | -121 seconds |

    @2.o @must
    Scenario: SendingTime that is no time
      Given the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 4 and SendingTime yesterday
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | 4                                                               |
        | RefTagID            | SendingTime or absent                                           |
        | SessionRejectReason | SendingTime accuracy problem or Incorrect data format for value |
      And the target must disconnect within 15 seconds, or go on and expect MsgSeqNum 5

  Rule: SendingTime inside the agreed tolerance is accepted.

    @2.n @must
    Scenario Outline: SendingTime <offset> off, accepted
      When the tester sends TestRequest with TestReqID "2n" and SendingTime <offset> from now
      Then the target must send Heartbeat with TestReqID "2n" within 2 seconds

      Examples:
        | offset       |
        | +110 seconds |
        | -110 seconds |

      @needs:advanceClock
      Examples: where both sides have one clock
        | offset       |
        | +119 seconds |
        | -119 seconds |

  Rule: A MsgType that neither the standard nor the counterparties define is rejected; the message counts, and the session goes on.

    @2.q @must
    Scenario: MsgType not valid
      Given the target expects MsgSeqNum 2
      When the tester sends a message of MsgType "ZZ"
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | 2                 |
        | RefTagID            | MsgType or absent |
        | RefMsgType          | ZZ or absent      |
        | SessionRejectReason | Invalid MsgType   |
      And the session is alive and the target expects MsgSeqNum 3

  Rule: A MsgType that is defined but not supported is answered by BusinessMessageReject, before FIX.4.2 by Reject, and the session goes on.

    @2.r @must @since:FIX.4.2
    Scenario: MsgType not supported
      Given the target does not support ListStatusRequest with ListID FP1
      And the target expects MsgSeqNum 5
      When the tester sends ListStatusRequest with ListID FP2
      Then the target must send BusinessMessageReject within 2 seconds:
        | RefSeqNum            | 5 or absent              |
        | RefMsgType           | ListStatusRequest        |
        | BusinessRejectReason | Unsupported Message Type |
      And the session is alive and the target expects MsgSeqNum 6

    @2.r @must @until:FIX.4.1
    Scenario: MsgType not supported, before there was BusinessMessageReject
      Given the target does not support ListStatusRequest with ListID FP1
      And the target expects MsgSeqNum 5
      When the tester sends ListStatusRequest with ListID FP2
      Then the target must send Reject within 2 seconds:
        | RefSeqNum | 5 |
      And the session is alive and the target expects MsgSeqNum 6
