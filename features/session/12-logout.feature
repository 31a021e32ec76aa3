@session
Feature: 12 and 13 Logout
  A session ends by Logout and its answer; whoever asked first closes.

  Rule: A Logout is answered by Logout, and the side that answered does not close first.

    @13.b @must
    Scenario: Logout received
      Given an established session with the target
      When the tester sends Logout
      Then the target must send Logout within 5 seconds
      And the target should stay connected for 1 second

  Rule: Who wants to leave sends Logout, waits for the answer, then disconnects.

    @12 @13.a @must @needs:logout
    Scenario: Logout sent
      Given an established session with the target
      When the target is told to log out
      Then the target must send Logout within 2 seconds
      When the tester sends Logout
      Then the target must disconnect within 5 seconds
