@application
Feature: Executions: drop copy, self trades
  A drop copy repeats what another session was told, and takes no orders; nobody trades with himself.

  Rule: The drop copy has the same reports under the same ids, in the same order.

    @EXE-08.a @must @venue @acceptor @since:FIX.4.4 @needs:order-flow @needs:dropCopy @needs:quantityBands
    Scenario: New, fill, cancel and reject copied
      Given an established session with the target
      And "DC" is a further session of the target with SenderCompID TESTER-DC
      When the tester sends NewOrderSingle as "order" with OrderQty 55 and Account ACC-DROP
      Then the target must report New of "order" as "ack" within 2 seconds
      And the target must report Partial fill of "order" as "fill" within 5 seconds
      And the target must report New of "order" to "DC" within 2 seconds:
        | OrderID          | same as ack.OrderID |
        | ExecID           | same as ack.ExecID  |
        | CopyMsgIndicator | Y                   |
      And the target must report Partial fill of "order" to "DC" within 2 seconds:
        | ExecID           | same as fill.ExecID |
        | CumQty           | 20                  |
        | CopyMsgIndicator | Y                   |
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Pending Cancel of "order" by "cancel"
      Then the target must report Canceled of "order" by "cancel" within 2 seconds
      And the target must report Canceled of "order" by "cancel" to "DC" with CumQty 20 within 2 seconds
      And the target must not send anything else to "DC"
      And the target must not send anything else

    @EXE-08.b @must @venue @acceptor @needs:order-flow @needs:dropCopy @needs:quantityBands @needs:marketEvents
    Scenario: Correction and bust copied
      Given an established session with the target
      And "DC" is a further session of the target with SenderCompID TESTER-DC
      When the tester sends NewOrderSingle as "order" with OrderQty 55 and Account ACC-DROP
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" as "fill" within 5 seconds
      And the target must report New of "order" to "DC" within 2 seconds
      And the target must report Partial fill of "order" to "DC" within 2 seconds
      When the target's venue does "{correct: 1, qty: 15}" with "order"
      Then the target must report Trade Correct of "order" as "correction" within 2 seconds
      And the target must report Trade Correct of "order" to "DC" within 2 seconds:
        | ExecID    | same as correction.ExecID |
        | ExecRefID | same as fill.ExecID       |
        | CumQty    | 15                        |
      When the target's venue does "bust: 1" with "order"
      Then the target must report Trade Cancel of "order" within 2 seconds
      And the target must report Trade Cancel of "order" to "DC" within 2 seconds:
        | ExecRefID | same as correction.ExecID |
        | CumQty    | 0                         |
      And the target must not send anything else to "DC"

  Rule: An order on a session that is for reading alone is refused, and the session lives.

    @EXE-08.c @must @venue @acceptor @needs:order-flow @needs:dropCopy @needs:readOnlySessions @needs:quantityBands
    Scenario: Order on the drop copy
      Given an established session with the target
      And "DC" is a further session of the target with SenderCompID TESTER-DC
      When the tester sends NewOrderSingle as "first" with OrderQty 5 and Account ACC-DROP
      Then the target must report New of "first" within 2 seconds
      And the target must report New of "first" to "DC" within 2 seconds
      When "DC" sends NewOrderSingle as "order" with OrderQty 5
      Then the target must send BusinessMessageReject to "DC" within 2 seconds:
        | BusinessRejectReason | <FIX.4.2: 3 or 0, FIX.4.4: 6> |
        | RefMsgType           | NewOrderSingle                |
      And the target must not send anything else to "DC"

  Rule: What a drop copy has missed comes by resend.

    @EXE-08.d @must @venue @acceptor @needs:order-flow @needs:dropCopy @needs:quantityBands
    Scenario: Drop copy away while an order trades
      Given an established session with the target
      And "DC" is a further session of the target with SenderCompID TESTER-DC
      When "DC" disconnects
      And the tester sends NewOrderSingle as "order" with OrderQty 55 and Account ACC-DROP
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" as "fill" within 5 seconds
      When "DC" logs on again
      And "DC" sends ResendRequest with BeginSeqNo 2 and EndSeqNo 0
      Then the target must report New of "order" to "DC" with PossDupFlag Y within 2 seconds
      And the target must report Partial fill of "order" to "DC" with PossDupFlag Y and ExecID same as fill.ExecID within 2 seconds
      And the target must send SequenceReset to "DC" within 2 seconds
      And the target must not send anything else to "DC"

  Rule: Two orders of one owner do not trade with each other.

    @EXE-09.a @must @venue @needs:order-flow @needs:selfTradePrevention @needs:quantityBands
    Scenario Outline: Own offer, own bid: <mode>
      Given an established session with the target
      When the tester sends NewOrderSingle as "offer":
        | OrderQty | 1000      |
        | Side     | Sell      |
        | Symbol   | STP       |
        | Account  | <account> |
      Then the target must report New of "offer" within 2 seconds
      When the tester sends NewOrderSingle as "bid":
        | OrderQty | 1000      |
        | Symbol   | STP       |
        | Account  | <account> |
      And the target may first report New of "bid"
      Then the target must send in any order within 2 seconds:
        | <outcome> of "<order>" | CumQty 0 |
      When the tester sends OrderStatusRequest with ClOrdID same as offer.ClOrdID
      Then the target must send ExecutionReport within 2 seconds:
        | ClOrdID   | same as offer.ClOrdID |
        | OrdStatus | <offer>               |
        | CumQty    | 0                     |
      And the target must not send anything else

      Examples:
        | mode              | account           | outcome  | order | offer    |
        | aggressor goes    | ACC-STP-AGGRESSOR | Canceled | bid   | New      |
        | resting one goes  | ACC-STP-RESTING   | Canceled | offer | Canceled |
        | rejected at entry | ACC-STP-REJECT    | Rejected | bid   | New      |

    @EXE-09.a @must @venue @needs:order-flow @needs:selfTradePrevention @needs:quantityBands
    Scenario: Own offer, own bid: both go
      Given an established session with the target
      When the tester sends NewOrderSingle as "offer":
        | OrderQty | 1000         |
        | Side     | Sell         |
        | Symbol   | STP          |
        | Account  | ACC-STP-BOTH |
      Then the target must report New of "offer" within 2 seconds
      When the tester sends NewOrderSingle as "bid":
        | OrderQty | 1000         |
        | Symbol   | STP          |
        | Account  | ACC-STP-BOTH |
      And the target may first report New of "bid"
      Then the target must send in any order within 2 seconds:
        | Canceled of "bid"   | CumQty 0 |
        | Canceled of "offer" | CumQty 0 |
      And the target must not send anything else

    @EXE-09.b @must @client @since:FIX.5.0SP2 @needs:selfTradePrevention @needs:enterOrders @needs:showOrders
    Scenario: The target's order is canceled against its own
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "offer":
        | OrderQty | 1000 |
        | Side     | 2    |
        | Symbol   | STP  |
      And the target's user sends NewOrderSingle as "bid" with OrderQty 1000 and Symbol STP
      Then the tester's venue has sent ExecutionReport with OrdStatus Canceled and ExecRestatementReason 18 within 2 seconds
      And the target must show "bid" as Canceled with CumQty 0
      And the target must show "offer" as New with LeavesQty 1000
      And the target must accept it
