@session @practice
Feature: Connections that break
  A connection ends without a word more often than with one. The session outlives it, on both sides.

  Rule: A connection that ends without Logout is no end of the session: an acceptor waits, and numbers continue.

    @PX-47 @must @acceptor
    Scenario Outline: the tester <ends>
      Given an established session with the target
      And the target keeps its numbers over a disconnect
      And the target expects MsgSeqNum 5
      When the tester <ends>
      And the tester logs on with MsgSeqNum 5
      Then the target must send Logon within 5 seconds
      And the session is alive and the target expects MsgSeqNum 6

      Examples:
        | ends                  |
        | disconnects           |
        | closes the connection |

  # An initiator may leave it to its operators when to come back; then there is nobody whose numbers could be asked.
  Rule: A connection that ends without Logout is no end of the session: an initiator should come back, and numbers continue.

    @PX-47 @must @initiator
    Scenario Outline: the tester <ends>, and the target comes again
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester <ends>
      Then the target should connect again within 60 seconds
      When the tester logs on with MsgSeqNum 5
      Then the session is alive and the target expects MsgSeqNum 6

      Examples:
        | ends                  |
        | disconnects           |
        | closes the connection |

    @PX-29 @VN-11 @VN-12 @must @initiator
    Scenario: both sides have missed something
      Given an established session with the target
      And the target has sent 3 Heartbeats
      And the target expects MsgSeqNum 5
      When the tester disconnects
      Then the target should connect again within 60 seconds
      When the tester logs on with MsgSeqNum 8
      Then the Logon of the target must carry MsgSeqNum "at least 5"
      And the target must send ResendRequest with BeginSeqNo 5 within 2 seconds
      When the tester asks to resend 1 to 4
      Then the target must resend 1 to 4
      And the target may send ResendRequest with BeginSeqNo 5 within 500 milliseconds
      When the tester fills 5 to 9
      Then the session is alive and the target expects MsgSeqNum 10
