@session @seed @needs:configure
Feature: Recovery in pieces
  Large gaps are recovered in pieces, on either side: the store is read block by block, which nobody may notice, and a
  request may ask for no more than the counterparty gives at a time.

  Rule: The size of the blocks in which the store is read changes nothing of an answer, and the session stays alive.

    @SD-61 @must @needs:kill @needs:restart @needs:sendApplicationMessage @needs:order-flow
    Scenario: the same range in blocks of 1, 7, 1000 and all at once
      Given an established session with the target
      And the target has sent 3 Heartbeats
      And the target's application has sent 10 messages
      And the target has sent in turn:
        | MsgSeqNum | MsgType         |
        | 15        | Heartbeat       |
        | 16        | ExecutionReport |
        | 17        | Heartbeat       |
        | 18        | Heartbeat       |
      And the target's application has sent 10 messages
      Then the answer to a ResendRequest for 1 to 28 must be the same in blocks of 1, 7, 1000 and 0

  Rule: With ResendRequestBlockSize a gap is asked for in pieces, each when the one before it has come.

    @SD-62 @must
    Scenario: ten messages missing, three asked for at a time
      Given the target is configured with:
        | resendRequestBlockSize | 3 |
      And an established session with the target
      When the tester sends Heartbeat with MsgSeqNum 12
      Then the target must send ResendRequest with BeginSeqNo 2 and EndSeqNo 4 within 2 seconds
      When the tester fills 2 to 4, one number after another
      Then the target must send ResendRequest with BeginSeqNo 5 and EndSeqNo 7 within 2 seconds
      When the tester fills 5 to 7, one number after another
      Then the target must send ResendRequest with BeginSeqNo 8 and EndSeqNo 10 within 2 seconds
      When the tester fills 8 to 10
      Then the target must send ResendRequest with BeginSeqNo 11 and EndSeqNo 11 within 2 seconds
      When the tester fills 11 to 11
      Then the session is alive and the target expects MsgSeqNum 13

  Rule: A gap fill that goes beyond the piece moves the beginning of the next one.

    @SD-63 @must
    Scenario: a gap fill to the middle of the third piece
      Given the target is configured with:
        | resendRequestBlockSize | 3 |
      And an established session with the target
      When the tester sends Heartbeat with MsgSeqNum 12
      Then the target must send ResendRequest with BeginSeqNo 2 and EndSeqNo 4 within 2 seconds
      When the tester fills 2 to 8
      Then the target must send ResendRequest with BeginSeqNo 9 and EndSeqNo 11 within 2 seconds
      When the tester fills 9 to 11
      Then the session is alive and the target expects MsgSeqNum 13

  Rule: A gap that stays open after it was asked for AllowedCountOfSimilarRR times ends the session.

    @SD-56b @must @needs:clock
    Scenario: nothing comes, three requests
      Given the target is configured with:
        | gapTimeout | 1 |
      And an established session with the target
      When the tester sends Heartbeat with MsgSeqNum 5
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      And the target must send ResendRequest with BeginSeqNo 2 within 3 seconds
      And the target must send ResendRequest with BeginSeqNo 2 within 3 seconds
      And the target must send Logout within 3 seconds
      And the Text should mention "ResendRequest loop"
      And the Text should mention "2 to 4"
      And the target must disconnect within 10 seconds
