@session
Feature: 4 to 6 Heartbeat and TestRequest
  How each side shows that it is there, and finds out that the other is not.

  Rule: After HeartBtInt without a message sent, a Heartbeat is sent.

    @4.a @must
    Scenario: Heartbeat when idle
      Given an established session with HeartBtInt 2
      Then the target must send Heartbeat within 1.6 HeartBtInt:
        | TestReqID | absent |

  Rule: A TestRequest is answered by Heartbeat with the same TestReqID, byte for byte.

    @4.b @must
    Scenario Outline: TestReqID <text>
      Given an established session with the target
      When the tester sends TestRequest with TestReqID "<text>"
      Then the target must send Heartbeat with TestReqID "<text>" within 2 seconds

      Examples:
        | text                        |
        | A                           |
        | two words                   |
        | 0001-a=b;c\|d/ÄÖ and longer |

  Rule: A valid Heartbeat is accepted and counted, and needs no reaction.

    @5 @must
    Scenario: Heartbeat received
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat
      Then the session is alive and the target expects MsgSeqNum 3

  Rule: Silence for HeartBtInt and the transmission allowance is answered by TestRequest; continued silence ends the connection.

    @6 @must
    Scenario: TestRequest after silence, answered
      Given an established session with HeartBtInt 2
      Then the target must send TestRequest as "question" within 3 HeartBtInt:
        | TestReqID | any |
      When the tester sends Heartbeat with TestReqID <same as question.TestReqID>
      Then the session is alive

    @6 @must
    Scenario: TestRequest after silence, not answered
      Given an established session with HeartBtInt 2
      Then the target must send TestRequest within 3 HeartBtInt
      And the target must disconnect within 4 HeartBtInt
