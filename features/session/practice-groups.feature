@session @practice @needs:order-flow
Feature: Repeating groups as they come
  A group without entries, and an entry that does not begin with its first field.

  Background:
    Given an established session with the target
    And the target expects MsgSeqNum 2

  Rule: A count of 0 says that the group has no entries.

    @PX-14 @should @since:FIX.4.3
    Scenario: NoAllocs 0
      When the tester sends an order with NoAllocs 0
      Then the target should send ExecutionReport within 2 seconds
      And the target may send Reject with RefSeqNum 2 within 500 milliseconds
      And the session is alive and the target expects MsgSeqNum 3

  Rule: An entry of a group inside a group begins with its first field; any other is rejected.

    @PX-16 @must @since:FIX.4.4
    Scenario: nested group without its first field
      When the tester sends an order with NoPartyIDs 1, PartyID A, PartyIDSource D, PartyRole 3, NoPartySubIDs 1 and PartySubIDType 2
      Then the target must send Reject with RefSeqNum 2 within 2 seconds
      And the session is alive and the target expects MsgSeqNum 3
