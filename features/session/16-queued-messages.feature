@session
Feature: 16 Queue outgoing messages
  What becomes of messages that the application sends while there is no connection.

  Rule: A message to be sent while disconnected is queued, and delivered once the session is established again.

    # Numbered when it is really sent, or numbered and stored at once, for the gap to be asked for: both are right.
    @16.a @16.b @must @needs:sendApplicationMessage
    Scenario: Messages sent while disconnected, and one behind them
      Given the session is logged on
      When the tester disconnects
      And the target's application sends 3 messages
      And the session is logged on again
      And the target's application sends 1 message more
      Then the target must deliver these 4 messages once each and in order, under new numbers or where the tester asks for them
      And each of them must carry the SendingTime of its delivery, and OrigSendingTime where it repeats
      And the session is alive

    @16.a @16.b @must @needs:sendApplicationMessage
    Scenario: Messages sent before the first connection
      When the target's application sends 2 messages
      And the session is logged on
      Then the target must deliver these 2 messages once each and in order, under new numbers or where the tester asks for them
      And each of them must carry the SendingTime of its delivery, and OrigSendingTime where it repeats
      And the session is alive
