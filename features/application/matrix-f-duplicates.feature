@application
Feature: Order state change matrix F: duplicates
  The same ClOrdID twice is one order, whatever the second message asks for.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: F.1.a Duplicate ClOrdID

    @MAT-F.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Duplicate ClOrdID, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
        | LastQty   | 1000  |
      When the tester sends NewOrderSingle as "again":
        | ClOrdID  | same as X.ClOrdID |
        | OrderQty | 15000             |
        | Account  | ACC-MANUAL        |
      Then the target should report Rejected of "again" within 2 seconds:
        | OrdStatus    | Partially filled |
        | CumQty       | 1000             |
        | LeavesQty    | 9000             |
        | OrdRejReason | 6                |
      And the target must not send anything else

  Rule: F.1.b PossResend and duplicate ClOrdID

    @MAT-F.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: PossResend and duplicate ClOrdID, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the tester sends NewOrderSingle as "repeated":
        | ClOrdID    | same as X.ClOrdID |
        | OrderQty   | 10000             |
        | Account    | ACC-MANUAL        |
        | PossResend | Y                 |
      Then the target should report Status of "X" within 2 seconds:
        | OrdStatus | New   |
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the tester sends NewOrderSingle as "again":
        | ClOrdID  | same as X.ClOrdID |
        | OrderQty | 20000             |
        | Account  | ACC-MANUAL        |
      Then the target should report Rejected of "again" within 2 seconds:
        | OrdStatus    | New   |
        | CumQty       | 0     |
        | LeavesQty    | 10000 |
        | OrdRejReason | 6     |
      When the tester sends NewOrderSingle as "Y":
        | OrderQty   | 15000      |
        | Account    | ACC-MANUAL |
        | PossResend | Y          |
      And the target's venue does "ack" with "Y"
      Then the target should report New of "Y" within 2 seconds:
        | OrderQty  | 15000 |
        | CumQty    | 0     |
        | LeavesQty | 15000 |
      And the target must not send anything else

  Rule: F.1.c Order already given by voice

    @MAT-F.1.c @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Order already given by voice, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "{reject: duplicate, set: {OrdRejReason: 7}}" with "X"
      Then the target should report Rejected of "X" within 2 seconds:
        | CumQty       | 0 |
        | LeavesQty    | 0 |
        | OrdRejReason | 7 |
      And the target must not send anything else

    @MAT-F.1.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: Order already given by voice, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "{reject: duplicate, set: {OrdRejReason: 7}}" with "X"
      Then the target should show "X" as Rejected
      And the target must accept it
