@session @seed @needs:configure
Feature: NextExpectedMsgSeqNum
  Both Logons say which number their sender expects next, so that a gap is filled without a ResendRequest.

  Rule: With both sides in step the Logons say so, and nothing is resent.

    @SD-36 @must @since:FIX.4.4 @acceptor
    Scenario: in step, seen from the acceptor's reply
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And an established session with the target
      When the tester disconnects
      And the tester logs on with NextExpectedMsgSeqNum 2
      Then the target must send Logon with MsgSeqNum 2 and NextExpectedMsgSeqNum 3 within 2 seconds
      And the target must not send anything else

    @SD-36 @must @since:FIX.4.4 @initiator
    Scenario: in step, seen from the initiator's Logon
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And the session is logged on
      Then the Logon of the target must carry MsgSeqNum 1 and NextExpectedMsgSeqNum 1
      When the tester disconnects
      And the session is logged on again, with NextExpectedMsgSeqNum 3
      Then the Logon of the target must carry MsgSeqNum 2 and NextExpectedMsgSeqNum 2
      And the target must not send anything else

  Rule: A NextExpectedMsgSeqNum below the next number is answered by Logon, then by what is missing.

    @SD-37 @must @since:FIX.4.4 @acceptor
    Scenario: only administrative messages are missing
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And an established session with the target
      And the target has sent 9 Heartbeats
      When the tester disconnects
      And the tester logs on with NextExpectedMsgSeqNum 1
      Then the target must send Logon with MsgSeqNum 11 within 2 seconds
      And the target must send SequenceReset with MsgSeqNum 1, GapFillFlag Y, PossDupFlag Y and NewSeqNo 12 within 2 seconds
      And the target must not send anything else

    @SD-37 @must @since:FIX.4.4 @acceptor @needs:sendApplicationMessage
    Scenario: application messages are missing
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And an established session with the target
      And the target's application has sent 3 messages
      When the tester disconnects
      And the tester logs on with NextExpectedMsgSeqNum 3
      Then the target must send Logon with MsgSeqNum 5 and NextExpectedMsgSeqNum 3 within 2 seconds
      And the target must send NewOrderSingle with MsgSeqNum 3 and PossDupFlag Y within 2 seconds
      And the target must send NewOrderSingle with MsgSeqNum 4 and PossDupFlag Y within 2 seconds
      And the target must send SequenceReset with MsgSeqNum 5, GapFillFlag Y, PossDupFlag Y and NewSeqNo 6 within 2 seconds
      And the target must not send anything else

    @SD-37 @must @since:FIX.4.4 @initiator @needs:sendApplicationMessage
    Scenario: the reply says that messages are missing
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And the session is logged on
      And the target's application has sent 2 messages
      When the tester disconnects
      And the session is logged on again, with NextExpectedMsgSeqNum 2
      Then the target must send NewOrderSingle with MsgSeqNum 2 and PossDupFlag Y within 2 seconds
      And the target must send NewOrderSingle with MsgSeqNum 3 and PossDupFlag Y within 2 seconds
      And the target must send SequenceReset with MsgSeqNum 4, GapFillFlag Y, PossDupFlag Y and NewSeqNo 5 within 2 seconds
      And the target must not send anything else

  Rule: A NextExpectedMsgSeqNum above the next number ends the session: messages must have been lost here.

    @SD-38 @must @since:FIX.4.4 @acceptor
    Scenario: too high
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And an established session with the target
      When the tester disconnects
      And the tester logs on with NextExpectedMsgSeqNum 50
      Then the target must send Logout with MsgSeqNum 2 and SessionStatus 10 within 2 seconds
      And the Text should mention "NextExpectedMsgSeqNum"
      And the target must disconnect within 10 seconds

    @SD-38 @must @since:FIX.4.4 @initiator
    Scenario: too high in the reply
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And the session is logged on
      When the tester disconnects
      And the session is logged on again, with NextExpectedMsgSeqNum 50
      Then the target must send Logout with MsgSeqNum 3 and SessionStatus 10 within 2 seconds
      And the Text should mention "NextExpectedMsgSeqNum"
      And the target must disconnect within 10 seconds

  Rule: A gap in the Logon is asked for by NextExpectedMsgSeqNum alone; ResendRequest follows only when nothing comes.

    @SD-39 @must @since:FIX.4.4
    Scenario Outline: the gap is filled unasked
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
        | gapTimeout          | 3    |
      And an established session with the target
      When the tester disconnects
      And the session is logged on again, the tester at MsgSeqNum 7, with NextExpectedMsgSeqNum <next>
      Then the Logon of the target must carry NextExpectedMsgSeqNum 2
      And the target must keep silent for 2 seconds
      When the tester sends TestRequest with MsgSeqNum 2, PossDupFlag Y and TestReqID MISSED
      And the tester sends SequenceReset with MsgSeqNum 3, PossDupFlag Y, GapFillFlag Y and NewSeqNo 8
      Then the target must send Heartbeat with TestReqID MISSED within 2 seconds
      And the session is alive and the target expects MsgSeqNum 8
      And the target must keep silent for 3 seconds

      @acceptor
      Examples: a target that replies
        | next |
        | 2    |

      @initiator
      Examples: a target that logs on first
        | next |
        | 3    |

    @SD-39 @must @since:FIX.4.4
    Scenario Outline: the gap is not filled
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
        | gapTimeout          | 3    |
      And an established session with the target
      When the tester disconnects
      And the session is logged on again, the tester at MsgSeqNum 7, with NextExpectedMsgSeqNum <next>
      Then the Logon of the target must carry NextExpectedMsgSeqNum 2
      And the target must keep silent for 2 seconds
      And the target must send ResendRequest with BeginSeqNo 2 and EndSeqNo "0 or between 6 and 7" within 5 seconds
      When the tester sends SequenceReset with MsgSeqNum 2, PossDupFlag Y, GapFillFlag Y and NewSeqNo 8
      Then the session is alive and the target expects MsgSeqNum 8

      @acceptor
      Examples: a target that replies
        | next |
        | 2    |

      @initiator
      Examples: a target that logs on first
        | next |
        | 3    |

  Rule: With ResetSeqNumFlag the Logon says 1 and the reply says 2.

    @SD-40 @must @since:FIX.4.4 @acceptor
    Scenario: the tester asks for a reset
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And an established session with the target
      And the target expects MsgSeqNum 5
      When the tester disconnects
      And the tester logs on with MsgSeqNum 1, ResetSeqNumFlag Y and NextExpectedMsgSeqNum 1
      Then the target must send Logon with MsgSeqNum 1, ResetSeqNumFlag Y and NextExpectedMsgSeqNum 2 within 2 seconds
      And the session is alive and the target expects MsgSeqNum 2

    @SD-40 @must @since:FIX.4.4 @initiator
    Scenario: the target asks for a reset
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
        | forceSeqNumReset    | 2    |
      And the session is logged on
      When the tester disconnects
      And the session is logged on again, with NextExpectedMsgSeqNum 2
      Then the Logon of the target must carry MsgSeqNum 1, ResetSeqNumFlag Y and NextExpectedMsgSeqNum 1
      And the session is alive and the target expects MsgSeqNum 2

  Rule: Where the counterparty does not state NextExpectedMsgSeqNum, a gap is asked for by ResendRequest.

    @SD-41 @must @since:FIX.4.4
    Scenario: Logon too high without NextExpectedMsgSeqNum
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And an established session with the target
      When the tester disconnects
      And the session is logged on again, the tester at MsgSeqNum 7
      Then the Logon of the target must carry NextExpectedMsgSeqNum 2
      And the target must send ResendRequest with BeginSeqNo 2 and EndSeqNo "0 or between 6 and 7" within 2 seconds
      When the tester sends SequenceReset with MsgSeqNum 2, PossDupFlag Y, GapFillFlag Y and NewSeqNo 8
      Then the session is alive and the target expects MsgSeqNum 8

  Rule: Versions without NextExpectedMsgSeqNum do not send it, whatever is configured.

    @SD-42 @must @until:FIX.4.3
    Scenario: two Logons
      Given the target is configured with:
        | handleSeqNumAtLogon | true |
      And the session is logged on
      Then the Logon of the target must carry MsgSeqNum 1 and NextExpectedMsgSeqNum absent
      When the tester disconnects
      And the session is logged on again
      Then the Logon of the target must carry MsgSeqNum 2 and NextExpectedMsgSeqNum absent
      And the session is alive
