@session @practice
Feature: The talk as a whole
  Each case looks at one answer. What all messages of a session have in common shows only when there were several.

  Rule: Whatever was asked for, each new message carries the next number, and all of them are from whom and when they say.

    @8 @must
    Scenario: questions, a gap fill and a repetition
      Given an established session with the target
      When the tester sends TestRequest with TestReqID ONE
      Then the target must send Heartbeat with TestReqID ONE within 2 seconds
      When the tester sends Heartbeat
      And the tester asks to resend 1 to 2
      Then the target must resend 1 to 2
      When the tester sends TestRequest with TestReqID TWO
      Then the target must send Heartbeat with TestReqID TWO within 2 seconds
      And every message of the target must be in order
