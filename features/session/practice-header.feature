@session @practice
Feature: Fields that every message has, or lacks
  Numbers and routing fields as they come from engines that were written in a hurry.

  Rule: MsgSeqNum is a number of digits, leading zeros allowed.

    @PX-38 @must
    Scenario: MsgSeqNum with leading zeros
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends TestRequest with MsgSeqNum 0002 and TestReqID "zeros"
      Then the target must send Heartbeat with TestReqID "zeros" within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3

    @PX-38 @should
    Scenario Outline: MsgSeqNum <written>
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum <written>
      Then the target should send Reject within 2 seconds:
        | RefTagID            | MsgSeqNum or absent |
        | SessionRejectReason | 6                   |
      And the target may send Reject within 500 milliseconds
      And the target must disconnect within 15 seconds, or go on and expect MsgSeqNum 2 or 3

      Examples:
        | written |
        | +2      |
        | 2.0     |

  Rule: Where numbers end something must happen that both sides see, and new numbers must be possible.

    @PX-37 @should @since:FIX.4.1
    Scenario: the last number of 32 bits
      Given an established session with the target
      When the tester sends SequenceReset with NewSeqNo 2147483647
      Then the session should be alive, and the target expect MsgSeqNum 2147483647
      And the target should disconnect within 15 seconds, or go on and expect MsgSeqNum 2147483648
      When the tester disconnects
      And the tester logs on with MsgSeqNum 1 and ResetSeqNumFlag Y
      Then the target may send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 2 seconds
      And the session should be alive, and the target expect MsgSeqNum 2

  Rule: A TestRequest without TestReqID is rejected and counts.

    @PX-39 @must
    Scenario: TestReqID missing
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends TestRequest
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | 2                   |
        | RefTagID            | TestReqID or absent |
        | SessionRejectReason | 1                   |
      And the session is alive and the target expects MsgSeqNum 3

  Rule: A Heartbeat with a TestReqID that nobody asked for is a Heartbeat.

    @PX-40 @must
    Scenario: unknown TestReqID
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with TestReqID "NOBODY ASKED"
      Then the session is alive and the target expects MsgSeqNum 3

    @PX-40 @must
    Scenario: unknown TestReqID while the target waits for an answer
      Given an established session with HeartBtInt 2
      Then the target must send TestRequest as "question" within 3 HeartBtInt
      When the tester sends Heartbeat with TestReqID "NOBODY ASKED"
      And the tester sends Heartbeat with TestReqID <same as question.TestReqID>
      Then the session is alive

  Rule: With LastMsgSeqNumProcessed every message says which number was processed last.

    @PX-17 @must @since:FIX.4.2 @needs:configure
    Scenario: Logon, Heartbeat and TestRequest
      Given the target is configured with:
        | includeLastProcessed | true |
      And an established session with HeartBtInt 2
      Then the Logon of the target must carry LastMsgSeqNumProcessed "0 or 1"
      When the tester sends TestRequest with TestReqID "A"
      Then the target must send Heartbeat with TestReqID "A" and LastMsgSeqNumProcessed 2 within 1 second
      And the target must send TestRequest with LastMsgSeqNumProcessed 2 within 3 HeartBtInt

  Rule: What a Reject answers came from somebody: routing fields come back turned round, or not at all.

    @PX-15 @must
    Scenario: routing fields of a rejected message
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends TestRequest with OnBehalfOfCompID CLIENT and DeliverToCompID DESK
      Then the target must send Reject within 2 seconds:
        | RefSeqNum        | 2                |
        | OnBehalfOfCompID | absent or DESK   |
        | DeliverToCompID  | absent or CLIENT |
      And the session is alive and the target expects MsgSeqNum 3

    @PX-15 @must @since:FIX.4.1 @needs:configure
    Scenario: all routing fields, where the way back is configured
      Given the target is configured with:
        | reverseRoute | true |
      And an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends TestRequest:
        | OnBehalfOfCompID     | CLIENT |
        | OnBehalfOfSubID      | TRADER |
        | OnBehalfOfLocationID | PARIS  |
        | DeliverToCompID      | DESK   |
        | DeliverToSubID       | BOOK   |
        | DeliverToLocationID  | LONDON |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum            | 2      |
        | OnBehalfOfCompID     | DESK   |
        | OnBehalfOfSubID      | BOOK   |
        | OnBehalfOfLocationID | LONDON |
        | DeliverToCompID      | CLIENT |
        | DeliverToSubID       | TRADER |
        | DeliverToLocationID  | PARIS  |
      And the session is alive and the target expects MsgSeqNum 3
