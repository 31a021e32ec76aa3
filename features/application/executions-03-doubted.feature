@application
Feature: Executions: doubted by the client
  What can not be right is protested against, or alarmed about; it is not booked in silence, and not rejected by the session.

  Rule: A fill of an order that was never sent is answered by DontKnowTrade, or by an alarm.

    @EXE-03.a @APP-03.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Fill of an unknown order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 395
      Then the target should send DontKnowTrade within 5 seconds:
        | DKReason | D   |
        | OrderID  | any |
        | ExecID   | any |
      And the target should show a position of 0 in SIM
      And the session is alive

    @EXE-03.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Fill of the wrong side
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 385
      Then the target should send DontKnowTrade within 5 seconds:
        | DKReason | B |
      And the session is alive

    @EXE-03.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: More filled than ordered
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 375
      Then the target should react by DontKnowTrade with DKReason C or by an alarm about "order" within 5 seconds
      And the target may first send DontKnowTrade
      And the session is alive

    @EXE-03.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: Filled worse than the limit
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 555
      Then the target should send DontKnowTrade within 5 seconds:
        | DKReason | E |
      And the session is alive

  Rule: A venue takes the protest of a client, or says that it does not take such messages.

    @EXE-03.e @should @venue @needs:order-flow @needs:quantityBands
    Scenario: DontKnowTrade
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 15
      And the target may first report New of "order"
      Then the target must report Fill of "order" as "fill" within 5 seconds
      When the tester sends DontKnowTrade:
        | OrderID  | same as fill.OrderID |
        | ExecID   | same as fill.ExecID  |
        | DKReason | Z                    |
        | Symbol   | SIM                  |
        | Side     | 1                    |
        | OrderQty | 15                   |
      And the target may first report Trade Cancel of "order"
      And the target may first report Trade Correct of "order"
      And the target may first send BusinessMessageReject with BusinessRejectReason 3
      Then the target must not send anything else
