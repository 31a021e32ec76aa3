@application
Feature: Orders: sent again, after restarts and over days
  An order that may have been sent before is one order; a ClOrdID is used once.

  Rule: A known order that comes with PossResend is answered by its status.

    @ORD-20.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: PossResend of a known order
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" as "ack" within 2 seconds
      When the tester sends NewOrderSingle as "repeated":
        | ClOrdID    | same as order.ClOrdID |
        | OrderQty   | 5                     |
        | PossResend | Y                     |
      Then the target must report Status of "order" within 2 seconds:
        | OrderID   | same as ack.OrderID |
        | OrdStatus | New                 |
        | LeavesQty | 5                   |
      And the target must not send anything else

  Rule: An order that was never seen is taken, whether it may have been sent before or not.

    @ORD-20.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: PossResend of an unknown order
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and PossResend Y
      Then the target must report New of "order" with LeavesQty 5 within 2 seconds
      And the target must not send anything else

  Rule: An order without an answer is not sent again under another ClOrdID.

    @ORD-20.c @must @client @needs:enterOrders
    Scenario: Connection lost behind an order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 315
      And the tester disconnects and logs on again
      And 45 seconds pass
      Then the target may send OrderStatusRequest within 20 seconds
      And the target must have sent NewOrderSingle with ClOrdID other than order.ClOrdID at most 0 times
      And the target must accept it

  Rule: A ClOrdID is not used twice on a day, and not while its order lives.

    @ORD-20.d @must @client @needs:enterOrders @needs:restart @needs:kill
    Scenario: ClOrdID behind a restart of the client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "first" with OrderQty 5
      And the target's user sends NewOrderSingle as "second" with OrderQty 5
      And the target is restarted, and the tester takes its connection
      And the target's user sends NewOrderSingle as "third" with OrderQty 5
      Then "third" must carry ClOrdID other than first.ClOrdID
      And "third" must carry ClOrdID other than second.ClOrdID
      And the target must accept it

    @ORD-21.a @should @client @needs:enterOrders @needs:gtcOrders
    Scenario: ClOrdID over days
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5 and TimeInForce Good Till Cancel
      And the tester's market closes
      And the tester's market begins the next day
      And the target's user sends NewOrderSingle as "next" with OrderQty 5
      Then "next" should carry ClOrdID other than order.ClOrdID
      And the target must accept it

  Rule: A quantity keeps each of its digits.

    @ORD-22.a @should @venue @needs:order-flow @needs:quantityBands
    Scenario Outline: Quantity <quantity>
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty <quantity>
      Then the target should report New of "order" within 2 seconds:
        | OrderQty  | <quantity> |
        | LeavesQty | <quantity> |
        | CumQty    | 0          |
      And the target must not send anything else

      Examples:
        | quantity         |
        | 0.00000001       |
        | 999999999999     |
        | 1000000.00000001 |

    @ORD-22.a @should @client @needs:enterOrders @needs:showOrders
    Scenario Outline: The target's quantity is <quantity>
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty <quantity>
      Then "order" should carry OrderQty <quantity>
      And the target should show "order" as New with LeavesQty <quantity>
      And the target must accept it

      Examples:
        | quantity         |
        | 0.00000001       |
        | 999999999999     |
        | 1000000.00000001 |
