@application
Feature: Orders: the end of the day
  Each order of the day ends once, by Done for day, Expired, or a cancel of the venue; an order that has ended is not canceled again.

  Rule: Done for day ends a day order with nothing left, and a cancel comes too late.

    @ORD-12.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Done for day, then a cancel
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 95
      Then the target must report New of "order" within 2 seconds
      And the target must report Done for day of "order" with CumQty 0 and LeavesQty 0 within 5 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      Then the target must refuse "cancel" of "order" within 2 seconds:
        | CxlRejReason | 0            |
        | OrdStatus    | Done for day |
      And the target must not send anything else

    @ORD-12.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order is done for the day
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 95
      Then the target must show "order" as Done for day with CumQty 0 and LeavesQty 0
      And the target must accept it

  Rule: What is put right behind the end of the day leaves the order ended.

    @ORD-12.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Correction and bust behind Done for day
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 364
      Then the tester's venue has sent ExecutionReport with OrdStatus Done for day and CumQty 50 within 2 seconds
      And the tester's venue has sent ExecutionReport with CumQty 40 within 2 seconds
      And the tester's venue has sent ExecutionReport with CumQty 0 within 2 seconds
      And the target should show "order" as Done for day with CumQty 0 and LeavesQty 0
      And the target should show a position of 0 in SIM
      And the target must accept it

  Rule: A day order that is open at the close expires, with what it has traded.

    @ORD-13.a @must @venue @needs:order-flow @needs:quantityBands @needs:marketEvents
    Scenario: Expired at the close
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 125
      Then the target must report New of "order" within 2 seconds
      When the target's market closes
      Then the target must answer "order" by one of these within 5 seconds:
        | Expired      | CumQty 0 |
        | Done for day | CumQty 0 |
      And the target may first report Expired of "order" with CumQty 0
      And the target must not send anything else

    @ORD-13.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order expires at the close
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 125
      And the tester's market closes
      Then the target must show "order" as Expired with CumQty 0 and LeavesQty 0
      And the target must accept it

    @ORD-13.b @must @venue @needs:order-flow @needs:quantityBands @needs:marketEvents
    Scenario: Partly filled, then expired
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 135
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 50 within 5 seconds
      When the target's market closes
      Then the target must answer "order" by one of these within 5 seconds:
        | Expired      | CumQty 50 |
        | Done for day | CumQty 50 |
      And the target may first report Expired of "order" with CumQty 50
      And the target must not send anything else

    @ORD-13.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target keeps what has traded before the order expired
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 135
      And the tester's market closes
      Then the target must show "order" as Expired with CumQty 50 and LeavesQty 0
      And the target must show a position of 50 in SIM
      And the target must accept it

  Rule: Behind the close no day order is open: each has ended exactly once.

    @ORD-13.c @must @venue @needs:order-flow @needs:quantityBands @needs:marketEvents
    Scenario: Three day orders at the close
      Given an established session with the target
      When the tester sends NewOrderSingle as "a" with OrderQty 5
      Then the target must report New of "a" within 2 seconds
      When the tester sends NewOrderSingle as "b" with OrderQty 6
      Then the target must report New of "b" within 2 seconds
      When the tester sends NewOrderSingle as "c" with OrderQty 125
      Then the target must report New of "c" within 2 seconds
      When the target's market closes
      And 5 seconds pass
      Then the target must have sent ExecutionReport with ClOrdID same as a.ClOrdID and OrdStatus Done for day or Expired or Canceled at least 1 times
      And the target must have sent ExecutionReport with ClOrdID same as b.ClOrdID and OrdStatus Done for day or Expired or Canceled at least 1 times
      And the target must have sent ExecutionReport with ClOrdID same as c.ClOrdID and OrdStatus Done for day or Expired or Canceled at least 1 times
      When the tester sends OrderStatusRequest with ClOrdID same as a.ClOrdID
      And the target may first report Done for day of "a"
      And the target may first report Expired of "a"
      And the target may first report Canceled of "a"
      And the target may first report Done for day of "b"
      And the target may first report Expired of "b"
      And the target may first report Canceled of "b"
      And the target may first report Done for day of "c"
      And the target may first report Expired of "c"
      And the target may first report Canceled of "c"
      Then the target must report Status of "a" with OrdStatus Done for day or Expired or Canceled within 2 seconds
      And the target must not send anything else
