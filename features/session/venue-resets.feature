@session @venue
Feature: Sessions that last, and numbers that begin anew, in the scripts of venues
  A session of a venue lasts for days over many connections, until its numbers begin anew: at an announced time, or after
  a failover that nobody announced. The tester plays the venue.

  Rule: A Logout ends the connection and not the session: numbers go on, both Logouts counted.

    @VN-13 @must @acceptor
    Scenario: Logout, and the tester comes back
      Given an established session with the target
      And the target keeps its numbers over a Logout
      And the target expects MsgSeqNum 5
      When the tester logs out
      And the tester logs on with MsgSeqNum 6
      Then the target must send Logon within 5 seconds
      And the session is alive and the target expects MsgSeqNum 7

    @VN-13 @must @initiator
    Scenario: Logout, and the target comes back
      Given an established session with the target
      And the target expects MsgSeqNum 5
      When the tester logs out
      Then the target should connect again within 60 seconds
      When the tester logs on with MsgSeqNum 6
      Then the session is alive and the target expects MsgSeqNum 7

  Rule: A client whose connection is lost comes back by itself, each time.

    @VN-17 @should @initiator
    Scenario: lost twice
      Given an established session with the target
      And the target expects MsgSeqNum 3
      When the tester disconnects
      Then the target should connect again within 60 seconds
      When the tester logs on with MsgSeqNum 3
      Then the session is alive and the target expects MsgSeqNum 4
      When the tester disconnects
      Then the target should connect again within 60 seconds
      When the tester logs on with MsgSeqNum 5
      Then the session is alive and the target expects MsgSeqNum 6

  Rule: A client tries again as often as agreed, and asks for new numbers each time.

    @VN-17 @should @initiator @since:FIX.4.1 @needs:configure
    Scenario: five tries more
      Given the target is configured with:
        | forceSeqNumReset  | 2 |
        | reconnectMaxTries | 5 |
      And the session is logged on
      When the tester disconnects
      Then the target should connect again within 60 seconds
      And the target should not connect more than 5 times within 60 seconds

  Rule: A session that nobody ends lasts for two days.

    @VN-17 @should @needs:clock
    Scenario: 48 hours
      Given an established session with HeartBtInt 3600
      And the tester's engine keeps the session from here
      When 172800 seconds pass
      # Numbers may begin anew each day, without an end of the session.
      Then the target may send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 1 second
      And the target may send Logon with MsgSeqNum 1 and ResetSeqNumFlag Y within 1 second
      And the session is alive

  Rule: When a venue comes back with other numbers the client can begin anew with them.

    @VN-19 @must @needs:setSequenceNumbers
    Scenario: both sides begin at 1 by hand
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the tester disconnects
      And the target is told to reset its numbers locally
      And the session is logged on again, the tester at MsgSeqNum 1
      Then the Logon of the target must carry MsgSeqNum 1
      And the session is alive and the target expects MsgSeqNum 2
