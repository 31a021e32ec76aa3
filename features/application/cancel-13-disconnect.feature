@application
Feature: Cancel: on disconnect
  What becomes of open orders when their session is gone is agreed; the client learns of it when it is back.

  Rule: A lost connection cancels the open Day orders.

    @CXL-13.a @must @venue @needs:order-flow @needs:cancelOnDisconnect @needs:quantityBands
    Scenario: Connection lost
      Given an established session with the target
      When the tester sends NewOrderSingle as "first" with OrderQty 5 and Account ACC-COD
      Then the target must report New of "first" within 2 seconds
      When the tester sends NewOrderSingle as "second" with OrderQty 55 and Account ACC-COD
      Then the target must report New of "second" within 2 seconds
      And the target must report Partial fill of "second" with CumQty 20 within 5 seconds
      When the tester disconnects
      And the session is logged on again
      And the target may first report Canceled of "first"
      And the target may first report Canceled of "second" with CumQty 20
      When the tester sends OrderStatusRequest with ClOrdID same as first.ClOrdID
      Then the target must report Status of "first" with OrdStatus Canceled and CumQty 0 and LeavesQty 0 within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as second.ClOrdID
      Then the target must report Status of "second" with OrdStatus Canceled and CumQty 20 and LeavesQty 0 within 2 seconds
      And the target must not send anything else

    @CXL-13.a @must @client @needs:enterOrders @needs:showOrders @needs:cancelOnDisconnect
    Scenario: The target's connection is lost, and its orders with it
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "first" with OrderQty 5 and Account ACC-COD
      And the target's user sends NewOrderSingle as "second" with OrderQty 55 and Account ACC-COD
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the tester disconnects and logs on again
      Then the target must show "first" as Canceled with CumQty 0 and LeavesQty 0
      And the target must show "second" as Canceled with CumQty 20 and LeavesQty 0
      And the target must show a position of 20 in SIM
      And the target must have sent NewOrderSingle at most 0 times
      And the target must accept it

  Rule: Whether a Logout cancels is agreed, too.

    @CXL-13.b @must @venue @needs:order-flow @needs:cancelOnDisconnect @needs:quantityBands
    Scenario Outline: Logout with <account>
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account <account>
      Then the target must report New of "order" within 2 seconds
      When the tester logs out
      And the session is logged on again
      And the target may first report Canceled of "order"
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" with OrdStatus <status> and LeavesQty <left> within 2 seconds
      And the target must not send anything else

      Examples:
        | account    | status   | left |
        | ACC-COD    | New      | 5    |
        | ACC-CODALL | Canceled | 0    |

    @CXL-13.b @must @client @needs:enterOrders @needs:showOrders @needs:cancelOnDisconnect
    Scenario Outline: The target is logged out, and its order of <account> is <status>
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5 and Account <account>
      And the tester's venue logs out
      And the tester's venue takes the connection of the target again
      Then the target must show "order" as <status> with CumQty 0 and LeavesQty <left>
      And the target must have sent NewOrderSingle at most 0 times
      And the target must accept it

      Examples:
        | account    | status   | left |
        | ACC-COD    | New      | 5    |
        | ACC-CODALL | Canceled | 0    |

  Rule: What is good till cancel stays.

    @CXL-13.c @must @venue @needs:order-flow @needs:cancelOnDisconnect @needs:gtcOrders @needs:quantityBands
    Scenario: Connection lost, and one order good till cancel
      Given an established session with the target
      When the tester sends NewOrderSingle as "day":
        | OrderQty | 5       |
        | Account  | ACC-COD |
      Then the target must report New of "day" within 2 seconds
      When the tester sends NewOrderSingle as "gtc":
        | OrderQty    | 6                |
        | Account     | ACC-COD          |
        | TimeInForce | Good Till Cancel |
      Then the target must report New of "gtc" within 2 seconds
      When the tester disconnects
      And the session is logged on again
      And the target may first report Canceled of "day"
      When the tester sends OrderStatusRequest with ClOrdID same as day.ClOrdID
      Then the target must report Status of "day" with OrdStatus Canceled and LeavesQty 0 within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as gtc.ClOrdID
      Then the target must report Status of "gtc" with OrdStatus New and LeavesQty 6 within 2 seconds
      And the target must not send anything else

    @CXL-13.c @must @client @needs:enterOrders @needs:showOrders @needs:cancelOnDisconnect @needs:gtcOrders
    Scenario: The target's connection is lost, and one order is good till cancel
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "day" with OrderQty 5 and Account ACC-COD
      And the target's user sends NewOrderSingle as "gtc":
        | OrderQty    | 6                |
        | Account     | ACC-COD          |
        | TimeInForce | Good Till Cancel |
      And the tester disconnects and logs on again
      Then the target must show "day" as Canceled with CumQty 0 and LeavesQty 0
      And the target must show "gtc" as New with CumQty 0 and LeavesQty 6
      And the target must accept it

  Rule: A connection that is given up for silence is a lost one.

    @CXL-13.d @must @venue @needs:order-flow @needs:cancelOnDisconnect @needs:quantityBands
    Scenario: The tester falls silent
      Given an established session with HeartBtInt 2
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-COD
      Then the target must report New of "order" within 2 seconds
      When the target must disconnect within 8 HeartBtInt
      And the session is logged on again
      And the target may first report Canceled of "order"
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" with OrdStatus Canceled and LeavesQty 0 within 2 seconds
      And the target must not send anything else

  Rule: A client that is back finds out what was canceled, and sends nothing blindly again.

    # The report of the cancel is on its way when the connection is lost, and nothing of before comes again.
    @CXL-13.e @must @client @needs:enterOrders @needs:showOrders @needs:configure
    Scenario: The target comes back with new numbers
      Given the target is configured with:
        | forceSeqNumReset | 2 |
      And the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the tester's venue does "{cancel: connectionLoss, delivery: skipSeq}" with "order"
      And the tester disconnects and logs on again
      And 10 seconds pass
      Then the Logon of the target must carry ResetSeqNumFlag Y
      And the target must show "order" with CumQty 20 and LeavesQty 0
      And the target must have sent NewOrderSingle at most 0 times
      And the target must accept it

    @CXL-13.e @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target comes back
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55 and Account ACC-COD
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the tester is gone for 10 seconds and logs on again
      And 10 seconds pass
      Then the target must show "order" with CumQty 20 and LeavesQty 0
      And the target must have sent NewOrderSingle at most 0 times
      And the target must accept it
