@session
Feature: 4 to 6 Heartbeat and TestRequest
  How each side shows that it is there, and finds out that the other is not.

  Rule: After HeartBtInt without a message sent, a Heartbeat is sent.

    @4.a @must
    Scenario: Heartbeat when idle
      Given an established session with HeartBtInt 2
      Then the target must send Heartbeat within 1.6 HeartBtInt:
        | TestReqID | absent |
      And it should not have come within 0.5 HeartBtInt of the message of the target before it

    @4.a @must
    Scenario: any message begins the interval anew
      Given an established session with HeartBtInt 2
      When 0.7 HeartBtInt pass
      And the tester sends TestRequest with TestReqID 4A
      Then the target must send Heartbeat with TestReqID 4A within 2 seconds
      And the target must send Heartbeat within 1.6 HeartBtInt:
        | TestReqID | absent |
      And it should not have come within 0.5 HeartBtInt of the message of the target before it

  Rule: A TestRequest is answered by Heartbeat with the same TestReqID, byte for byte.

    @4.b @VN-04 @must
    Scenario Outline: TestReqID <text>
      Given an established session with the target
      When the tester sends TestRequest with TestReqID "<text>"
      Then the target must send Heartbeat with TestReqID "<text>" within 2 seconds

      Examples:
        | text                      |
        | A                         |
        | two words                 |
        | 0001-a=b;c\|d/ and longer |

    @4.b @should
    Scenario: TestReqID beyond ASCII
      Given an established session with the target
      When the tester sends TestRequest with TestReqID "ÄÖ"
      Then the target should send Heartbeat with TestReqID "ÄÖ" within 2 seconds

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
      And it should not have come within 0.5 HeartBtInt of the message of the tester before it
      When the tester sends Heartbeat with TestReqID <same as question.TestReqID>
      Then the session is alive

    @6 @PX-47 @VN-08 @must
    Scenario: TestRequest after silence, not answered
      Given an established session with HeartBtInt 2
      Then the target must send TestRequest within 3 HeartBtInt
      And the target must stay connected for 0.5 HeartBtInt
      And the target must disconnect within 4 HeartBtInt, or say Logout and disconnect within 15 seconds of it
