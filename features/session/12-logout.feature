@session
Feature: 12 and 13 Logout
  A session ends by Logout and its answer; whoever asked first closes.

  Rule: A Logout is answered by Logout, and the side that answered does not close first.
    Older texts let either side close: who answers and closes at once gets a warning.

    @13.b @must
    Scenario: Logout received
      Given an established session with the target
      When the tester sends Logout
      Then the target must send Logout within 5 seconds
      And the target should stay connected for 1 second

    @13.b @must
    Scenario: Logout received, and the tester does not close
      Given an established session with HeartBtInt 2
      When the tester sends Logout
      Then the target must send Logout within 5 seconds
      And the target must disconnect within 8 HeartBtInt

  Rule: Who wants to leave sends Logout, waits for the answer, then disconnects.

    @12 @13.a @must @needs:logout
    Scenario: Logout sent
      Given an established session with the target
      When the target is told to log out
      Then the target must send Logout within 2 seconds
      And the target must stay connected for 1 second
      When the tester sends Logout
      Then the target must disconnect within 5 seconds

    @12 @must @needs:logout
    Scenario: Logout sent, and not answered
      Given an established session with HeartBtInt 2
      When the target is told to log out
      Then the target must send Logout within 2 seconds
      And the target must stay connected for 1 second
      And the target must disconnect within 8 HeartBtInt

  Rule: Until the answer to its Logout comes, a side sends again what it is asked for.

    @12 @PX-24 @must @needs:logout
    Scenario: ResendRequest between Logout and its answer
      Given an established session with the target
      And the target has sent 1 Heartbeat
      When the target is told to log out
      Then the target must send Logout with MsgSeqNum 3 within 2 seconds
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 3
      When the tester sends Logout
      Then the target must disconnect within 5 seconds
