@application
Feature: Answers: as the client takes them
  A reject ends the message that it is about; it is not answered by another one.

  Rule: An order that is refused by BusinessMessageReject is dead, not pending.

    @APP-02.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: BusinessMessageReject of an order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 330
      Then the tester's venue has sent BusinessMessageReject with RefMsgType NewOrderSingle within 2 seconds
      And the target must show "order" as Rejected or Canceled with LeavesQty 0
      When 65 seconds pass
      Then the target must have sent NewOrderSingle at most 1 times
      And the target must accept it

    @APP-02.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: Reject of an order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 345
      Then the tester's venue has sent Reject with RefMsgType NewOrderSingle within 2 seconds
      And the target must show "order" as Rejected or Canceled with LeavesQty 0
      And the target must accept it

  Rule: A reject is not answered by a reject.

    @APP-02.c @must @client @needs:enterOrders
    Scenario: BusinessMessageReject with a reason that no version has
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 335
      Then the tester's venue has sent BusinessMessageReject within 2 seconds
      And the target must accept it

    @APP-02.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: BusinessMessageReject of a number that was never sent
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      And the tester's venue does "ack" with "order"
      And the tester's venue does "{businessReject: other, wrongReference: yes}" with "order"
      Then the tester's venue has sent BusinessMessageReject within 2 seconds
      And the target must accept it
