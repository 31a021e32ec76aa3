@application
Feature: Orders: by their terms
  What the fields of an order ask for goes before what its quantity would bring about.

  Rule: A display quantity hides the rest.

    @ORD-09.a @should @venue @since:FIX.5.0SP2 @needs:order-flow @needs:iceberg @needs:quantityBands @needs:marketEvents
    Scenario: DisplayQty
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty   | 100 |
        | DisplayQty | 10  |
        | Price      | 99  |
      Then the target should report New of "order" with OrderQty 100 and LeavesQty 100 within 2 seconds
      When the target's market trades at 99
      And the target may first report Restated of "order"
      Then the target should report Partial fill of "order" with LastQty at most 10 and LeavesQty 90 within 5 seconds
      And the target must not send anything else

  Rule: All or none: no part of the order trades by itself.

    @ORD-09.d @should @venue @needs:order-flow @needs:minQty @needs:quantityBands
    Scenario: All or none, and too little to be had
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 200 |
        | ExecInst | G   |
      Then the target should report New of "order" with LeavesQty 200 within 2 seconds
      And the target must not report Trade of "order" with LastQty at most 199 for 3 seconds

  Rule: A pegged order is priced by its peg, and told its new price.

    @CXL-16.b @should @venue @needs:order-flow @needs:pegged @needs:quantityBands @needs:marketEvents
    Scenario: Pegged by ExecInst
      Given an established session with the target
      When the target's market trades at 100
      And the tester sends NewOrderSingle as "order":
        | OrderQty | 5   |
        | ExecInst | P   |
        | Price    | 105 |
      Then the target should report New of "order" with LeavesQty 5 within 2 seconds
      When the target's market trades at 101
      Then the target should report Restated of "order" within 2 seconds:
        | ExecRestatementReason | <FIX.4.2: 3, FIX.5.0: 3 or 11> |
        | Price                 | 101                            |
        | CumQty                | 0                              |
      And the target must not send anything else

  Rule: What a market order leaves may rest as a limit order.

    @ORD-02.a @must @venue @since:FIX.4.4 @needs:order-flow @needs:marketToLimit @needs:quantityBands
    Scenario: Market with left over as limit
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 150 |
        | OrdType  | K   |
      And the target may first report New of "order"
      Then the target must report Partial fill of "order" with CumQty 100 and LeavesQty 50 within 5 seconds
      And the target may first report Restated of "order" with LeavesQty 50
      And the target must not send anything else

  Rule: Who may not trade is told so, and once.

    @ORD-10.h @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Blocked account
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-BLOCK
      Then the target should reject "order" within 2 seconds:
        | OrdRejReason | 0 or 99 |
      And the target must not send anything else

    @APP-01.d @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Account without an application behind it
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-DOWN
      Then the target should send BusinessMessageReject within 2 seconds:
        | BusinessRejectReason | 4              |
        | RefMsgType           | NewOrderSingle |
      And the target must not send anything else

  Rule: Two requests at once may both pend before either is decided.

    @CXL-10.c @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Venue that decides in batches
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55 and Account ACC-BATCH
      And the target's user replaces "order" as "first" with OrderQty 60
      And the target's user replaces "order" as "second" with OrderQty 65
      And 3 seconds pass
      Then "second" must carry OrigClOrdID same as first.ClOrdID
      And the target should show "order" as Partially filled with OrderQty 65 and CumQty 20 and LeavesQty 45
      And the target must accept it

  Rule: A replace that is refused behind Pending Replace leaves the old terms in force, and what has traded meanwhile counts.

    @CXL-09.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Fill while the replace pends, then its refusal
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 265
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 10 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 280
      And the target may first report Pending Replace of "order" by "replace" with OrderQty 265
      Then the target must report Trade of "order" within 5 seconds:
        | OrdStatus | Pending Replace or Partially filled |
        | OrderQty  | 265                                 |
        | CumQty    | 20                                  |
      And the target must refuse "replace" of "order" within 5 seconds:
        | CxlRejReason | 2                |
        | OrdStatus    | Partially filled |
      And the target must not send anything else

  Rule: A day of corrections ends where the last of them says.

    @EXE-01.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: Filled, busted, corrected twice
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 180
      Then the tester's venue has sent ExecutionReport with OrdStatus Filled and LastQty 162 within 2 seconds
      When 2 seconds pass
      Then the target must show "order" as Filled with CumQty 180 and LeavesQty 0
      And the target must show a position of 180 in SIM
      And the target must accept it

    @ORD-03.b @must @venue @needs:order-flow @needs:quantityBands @needs:marketEvents
    Scenario: Day order of the band that is restated when it is good till cancel
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 355
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 and LeavesQty 335 within 5 seconds
      When the target's market closes
      Then the target must send one of these within 5 seconds:
        | ExecutionReport | ClOrdID same as order.ClOrdID and OrdStatus Done for day or Expired or Canceled and CumQty 20 and LeavesQty 0 |

  Rule: A venue that has no pending states, and one that always has them, are both right.

    @CXL-01.a @must @client @needs:enterOrders @needs:showOrders
    Scenario Outline: Persona <persona>
      Given the tester plays the venue by the persona <persona>
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      And the target's user replaces "order" as "replace" with OrderQty 6
      And the target's user cancels "order" as "cancel"
      And the tester is gone for 5 seconds and logs on again
      Then the target must show "order" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it

      Examples:
        | persona        |
        | lean-exchange  |
        | verbose-broker |
        | crypto         |
