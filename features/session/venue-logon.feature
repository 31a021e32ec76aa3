@session @venue
Feature: Logons in the scripts of venues
  How venues let their clients begin a week, and what they do with a Logon that they do not want. The tester plays the
  venue; where a script makes sense for the other side as well, both are tried.

  Rule: In a new week both numbers begin at 1, and a first TestRequest is answered under the number that follows.

    @VN-01 @must
    Scenario: first TestRequest of the week
      Given an established session with the target
      When the tester sends TestRequest with MsgSeqNum 2 and TestReqID WEEK
      Then the target must send Heartbeat with MsgSeqNum 2 and TestReqID WEEK within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3

  Rule: A client that can read the number in a refusal logs on under it, and still knows what it has received.

    # NextExpectedMsgSeqNum(789) has no place in the standard's Logout, so it is stated by its tag.
    @VN-02 @must @initiator @since:FIX.4.4 @needs:configure
    Scenario Outline: Logout with NextExpectedMsgSeqNum <wanted> refuses the Logon
      Given the target is configured with:
        | nextExpectedOfLogout | true |
      And the session is logged on
      And the target has sent 2 Heartbeats
      When the tester disconnects
      And the Logon of the target has arrived
      And the tester sends Logout with MsgSeqNum 4:
        | 789  | <wanted>                  |
        | Text | Sequence number incorrect |
      Then the target may send Logout within 1 second
      When the tester closes the connection
      Then the target must connect again within 60 seconds
      When the tester logs on with MsgSeqNum 5
      Then the Logon of the target must carry MsgSeqNum <wanted> and ResetSeqNumFlag absent
      When the tester sends TestRequest with MsgSeqNum 6 and TestReqID MIDWEEK
      Then the target must send Heartbeat with MsgSeqNum <next> and TestReqID MIDWEEK within 2 seconds
      And the session is alive and the target expects MsgSeqNum 7

      Examples:
        | wanted | next |
        | 20     | 21   |
        | 4      | 5    |

  Rule: A refused Logon ends the attempt and not the session: the client comes back, and numbers go on.

    @VN-02 @VN-13 @must @initiator
    Scenario: Logout in the place of the reply
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the Logon of the target has arrived
      And the tester sends Logout with MsgSeqNum 5 and Text "closed for maintenance"
      Then the target may send Logout within 1 second
      When the tester closes the connection
      Then the target should connect again within 60 seconds
      When the tester logs on with MsgSeqNum 6
      Then the target may send ResendRequest with BeginSeqNo 5 within 1 second
      # Whether the Logout was counted or passed over: both numbers are there now.
      When the tester fills 5 to 6
      Then the session is alive and the target expects MsgSeqNum 7

  Rule: A venue that closes the connection without an answer is tried again.

    @VN-12 @should @initiator
    Scenario: the connection ends in the place of the reply
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the Logon of the target has arrived
      And the tester disconnects
      Then the target should connect again within 60 seconds
      When the tester logs on with MsgSeqNum 5
      Then the session is alive and the target expects MsgSeqNum 6

    @VN-09 @VN-12 @must @initiator @since:FIX.4.1 @needs:configure
    Scenario: a client that resets with every Logon asks for it again
      Given the target is configured with:
        | forceSeqNumReset | 2 |
      And the session is logged on
      When the tester disconnects
      And the Logon of the target has arrived
      And the tester disconnects
      Then the target must connect again within 60 seconds
      When the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 1 and ResetSeqNumFlag Y
      And the session is alive and the target expects MsgSeqNum 2

  Rule: HeartBtInt within the limits of venues is said back.

    @VN-14 @must @acceptor
    Scenario Outline: HeartBtInt <seconds>
      Given an established session with HeartBtInt <seconds>
      Then the Logon of the target must carry HeartBtInt <seconds>
      And the session is alive

      Examples:
        | seconds |
        | 5       |
        | 60      |

  Rule: What a venue has queued comes right behind its Logon, and counts.

    @VN-11 @must @initiator @needs:order-flow
    Scenario: two queued messages
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester logs on with MsgSeqNum 5
      And the tester sends an order with ClOrdID QUEUED1
      And the tester sends an order with ClOrdID QUEUED2
      Then the target must send ExecutionReport with ClOrdID QUEUED1 within 2 seconds
      And the target must send ExecutionReport with ClOrdID QUEUED2 within 2 seconds
      And the session is alive and the target expects MsgSeqNum 8

    @VN-11 @must @initiator @needs:order-flow
    Scenario: a message from before the connection was lost comes again
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends an order with ClOrdID BEFORE
      Then the target must send ExecutionReport with ClOrdID BEFORE within 2 seconds
      When the tester disconnects
      And the tester logs on with MsgSeqNum 3
      And the tester sends an order with MsgSeqNum 2, PossDupFlag Y, OrigSendingTime -10 seconds from now and ClOrdID BEFORE
      Then the session is alive and the target expects MsgSeqNum 4

    @VN-11 @must @initiator @since:FIX.4.2
    Scenario: News that says that recovery is complete
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester logs on with MsgSeqNum 5
      And the tester sends News:
        | 148 | Recovery complete |
        | 33  | 1                 |
        | 58  | Recovery complete |
      Then the target may send BusinessMessageReject with RefMsgType B within 1 second
      And the session is alive and the target expects MsgSeqNum 7

  Rule: SessionStatus in a Logon reply or a Logout is read.

    @VN-18 @must @initiator @since:FIXT.1.1
    Scenario Outline: Logon reply with SessionStatus <status>
      Given an established session with the target
      And the target expects MsgSeqNum 3
      When the tester disconnects
      And the tester logs on with MsgSeqNum 3 and SessionStatus <status>
      Then the session is alive and the target expects MsgSeqNum 4

      Examples:
        | status |
        | 0      |
        | 1      |

    @VN-18 @must @since:FIXT.1.1
    Scenario: Logout with SessionStatus
      Given an established session with the target
      When the tester sends Logout with SessionStatus 4
      Then the target must send Logout within 5 seconds

  Rule: A new password goes in Logon beside the old one.

    @VN-18 @must @initiator @since:FIXT.1.1 @needs:configure
    Scenario: NewPassword
      Given the target is configured with:
        | logonTag  | 553=CLIENT |
        | logonTag1 | 554=OLD    |
        | logonTag2 | 925=NEW    |
      And the session is logged on
      Then the Logon of the target must carry Username CLIENT, Password OLD and NewPassword NEW
      And the session is alive
