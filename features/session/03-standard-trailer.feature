@session
Feature: 3 Receive message, standard trailer
  A message ends with its CheckSum: three digits and the delimiter. Where that does not hold, nothing in it can be relied
  on, not even its number.

  Background:
    Given an established session with the target
    And the target expects MsgSeqNum 2

  Rule: A message that ends with a right CheckSum of three digits and its delimiter is accepted.

    @3.a @3.d @must
    Scenario Outline: TestRequest with TestReqID <text>
      When the tester sends TestRequest with TestReqID <text>
      Then the target must send Heartbeat with TestReqID <text> within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3

      Examples:
        | text                                   |
        | A                                      |
        | zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz |

    @3.a @should
    Scenario: bytes above 127 in the sum
      FIX is written in ASCII, and only a counterparty that is free with it sends more; the sum is that of bytes all the same.

      When the tester sends TestRequest with TestReqID ÄÖÜß
      Then the target should send Heartbeat with TestReqID ÄÖÜß within 2 seconds

  Rule: A message whose trailer can not be read is garbled: ignored, and not counted.

    @must
    Scenario Outline: Garbled message: <garbled>
      When the tester sends Heartbeat with MsgSeqNum 2, garbled: <garbled>
      Then the session is alive and the target expects MsgSeqNum 2

      @3.b @3.c
      Examples:
        | garbled        |
        | wrong CheckSum |

      @3.e
      Examples:
        | garbled                |
        | CheckSum of two bytes  |
        | CheckSum of four bytes |
        | CheckSum with letters  |

  Rule: A garbled message that used its number up is missed: the next one shows the gap, and it is asked for.

    @3.c @must
    Scenario: a garbled message, and the one behind it
      When the tester sends Heartbeat with MsgSeqNum 2, garbled: wrong CheckSum
      And the tester sends Heartbeat with MsgSeqNum 3
      Then the target must send ResendRequest within 2 seconds:
        | BeginSeqNo | 2                              |
        | EndSeqNo   | 0 or 999999 or between 2 and 3 |
      When the tester fills 2 to 3
      Then the session is alive and the target expects MsgSeqNum 4
