@application
Feature: Orders: good till cancel, good till date
  An order that outlives the day comes back with what it has traded; one that is over says so once.

  Rule: A good till cancel order survives the end of the day with what it has traded.

    @ORD-07.a @must @venue @needs:order-flow @needs:quantityBands @needs:marketEvents @needs:gtcOrders
    Scenario: Over the end of the day
      Given an established session with the target
      And the tester's engine keeps the session from here
      When the tester sends NewOrderSingle as "order" with OrderQty 355 and TimeInForce Good Till Cancel
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 and LeavesQty 335 within 5 seconds
      When the target's market closes
      And the target's market begins the next day
      And the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Done for day of "order" with LeavesQty 335
      And the target may first report Restated of "order" with CumQty 20 and LeavesQty 335
      And the target may first report Pending Cancel of "order" by "cancel"
      Then the target must report Canceled of "order" by "cancel" with CumQty 20 within 5 seconds
      And the target must not send anything else

    @ORD-07.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target keeps its order over the end of the day
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 355 and TimeInForce Good Till Cancel
      And the tester's market closes
      And the tester's market begins the next day
      Then the tester's venue has sent ExecutionReport with ExecType Restated within 5 seconds
      And the target must show "order" as Partially filled with CumQty 20 and LeavesQty 335
      And the target must show a position of 20 in SIM
      When the target's user cancels "order" as "cancel"
      Then the target must show "order" as Canceled with CumQty 20
      And the target must accept it

  Rule: Fills of the next day count into the day's quantities and into the whole.

    @ORD-07.b @should @venue @needs:order-flow @needs:quantityBands @needs:marketEvents @needs:gtcOrders
    Scenario: Fill on the next day
      Given an established session with the target
      And the tester's engine keeps the session from here
      When the tester sends NewOrderSingle as "order" with OrderQty 355 and TimeInForce Good Till Cancel
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the target's market closes
      And the target's market begins the next day
      And the target's venue does "fill: 10" with "order"
      And the target may first report Done for day of "order"
      And the target may first report Restated of "order"
      Then the target must report Partial fill of "order" within 5 seconds:
        | LastQty   | 10  |
        | CumQty    | 30  |
        | LeavesQty | 325 |
      And the target should have sent ExecutionReport with DayOrderQty 335 and DayCumQty 10 once

    @ORD-07.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target adds a fill of the next day
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 355 and TimeInForce Good Till Cancel
      And the tester's market closes
      And the tester's market begins the next day
      And the tester's venue does "fill: 10" with "order"
      Then the target should show "order" as Partially filled with CumQty 30 and LeavesQty 325
      And the target should show a position of 30 in SIM
      And the target must accept it

  Rule: A good till cancel order can be canceled the next day.

    @ORD-07.c @must @venue @needs:order-flow @needs:quantityBands @needs:marketEvents @needs:gtcOrders
    Scenario: Canceled on the next day
      Given an established session with the target
      And the tester's engine keeps the session from here
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and TimeInForce Good Till Cancel
      Then the target must report New of "order" within 2 seconds
      When the target's market closes
      And the target's market begins the next day
      And the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Done for day of "order" with LeavesQty 5
      And the target may first report Restated of "order" with LeavesQty 5
      And the target may first report Pending Cancel of "order" by "cancel"
      Then the target must report Canceled of "order" by "cancel" with CumQty 0 within 5 seconds
      And the target must not send anything else

    @ORD-07.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target cancels its order on the next day
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5 and TimeInForce Good Till Cancel
      And the tester's market closes
      And the tester's market begins the next day
      And the target's user cancels "order" as "cancel"
      Then "cancel" must carry OrigClOrdID same as order.ClOrdID
      And the target must show "order" as Canceled with CumQty 0

  Rule: A good till cancel order can be replaced the next day, and the day's quantity follows.

    @ORD-07.d @should @venue @needs:order-flow @needs:quantityBands @needs:marketEvents @needs:gtcOrders
    Scenario: Increased on the next day
      Given an established session with the target
      And the tester's engine keeps the session from here
      When the tester sends NewOrderSingle as "order" with OrderQty 355 and TimeInForce Good Till Cancel
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the target's market closes
      And the target's market begins the next day
      And the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 400
      And the target may first report Done for day of "order"
      And the target may first report Restated of "order"
      And the target may first report Pending Replace of "order" by "replace"
      Then the target should report Replaced of "order" by "replace" within 5 seconds:
        | OrderQty    | 400 |
        | CumQty      | 20  |
        | LeavesQty   | 380 |
        | DayOrderQty | 380 |

    @ORD-07.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target increases its order on the next day
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 355 and TimeInForce Good Till Cancel
      And the tester's market closes
      And the tester's market begins the next day
      And the target's user replaces "order" as "replace" with OrderQty 400
      Then the target should show "order" as Partially filled with CumQty 20 and LeavesQty 380
      And the target must accept it

  Rule: A split of the share scales the order; it is no trade.

    @ORD-07.e @must @client @needs:enterOrders @needs:showOrders @needs:gtcOrders
    Scenario: Two for one
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order":
        | Symbol      | SPLIT            |
        | OrderQty    | 100              |
        | TimeInForce | Good Till Cancel |
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 20" with "order"
      And the tester's market begins the next day
      And the tester's market splits SPLIT 2 for 1
      Then the tester's venue has sent ExecutionReport with ExecType Restated and ExecRestatementReason 0 within 5 seconds
      And the target must show "order" as Partially filled with CumQty 40 and LeavesQty 160
      And the target must accept it

  Rule: A good till date order expires when its date is over, or at its time.

    @ORD-07.f @must @venue @needs:order-flow @needs:quantityBands @needs:marketEvents @needs:gtcOrders
    Scenario: Good till today
      Given an established session with the target
      And the tester's engine keeps the session from here
      When the tester sends NewOrderSingle as "order":
        | OrderQty    | 5       |
        | TimeInForce | 6       |
        | ExpireDate  | <today> |
      Then the target must report New of "order" within 2 seconds
      When the target's market closes
      And the target's market begins the next day
      And the target may first report Done for day of "order"
      Then the target must report Expired of "order" with CumQty 0 within 5 seconds
      And the target must not send anything else

    @ORD-07.f @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target knows that its order is over
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty    | 5       |
        | TimeInForce | 6       |
        | ExpireDate  | <today> |
      And the tester's market closes
      And the tester's market begins the next day
      Then the target must show "order" as Expired with CumQty 0 and LeavesQty 0
      And the target must accept it

    @ORD-07.g @must @venue @needs:order-flow @needs:gtcOrders
    Scenario: Good till date without a date
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and TimeInForce 6
      Then the target must answer "order" by one of these within 5 seconds:
        | BusinessMessageReject | BusinessRejectReason 5 |
        | Rejected              |                        |
      And the target must not send anything else

    @ORD-07.h @should @venue @needs:order-flow @needs:gtcOrders
    Scenario: Good till a time
      Given an established session with the target
      And the tester's engine keeps the session from here
      When the tester sends NewOrderSingle as "order":
        | OrderQty    | 5                    |
        | TimeInForce | 6                    |
        | ExpireTime  | +60 seconds from now |
      Then the target must report New of "order" within 2 seconds
      And the target should not report Expired of "order" for 58 seconds
      And the target should report Expired of "order" within 7 seconds

    @ORD-07.h @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order is good till a time
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty    | 5                    |
        | TimeInForce | 6                    |
        | ExpireTime  | +60 seconds from now |
      Then the target should show "order" as New with LeavesQty 5
      When 62 seconds pass
      Then the target should show "order" as Expired with LeavesQty 0
      And the target must accept it
