// An order as the venue knows it: facts. OrdStatus(39) is never stored; it follows from them by precedence.
#pragma once

#include "decimal.h"
#include "steps.h"

#include <quickfix/Group.h>

#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

// What a replace may change.
struct Terms {
  Decimal quantity, price, stopPrice;
  bool hasQuantity = false, hasPrice = false, hasStop = false;
  char type = 0, timeInForce = '0';
  // Carried as they came.
  std::string execInst, minQty, maxFloor, displayQty, expireDate, expireTime;

  bool isGoodTill() const { return timeInForce == '1' || timeInForce == '6'; }
};

struct Execution {
  std::string id;
  Decimal quantity, price;
  int day = 0;
  bool live = true;
};

struct Band;

// A cancel or a replace on its way.
struct Request {
  char kind;  // F or G
  std::string id, orig;
  Terms terms;
  Steps steps;
  size_t next = 0;
  bool begun = false, pending = false, waiting = false;
};

struct Order {
  std::string orderID, id, symbol, account;  // id: the ClOrdID in force; empty for an order by voice
  char side = 0;
  Terms terms;
  std::vector<FIX::Group> parties;
  const Band* band = nullptr;
  std::string rule;

  Decimal cum;
  std::vector<Execution> executions;
  bool accepted = false, rejected = false, cancelled = false, expired = false, doneForDay = false, calculated = false;
  bool suspended = false, stopped = false, replaced = false, sleeping = false;
  bool manual = false;     // nothing is said of it, and nothing decided, until the market says so
  int entered = 0;         // the day
  bool restated = false;   // carries DayOrderQty, DayCumQty, DayAvgPx from its second day on
  bool leftBehind = false; // the tester has begun anew: nothing unasked is said of it any more

  std::deque<Request> requests;
  Steps life;
  size_t next = 0;

  bool isOver() const { return rejected || cancelled || expired || (doneForDay && !terms.isGoodTill()); }
  bool isFilled() const { return terms.quantity > Decimal(0) && cum >= terms.quantity; }
  bool isLive() const { return !isOver() && !isFilled(); }

  Decimal leaves() const { return isOver() || isFilled() ? Decimal(0) : terms.quantity - cum; }

  char status(bool replacedIsAStatus) const {
    if (rejected) return '8';
    for (const char kind : {'F', 'G'})
      for (const Request& request : requests)
        if (request.pending && request.kind == kind) return kind == 'F' ? '6' : 'E';
    if (doneForDay) return '3';
    if (calculated) return 'B';
    if (isFilled()) return '2';
    // What is over is neither guaranteed nor suspended any more.
    if (stopped && !isOver()) return '7';
    if (suspended && !isOver()) return '9';
    if (cancelled) return '4';
    if (expired) return 'C';
    if (cum > Decimal(0)) return '1';
    if (replaced && replacedIsAStatus) return '5';
    return accepted ? '0' : 'A';
  }

  // The k-th execution that is not busted, from 1. @throws std::runtime_error
  Execution& living(long k) {
    for (Execution& one : executions)
      if (one.live && --k == 0) return one;
    throw std::runtime_error("there is no such fill");
  }

  // Of all live executions, or of those of one day.
  Decimal traded(int day = -1) const {
    Decimal sum;
    for (const Execution& one : executions)
      if (one.live && (day < 0 || one.day == day)) sum = sum + one.quantity;
    return sum;
  }
  Decimal average(int day = -1) const {
    const Decimal quantity = traded(day);
    if (quantity == Decimal(0)) return 0;
    Decimal value;
    for (const Execution& one : executions)
      if (one.live && (day < 0 || one.day == day)) value = value + one.quantity * one.price;
    return value.over(quantity, 8);
  }
};
