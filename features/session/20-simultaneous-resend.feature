@session
Feature: 20 Simultaneous ResendRequests
  Both sides miss messages of the other, and ask at the same time.

  Rule: A ResendRequest that comes while the own one waits for its answer is answered first, and once.

    @20 @PX-07 @must
    Scenario: ResendRequest of the tester inside the gap of the target
      Given an established session with the target
      And the target has sent 2 Heartbeats
      And the target expects MsgSeqNum 4
      When the tester sends Heartbeat with MsgSeqNum 7
      Then the target must send ResendRequest within 2 seconds:
        | BeginSeqNo | 4                              |
        | EndSeqNo   | 0 or 999999 or between 4 and 7 |
      When the tester sends ResendRequest with MsgSeqNum 8:
        | BeginSeqNo | 2 |
        | EndSeqNo   | 3 |
      Then the target must resend 2 to 3
      And the target may send ResendRequest with BeginSeqNo 4 within 500 milliseconds
      # Whether it held 7 and 8 or asks for them again: both are there now, and 2 to 3 are not wanted a second time.
      When the tester fills 4 to 8, one number after another
      Then the target may send ResendRequest with BeginSeqNo between 7 and 8 within 500 milliseconds
      And the session is alive and the target expects MsgSeqNum 9
