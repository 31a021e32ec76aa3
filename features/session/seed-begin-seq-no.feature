@session @seed
Feature: BeginSeqNo invalid
  A ResendRequest that can not be meant is rejected for its faulty field. It counts like any message, and the session
  goes on.

  Background:
    Given an established session with the target
    And the target has sent 9 Heartbeats

  Rule: BeginSeqNo must be positive and at most 2147483647; otherwise the ResendRequest is rejected, counts, and the session goes on.

    @must
    Scenario Outline: BeginSeqNo <begin>
      When the tester asks to resend <begin> to <open end>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | BeginSeqNo or absent      |
        | RefMsgType          | ResendRequest or absent   |
        | SessionRejectReason | Value is incorrect        |
      And the Text may mention "Invalid Resend Request: BeginSeqNo <= 0"
      And the session is alive

      @SD-43
      Examples:
        | begin |
        | 0     |
        | -1    |

      @SD-44
      Examples:
        | begin       |
        | 2147483648  |
        | 99999999999 |

  Rule: A BeginSeqNo that was never sent is rejected, and the session goes on.

    @must
    Scenario Outline: BeginSeqNo <begin>, 10 sent
      When the tester asks to resend <begin> to <open end>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | BeginSeqNo or absent      |
        | RefMsgType          | ResendRequest or absent   |
        | SessionRejectReason | Value is incorrect        |
      And the session is alive

      @SD-45
      Examples:
        | begin   |
        | 11      |
        | 1000000 |

      @SD-44
      Examples:
        | begin      |
        | 2147483647 |

  Rule: A ResendRequest whose BeginSeqNo is above its EndSeqNo is rejected.

    @SD-50 @must
    Scenario: BeginSeqNo 7, EndSeqNo 3
      When the tester asks to resend 7 to 3
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefMsgType          | ResendRequest or absent   |
        | SessionRejectReason | Value is incorrect        |
      And the session is alive

  Rule: A ResendRequest with a malformed, empty or missing field is rejected for that field.

    @SD-51 @must
    Scenario Outline: BeginSeqNo <begin>, EndSeqNo <end>
      When the tester asks to resend <begin> to <end>
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | <tag> or absent           |
        | RefMsgType          | ResendRequest or absent   |
        | SessionRejectReason | <reason>                  |
      And the session is alive

      Examples:
        | begin   | end    | tag        | reason                          |
        | abc     | 0      | BeginSeqNo | Incorrect data format for value |
        | <empty> | 0      | BeginSeqNo | Tag specified without a value   |
        | 1       | absent | EndSeqNo   | Required tag missing            |
