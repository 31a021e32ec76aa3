@session
Feature: 14 Receive application message, its application not available
  The session is up and the application behind it is not: whoever sends is told, and the session goes on.

  Rule: An application that is not available is told of in a BusinessMessageReject, before FIX.4.2 in a Reject.

    @14.l @must @needs:configure @since:FIX.4.2
    Scenario: Application not available, told by BusinessMessageReject
      Given the target is configured with:
        | applicationNotAvailable | reject |
      And the session is logged on
      And the target's application fails on the next delivery
      When the tester sends an order
      Then the target must send BusinessMessageReject within 2 seconds:
        | RefSeqNum            | <last sent by the tester> |
        | RefMsgType           | NewOrderSingle            |
        | BusinessRejectReason | 4                         |
      And the session is alive

    @14.l @must @needs:configure @until:FIX.4.1
    Scenario: Application not available, told by Reject
      Given the target is configured with:
        | applicationNotAvailable | reject |
      And the session is logged on
      And the target's application fails on the next delivery
      When the tester sends an order
      Then the target must send Reject with RefSeqNum <last sent by the tester> within 2 seconds
      And the session is alive
