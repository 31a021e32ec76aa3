@session
Feature: 19 Receive application message with PossResend
  A message that may have been sent before under another number: its own number is a new one and always counts, and its
  application decides by its content.

  Background:
    Given an established session with the target

  Rule: A PossResend message that the application has seen before is not processed again.

    # That it says once more what became of the order is no new order.
    @19.a @must @needs:order-flow
    Scenario: An order that was received before
      When the tester sends an order
      Then the target must send ExecutionReport as "first" with ClOrdID same as order.ClOrdID within 2 seconds
      When the tester sends this order again with PossResend Y
      Then the target may send one of these within 500 milliseconds:
        | ExecutionReport | OrderID same as first.OrderID |
        | ExecutionReport | OrdStatus Rejected            |
      And the session is alive

  Rule: A PossResend message that the application has not seen before is processed.

    # As one without the flag: whoever refuses each of them has processed none.
    @19.b @must @needs:order-flow
    Scenario: An order that was not received before
      When the tester sends an order
      Then the target must send ExecutionReport as "usual" with ClOrdID same as order.ClOrdID within 2 seconds
      When the tester sends an order with PossResend Y
      Then the target must send ExecutionReport within 2 seconds:
        | ClOrdID   | same as order.ClOrdID   |
        | OrdStatus | same as usual.OrdStatus |
      And the session is alive
