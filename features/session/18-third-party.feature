@session
Feature: 18 Support third-party addressing
  For whom a message comes, OnBehalfOf, and to whom it is to be passed on, DeliverTo, is agreed between the two sides.

  Background:
    Given the target is configured with:
      | checkThirdPartyCompIDs | true          |
      | onBehalfOfCompIDs      | CLIENT,BRANCH |
      | deliverToCompIDs       | DESK          |
    And an established session with the target

  Rule: OnBehalfOf and DeliverTo identifiers that were agreed upon are accepted.

    @18.a @must @needs:configure
    Scenario Outline: <field> <compID>
      When the tester sends TestRequest with TestReqID "18a" and <field> "<compID>"
      Then the target must send Heartbeat with TestReqID "18a" within 2 seconds
      And the session is alive

      Examples:
        | field            | compID |
        | OnBehalfOfCompID | CLIENT |
        | OnBehalfOfCompID | BRANCH |
        | DeliverToCompID  | DESK   |

    @18.a @must @needs:configure @needs:order-flow
    Scenario: An order on behalf of a client
      When the tester sends an order with OnBehalfOfCompID "CLIENT"
      Then the target must send ExecutionReport with ClOrdID same as order.ClOrdID within 2 seconds
      And the session is alive

  Rule: OnBehalfOf and DeliverTo identifiers that were not agreed upon are rejected.

    @18.b @must @needs:configure
    Scenario Outline: <field> <compID>, not agreed
      When the tester sends TestRequest with TestReqID "18b" and <field> "<compID>"
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | <field> or absent         |
        | RefMsgType          | TestRequest or absent     |
        | SessionRejectReason | 9                         |
      And the session is alive

      Examples:
        | field            | compID   |
        | OnBehalfOfCompID | STRANGER |
        | OnBehalfOfCompID | DESK     |
        | DeliverToCompID  | CLIENT   |
