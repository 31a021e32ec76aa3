@application
Feature: Cancel: many orders at once
  A mass cancel is answered by its own report; what ends an order is named there, or reported of each order.

  Rule: A mass cancel of all orders ends each of them.

    @CXL-12.a @must @venue @since:FIX.4.4 @needs:order-flow @needs:massCancel
    Scenario: All orders canceled
      Given an established session with the target
      When the tester sends NewOrderSingle as "first" with OrderQty 5
      Then the target must report New of "first" within 2 seconds
      When the tester sends NewOrderSingle as "second" with OrderQty 6 and Side Sell and Price 120
      Then the target must report New of "second" within 2 seconds
      When the tester sends NewOrderSingle as "third" with OrderQty 7
      Then the target must report New of "third" within 2 seconds
      When the tester sends OrderMassCancelRequest as "mass" with MassCancelRequestType 7
      Then the target must send OrderMassCancelReport within 2 seconds:
        | ClOrdID               | same as mass.ClOrdID |
        | MassCancelRequestType | 7                    |
        | MassCancelResponse    | 7                    |
        | TotalAffectedOrders   | 3                    |
      And the target should send in any order within 5 seconds:
        | Canceled of "first"  | CumQty 0 |
        | Canceled of "second" | CumQty 0 |
        | Canceled of "third"  | CumQty 0 |
      When the tester sends OrderStatusRequest with ClOrdID same as first.ClOrdID
      Then the target must report Status of "first" with OrdStatus Canceled and LeavesQty 0 within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as second.ClOrdID
      Then the target must report Status of "second" with OrdStatus Canceled and LeavesQty 0 within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as third.ClOrdID
      Then the target must report Status of "third" with OrdStatus Canceled and LeavesQty 0 within 2 seconds
      And the target must not send anything else

    @CXL-12.a @must @venue @since:FIX.4.4 @needs:order-flow @needs:massCancel @needs:quantityBands
    Scenario: All orders canceled, and named in the report
      Given an established session with the target
      When the tester sends NewOrderSingle as "first" with OrderQty 5 and Account ACC-RONLY
      Then the target must report New of "first" within 2 seconds
      When the tester sends NewOrderSingle as "second" with OrderQty 6 and Account ACC-RONLY
      Then the target must report New of "second" within 2 seconds
      When the tester sends OrderMassCancelRequest as "mass" with MassCancelRequestType 7
      Then the target must send OrderMassCancelReport within 2 seconds:
        | ClOrdID            | same as mass.ClOrdID |
        | MassCancelResponse | 7                    |
        | NoAffectedOrders   | 2                    |
      When the tester sends OrderStatusRequest with ClOrdID same as first.ClOrdID
      Then the target must report Status of "first" with OrdStatus Canceled and LeavesQty 0 within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as second.ClOrdID
      Then the target must report Status of "second" with OrdStatus Canceled and LeavesQty 0 within 2 seconds
      And the target must not send anything else

    @CXL-12.a @must @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders @needs:massCancel
    Scenario: All orders of the target canceled
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "first" with OrderQty 5
      And the target's user sends NewOrderSingle as "second" with OrderQty 55
      And the target's user sends NewOrderSingle as "third" with OrderQty 7
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user sends OrderMassCancelRequest with MassCancelRequestType 7
      Then the tester's venue has sent OrderMassCancelReport with MassCancelResponse 7 and TotalAffectedOrders 3 within 2 seconds
      And the target must show "first" as Canceled with CumQty 0 and LeavesQty 0
      And the target must show "second" as Canceled with CumQty 20 and LeavesQty 0
      And the target must show "third" as Canceled with CumQty 0 and LeavesQty 0
      And the target must show a position of 20 in SIM
      And the target must accept it

  Rule: A mass cancel ends the orders that it describes, and no other.

    @CXL-12.b @should @venue @since:FIX.4.4 @needs:order-flow @needs:massCancel @needs:quantityBands
    Scenario: Buy orders of one symbol canceled
      Given an established session with the target
      When the tester sends NewOrderSingle as "first buy" with OrderQty 5
      Then the target must report New of "first buy" within 2 seconds
      When the tester sends NewOrderSingle as "second buy" with OrderQty 6
      Then the target must report New of "second buy" within 2 seconds
      When the tester sends NewOrderSingle as "sell" with OrderQty 7 and Side Sell and Price 120
      Then the target must report New of "sell" within 2 seconds
      When the tester sends NewOrderSingle as "other buy" with OrderQty 5 and Symbol TICK5
      Then the target must report New of "other buy" within 2 seconds
      When the tester sends NewOrderSingle as "other sell" with OrderQty 6 and Symbol TICK5 and Side Sell and Price 120
      Then the target must report New of "other sell" within 2 seconds
      When the tester sends OrderMassCancelRequest as "mass":
        | MassCancelRequestType | 1                        |
        | Symbol                | same as first buy.Symbol |
        | Side                  | Buy                      |
      Then the target should send OrderMassCancelReport within 2 seconds:
        | ClOrdID             | same as mass.ClOrdID |
        | MassCancelResponse  | 1                    |
        | TotalAffectedOrders | 2                    |
      And the target should send in any order within 5 seconds:
        | Canceled of "first buy"  | CumQty 0 |
        | Canceled of "second buy" | CumQty 0 |
      When the tester sends OrderStatusRequest with ClOrdID same as sell.ClOrdID
      Then the target should report Status of "sell" with OrdStatus New and LeavesQty 7 within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as other buy.ClOrdID
      Then the target should report Status of "other buy" with OrdStatus New and LeavesQty 5 within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as other sell.ClOrdID
      Then the target should report Status of "other sell" with OrdStatus New and LeavesQty 6 within 2 seconds
      And the target must not send anything else

  Rule: To find nothing is no fault.

    @CXL-12.c @should @venue @since:FIX.4.4 @needs:order-flow @needs:massCancel
    Scenario: Nothing to cancel
      Given an established session with the target
      When the tester sends OrderMassCancelRequest as "mass" with MassCancelRequestType 7
      Then the target should send OrderMassCancelReport within 2 seconds:
        | ClOrdID             | same as mass.ClOrdID |
        | MassCancelResponse  | 7                    |
        | TotalAffectedOrders | 0                    |
      And the target must not send anything else

  Rule: A mass cancel that can not be is refused by its own report, with the reason.

    @CXL-12.d @should @venue @since:FIX.4.4 @needs:order-flow @needs:massCancel
    Scenario: Mass cancel of an unknown symbol
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderMassCancelRequest as "mass" with MassCancelRequestType 1 and Symbol NOSUCH
      Then the target should send OrderMassCancelReport within 2 seconds:
        | ClOrdID                | same as mass.ClOrdID |
        | MassCancelResponse     | 0                    |
        | MassCancelRejectReason | 1                    |
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target should report Status of "order" with OrdStatus New and LeavesQty 5 within 2 seconds
      And the target must not send anything else

    @CXL-12.d @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders @needs:massCancel
    Scenario: The target's mass cancel is refused
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      And the target's user sends OrderMassCancelRequest as "mass" with MassCancelRequestType 1 and Symbol NOSUCH
      Then the tester's venue has sent OrderMassCancelReport with MassCancelResponse 0 within 2 seconds
      And the target should show "order" as New with CumQty 0 and LeavesQty 5
      And the target should show an alarm about "mass"
      And the target must accept it

  Rule: A fill that comes before the cancel is booked, whatever the report of the mass cancel counts.

    # The fill has a number below that of the report, and reaches the client only when it asks for what it misses.
    @CXL-12.e @must @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders @needs:massCancel
    Scenario: A fill crosses the target's mass cancel
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      And the tester's venue does "{fill: 2, delivery: skipSeq}" with "order"
      Then the target must show "order" as New with CumQty 0 and LeavesQty 5
      When the target's user sends OrderMassCancelRequest with MassCancelRequestType 7
      Then the tester's venue has sent OrderMassCancelReport with TotalAffectedOrders 1 within 2 seconds
      And the target must send ResendRequest within 2 seconds
      And the target must show "order" as Canceled with CumQty 2 and LeavesQty 0
      And the target must show a position of 2 in SIM
      And the target must accept it

    @CXL-12.e @must @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders @needs:massCancel
    Scenario: The target's order has filled before its mass cancel comes
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "filled" with OrderQty 5
      And the target's user sends NewOrderSingle as "open" with OrderQty 6
      And the tester's venue does "{fill: rest, delivery: skipSeq}" with "filled"
      And the target's user sends OrderMassCancelRequest with MassCancelRequestType 7
      Then the tester's venue has sent OrderMassCancelReport with TotalAffectedOrders 1 within 2 seconds
      And the target must send ResendRequest within 2 seconds
      And the target must show "filled" as Filled with CumQty 5 and LeavesQty 0
      And the target must show "open" as Canceled with CumQty 0 and LeavesQty 0
      And the target must show a position of 5 in SIM
      And the target must accept it

  Rule: Where the report of the mass cancel comes alone, the orders that it names are dead.

    @CXL-12.f @must @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders @needs:massCancel
    Scenario: The target gets no report of each order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "first" with OrderQty 5 and Account ACC-RONLY
      And the target's user sends NewOrderSingle as "second" with OrderQty 55 and Account ACC-RONLY
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user sends OrderMassCancelRequest with MassCancelRequestType 7
      Then the tester's venue has sent OrderMassCancelReport with NoAffectedOrders 2 within 2 seconds
      And the target must show "first" as Canceled with CumQty 0 and LeavesQty 0
      And the target must show "second" as Canceled with CumQty 20 and LeavesQty 0
      And the target must accept it
