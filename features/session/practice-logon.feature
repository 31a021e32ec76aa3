@session @practice
Feature: Logons that real counterparties send
  What a Logon may hold beyond the standard cases, and what an engine makes of one that can not be meant.

  Rule: A FIXT.1.1 Logon says which application version it talks; without DefaultApplVerID it is refused.

    @PX-09 @must @acceptor @since:FIXT.1.1
    Scenario: DefaultApplVerID missing
      Given a connection to the target without Logon
      When the tester sends Logon with ResetSeqNumFlag Y and DefaultApplVerID absent
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must refuse the Logon and disconnect within 15 seconds

    @PX-10 @should @acceptor @since:FIXT.1.1
    Scenario: DefaultApplVerID that no version has
      Given a connection to the target without Logon
      When the tester sends Logon with ResetSeqNumFlag Y and DefaultApplVerID 99
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target should disconnect within 15 seconds

  Rule: HeartBtInt 0 means no Heartbeats and no watch for silence; a TestRequest is answered all the same.

    @PX-28 @must @acceptor
    Scenario: HeartBtInt 0 proposed by the tester
      Given an established session with HeartBtInt 0
      Then the Logon of the target must carry HeartBtInt 0
      # A TestRequest may come once, behind the Logon: that is not the clock's.
      And the session is alive
      And the target must not send Heartbeat or TestRequest for 5 seconds
      And the session is alive

    @PX-28 @must @initiator @needs:configure
    Scenario: HeartBtInt 0 proposed by the target
      Given an established session with HeartBtInt 0
      Then the Logon of the target must carry HeartBtInt 0
      # A TestRequest may come once, behind the Logon: that is not the clock's.
      And the session is alive
      And the target must not send Heartbeat or TestRequest for 5 seconds
      And the session is alive

  Rule: A Logout as the very first message is no session; the connection ends.

    @PX-30 @must @acceptor
    Scenario: Logout as the first message
      Given a connection to the target without Logon
      When the tester sends Logout
      Then the target may send Logout within 2 seconds
      And the target must disconnect within 15 seconds without sending anything

    @PX-30 @must @acceptor @needs:configure
    Scenario: Logout as the first message, answered where that is configured
      Given the target is configured with:
        | quietLogon | true |
      And a connection to the target without Logon
      When the tester sends Logout
      Then the target must send Logout within 2 seconds
      And the target must disconnect within 15 seconds without sending anything

  Rule: A Logon that comes once more changes nothing that a Logon may not change: it is no new session, and no answer of an answer.

    @PX-43 @should
    Scenario: Logon once more, without ResetSeqNumFlag
      Given an established session with the target
      And the target expects MsgSeqNum 3
      When the tester sends Logon
      Then the target may send Reject within 1 second
      And the target should disconnect within 15 seconds, or go on and expect MsgSeqNum 4

    @PX-43 @must @since:FIX.4.1
    Scenario: Logon with ResetSeqNumFlag twice
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target must send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 5 seconds
      When the tester sends Logon with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target may send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 1 second
      And the session is alive and the target expects MsgSeqNum 2

  Rule: A session of production is no session of tests: a TestMessageIndicator that says otherwise is refused.

    @PX-44 @must @acceptor @since:FIX.4.3 @needs:configure
    Scenario Outline: TestMessageIndicator <said> where <agreed> was agreed
      Given the target is configured with:
        | logonTag | 464=<agreed> |
      And a connection to the target without Logon
      When the tester sends Logon with ResetSeqNumFlag Y and TestMessageIndicator <said>
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must refuse the Logon and disconnect within 15 seconds

      Examples:
        | agreed | said   |
        | N      | Y      |
        | Y      | N      |
        | Y      | absent |

    @PX-44 @must @initiator @since:FIX.4.3 @needs:configure
    Scenario: TestMessageIndicator of the reply says otherwise
      Given the target is configured with:
        | logonTag | 464=N |
      And the Logon of the target has arrived
      When the tester sends Logon with TestMessageIndicator Y
      Then the target may send Reject within 2 seconds
      And the target should send Logout within 2 seconds
      And the target must refuse the Logon and disconnect within 15 seconds

  Rule: The MsgTypes that a Logon lists are those that the session takes; another one is told to be unsupported.

    @PX-46 @must @since:FIX.4.2 @needs:configure
    Scenario: MsgType outside the list
      Given the target is configured with:
        | logonTag  | 384=1 |
        | logonTag1 | 372=D |
        | logonTag2 | 385=R |
      And an established session with the target
      Then the Logon of the target must carry NoMsgTypes 1, RefMsgType D and MsgDirection R
      When the tester sends TestRequest with TestReqID "before"
      Then the target must send Heartbeat with TestReqID "before" within 2 seconds
      When the tester sends OrderCancelRequest as "unlisted":
        | OrigClOrdID  | A                   |
        | ClOrdID      | B                   |
        | Symbol       | FIXP                |
        | Side         | 1                   |
        | OrderQty     | 100                 |
        | TransactTime | <now with 0 digits> |
      Then the target must send BusinessMessageReject within 2 seconds:
        | RefSeqNum            | <same as unlisted.MsgSeqNum> |
        | RefMsgType           | F                            |
        | BusinessRejectReason | 3                            |
      And the session is alive
