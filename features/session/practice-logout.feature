@session @practice
Feature: Leaving while something is missing
  A Logout does not end what is still owed: a gap before it is asked for first, and requests are answered until the end.

  Rule: A Logout behind a gap is answered behind the request for the gap, and should be when the gap is closed.

    @PX-23 @must
    Scenario: Logout with MsgSeqNum too high
      Given an established session with the target
      And the target expects MsgSeqNum 2
      When the tester sends Logout with MsgSeqNum 4
      Then the target must send ResendRequest with BeginSeqNo 2 within 2 seconds
      # The older texts may be read so that Logout follows the request at once. To end the connection is up to the tester.
      And the target should keep silent for 1 second
      And the target must stay connected for 1 second
      When the tester fills 2 to 3
      Then the target may send Logout within 5 seconds
      And the target must have sent Logout once

  Rule: Who has said Logout answers ResendRequests until the answer comes.

    @PX-24 @must @needs:logout
    Scenario: ResendRequest behind the target's Logout
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the target is told to log out
      Then the target must send Logout within 2 seconds
      When the tester asks to resend 1 to 4
      Then the target must resend 1 to 4
      When the tester sends Logout
      Then the target must disconnect within 5 seconds
