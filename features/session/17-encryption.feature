@session
Feature: 17 Support encryption
  Encryption by FIX itself is optional, and no longer in use: what remains of it is that each Logon says that there is none.

  Rule: A Logon with a valid EncryptMethod is accepted.

    @17.a @must @acceptor
    Scenario: EncryptMethod None in the Logon
      Given a connection to the target without Logon
      When the tester sends Logon with EncryptMethod 0 and ResetSeqNumFlag <Y since FIX.4.1>
      Then the target must send Logon with EncryptMethod 0 within 5 seconds
      And the session is alive

    @17.a @must @initiator
    Scenario: EncryptMethod None in the reply
      Given an established session with the target
      Then the session is alive

  Rule: A Logon with an EncryptMethod that is not supported is rejected, counted, and refused by Logout.

    @17.b @must @acceptor
    Scenario Outline: EncryptMethod <method>
      Given an established session with the target
      And the target keeps its numbers over a disconnect
      When the tester disconnects
      And the tester logs on with EncryptMethod <method>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | EncryptMethod or absent   |
        | RefMsgType          | Logon or absent           |
        | SessionRejectReason | Decryption problem        |
      And the target should send Logout within 2 seconds
      And the target must disconnect within 15 seconds
      When the tester logs on with EncryptMethod 0
      Then the target must send Logon within 5 seconds
      And the session is alive

      Examples:
        | method |
        | 2      |
        | 6      |
