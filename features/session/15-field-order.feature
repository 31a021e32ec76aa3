@session
Feature: 15 Receive messages with fields in another order
  BeginString, BodyLength and MsgType come first, CheckSum last, groups and data keep their order; all other fields of
  header and body may stand in any order within their part, and in another one with each message.

  Background:
    Given an established session with the target

  Rule: Messages of one type with header and body fields in different orders are accepted.

    @15 @must
    Scenario: Header fields
      When the tester's next message has its fields in the order SendingTime, MsgSeqNum, TargetCompID, SenderCompID
      And the tester sends TestRequest with TestReqID "15a"
      Then the target must send Heartbeat with TestReqID "15a" within 2 seconds
      When the tester's next message has its fields in the order MsgSeqNum, TargetCompID, SendingTime, SenderCompID
      And the tester sends TestRequest with TestReqID "15b"
      Then the target must send Heartbeat with TestReqID "15b" within 2 seconds
      When the tester's next message has its fields in the order SenderSubID, TargetCompID, SenderCompID
      And the tester sends TestRequest with TestReqID "15c" and SenderSubID "DESK"
      Then the target must send Heartbeat with TestReqID "15c" within 2 seconds
      And the session is alive

    @15 @must
    Scenario: Body fields of an administrative message
      Given the target has sent 2 Heartbeats
      When the tester's next message has its fields in the order EndSeqNo, BeginSeqNo
      And the tester sends ResendRequest with BeginSeqNo 2 and EndSeqNo 3
      Then the target must resend 2 to 3
      And the session is alive

    @15 @must @needs:order-flow
    Scenario: Body fields of an application message
      When the tester's next message has its fields in the order Price, OrdType, OrderQty, Side, Symbol, ClOrdID
      And the tester sends an order
      Then the target must send ExecutionReport with ClOrdID same as order.ClOrdID within 2 seconds
      When the tester's next message has its fields in the order Side, ClOrdID, OrdType, Symbol, Price, OrderQty
      And the tester sends an order
      Then the target must send ExecutionReport with ClOrdID same as order.ClOrdID within 2 seconds
      And the session is alive
