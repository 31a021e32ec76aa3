@session @venue @initiator
Feature: iLink, an order that is asked for inside a gap
  The client has sent four orders, and a part of what the venue said has been lost. While the client asks for it the venue
  asks for the third order. The client needs no market for this: what its orders come to is not looked at.

  Rule: An order asked for inside a gap is sent again or filled over, and what is missing is asked for once.

    @VN-06 @must @needs:sendApplicationMessage
    Scenario: the third of four orders
      Given an established session with the target
      And the target's application has sent 4 messages
      And the target expects MsgSeqNum 2
      When the tester sends Heartbeat with MsgSeqNum 4
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      When the tester fills 2 to 2
      And the tester sends ResendRequest with MsgSeqNum 5:
        | BeginSeqNo | 4 |
        | EndSeqNo   | 4 |
      Then the target may send ResendRequest with BeginSeqNo "2 or 3" within 500 milliseconds
      And the target must resend 4 to 4
      And the target may send ResendRequest with BeginSeqNo "2 or 3" within 500 milliseconds
      And the target should have sent ResendRequest once
      When the tester fills 3 to 5, one number after another
      Then the target may send ResendRequest with BeginSeqNo between 4 and 5 within 500 milliseconds
      And the session is alive and the target expects MsgSeqNum 6
