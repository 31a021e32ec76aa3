@session @seed
Feature: Duplicate resend requests
  A counterparty that asks for the same again may be in a loop, or may have lost the answer. In standard mode every
  ResendRequest is answered; what is called a duplicate by agreement must be asked for in succession.

  Rule: With IgnoreDuplicateResendRequests and a limit of 2 the second of two equal ResendRequests in succession is dropped, and counts.

    @SD-52 @must @needs:configure
    Scenario: the same ResendRequest twice in succession, duplicates ignored
      Given the target is configured with:
        | ignoreDuplicateResendRequests | true |
        | duplicateResendRequestLimit   | 2    |
      And an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 4
      When the tester asks to resend 1 to <open end>
      Then the target must not send anything else
      When the tester asks to resend 1 to 4
      Then the target must resend 1 to 4 and nothing more

  Rule: A ResendRequest that repeats an earlier one is no duplicate when another message came in between.

    @SD-53 @must @needs:configure
    Scenario: a Heartbeat between two equal ResendRequests, duplicates ignored
      Given the target is configured with:
        | ignoreDuplicateResendRequests | true |
        | duplicateResendRequestLimit   | 2    |
      And an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 4
      When the tester sends Heartbeat
      And the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 4 and nothing more

    @SD-53 @must
    Scenario: a Heartbeat between two equal ResendRequests
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 4
      When the tester sends Heartbeat
      And the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 4 and nothing more

  Rule: A ResendRequest for another range is no duplicate.

    @SD-54 @must @needs:configure
    Scenario: equal BeginSeqNo, other EndSeqNo, duplicates ignored
      Given the target is configured with:
        | ignoreDuplicateResendRequests | true |
        | duplicateResendRequestLimit   | 2    |
      And an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 4
      When the tester asks to resend 1 to 3
      Then the target must resend 1 to 3 and nothing more

    @SD-54 @must
    Scenario: equal BeginSeqNo, other EndSeqNo
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks to resend 1 to <open end>
      Then the target must resend 1 to 4
      When the tester asks to resend 1 to 3
      Then the target must resend 1 to 3 and nothing more

  Rule: With a limit of 0 every ResendRequest is answered, whatever IgnoreDuplicateResendRequests says.

    @SD-55 @must @needs:configure
    Scenario: three equal ResendRequests, duplicates ignored with limit 0
      Given the target is configured with:
        | ignoreDuplicateResendRequests | true |
        | duplicateResendRequestLimit   | 0    |
      And an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks 3 times to resend 1 to <open end>, and each time the target must resend 1 to 4
      Then the session is alive

  Rule: In standard mode every repetition of a ResendRequest is answered.

    @SD-56 @must
    Scenario: the same ResendRequest 50 times
      Given an established session with the target
      And the target has sent 3 Heartbeats
      When the tester asks 50 times to resend 1 to <open end>, and each time the target must resend 1 to 4
      Then the session is alive
