// What the venue reports, and what the client makes of it.
#include "client.h"
#include "fields.h"

#include <quickfix/Session.h>

void Client::report(const FIX::Message& message) {
  const std::string id = textOf(message, FIX::FIELD::ClOrdID), orig = textOf(message, FIX::FIELD::OrigClOrdID);
  const char type = charOf(message, FIX::FIELD::ExecType), transaction = charOf(message, FIX::FIELD::ExecTransType);
  const std::string status = textOf(message, FIX::FIELD::OrdStatus), reference = textOf(message, FIX::FIELD::ExecRefID);
  const bool isStatus = type == 'I' || transaction == '3';
  const bool isBust = !isStatus && (type == 'H' || transaction == '1');
  const bool isCorrection = !isStatus && (type == 'G' || transaction == '2');
  Decimal lastQty;
  Decimal::read(textOf(message, FIX::FIELD::LastShares), lastQty);
  // A guarantee states a quantity and a price, and is no trade.
  const bool isTrade = !isStatus && !isBust && !isCorrection && lastQty > Decimal(0) &&
                       (type == 'F' || (version_ < 43 && (type == '1' || type == '2')));

  Held* order = find(id);
  if (order == nullptr) order = find(orig);
  Held* sameOrderID = findByOrderID(textOf(message, FIX::FIELD::OrderID));
  if (order == nullptr && id.empty()) order = sameOrderID;
  if (order == nullptr && id.empty() && !isStatus && !isTrade) order = &adopt(message);
  if (order == nullptr) {
    alarm(sameOrderID, "a report of an unknown order, ClOrdID " + id);
    if (isTrade) protest(message, 'D');
    return;
  }
  if (charOf(message, FIX::FIELD::Side, order->side) != order->side) {
    alarm(order, "a report with another Side");
    if (isTrade) protest(message, 'B');
    return;
  }
  const std::string symbol = textOf(message, FIX::FIELD::Symbol);
  if (!symbol.empty() && symbol != order->symbol) {
    alarm(order, "a report with another Symbol");
    if (isTrade) protest(message, 'A');
    return;
  }

  Name* name = order->named(id);
  if (name != nullptr) name->answered = true;
  // What was in force before a replace may be said to be over: the order goes on under its new name.
  const bool superseded = name != nullptr && name->kind != 'F' && name->accepted && id != order->inForce;
  if (superseded && (type == '4' || type == 'C') && !isStatus)
    return alarm(order, "a report ends the superseded name " + id);
  if (order->orderID.empty()) order->orderID = textOf(message, FIX::FIELD::OrderID);

  bool consistent = true;
  const bool known = !isStatus && isKnown(*order, message, consistent);
  if (known && !consistent) return;
  if (!known) {
    if (isTrade) book(*order, message, lastQty);
    else if (isBust) bust(*order, reference);
    else if (isCorrection) correct(*order, message, reference);
    else if (type == 'D') restate(*order, message);
  }
  if (type == '8' && status == "8") {
    if (name != nullptr) name->rejected = true;
  } else if (name != nullptr && (type == '5' || (type == '0' && name->kind == 'D') || type == '4')) {
    name->accepted = true;
  }
  if (type == '5' && name != nullptr) {
    order->inForce = id;
    if (Name* before = order->named(orig)) before->accepted = true;
    Decimal::read(textOf(message, FIX::FIELD::OrderQty), order->quantity);
    for (const auto& field : name->fields)
      if (field.first == FIX::FIELD::Price) order->hasPrice = Decimal::read(field.second, order->price);
    order->hasPrice = Decimal::read(textOf(message, FIX::FIELD::Price), order->price) || order->hasPrice;
  }
  if (isStatus) reconcile(*order, message);
  // A venue that does not know the order has not rejected it: what became of it is for a person to find out.
  if (isStatus && status == "8" && textOf(message, FIX::FIELD::OrdRejReason) == "5") {
    order->status = "unknown";
    order->leaves = 0;
    return alarm(order, "the venue does not know the order");
  }
  order->status = status == "0" && order->traded() > Decimal(0) ? "1" : status;
  Decimal::read(textOf(message, FIX::FIELD::LeavesQty), order->leaves);
  // What is done for the day may go on tomorrow, and says itself how much that is.
  if (order->isOver() && order->status != "3") order->leaves = 0;
  if (!known) checkArithmetic(*order, message);
}

// An order by voice: the venue names it by OrderID alone.
Held& Client::adopt(const FIX::Message& message) {
  orders_.emplace_back();
  Held& order = orders_.back();
  order.symbol = textOf(message, FIX::FIELD::Symbol);
  order.side = charOf(message, FIX::FIELD::Side);
  order.orderID = textOf(message, FIX::FIELD::OrderID);
  Decimal::read(textOf(message, FIX::FIELD::OrderQty), order.quantity);
  order.hasPrice = Decimal::read(textOf(message, FIX::FIELD::Price), order.price);
  return order;
}

// Whether the ExecID has come before. Said to be sent again it is no news; else the venue is in error.
bool Client::isKnown(Held& order, const FIX::Message& message, bool& consistent) {
  const std::string execID = textOf(message, FIX::FIELD::ExecID);
  if (execID.empty() || execID == "0") return false;
  std::string said;
  for (const int tag : {FIX::FIELD::ExecType, FIX::FIELD::ClOrdID, FIX::FIELD::LastShares, FIX::FIELD::LastPx, FIX::FIELD::ExecRefID})
    said += textOf(message, tag) + "|";
  const auto seen = executions_.insert({execID, said});
  if (seen.second) return false;
  consistent = seen.first->second == said;
  const bool again = textOf(message.getHeader(), FIX::FIELD::PossResend) == "Y" ||
                     textOf(message.getHeader(), FIX::FIELD::PossDupFlag) == "Y";
  if (!consistent) {
    alarm(&order, "ExecID " + execID + " has come before, and said something else");
    ask(order);
  } else if (!again) {
    alarm(&order, "ExecID " + execID + " has come before");
  }
  return true;
}

void Client::book(Held& order, const FIX::Message& message, const Decimal& quantity) {
  Decimal price, most = order.quantity, limit = order.price;
  Decimal::read(textOf(message, FIX::FIELD::LastPx), price);
  const bool buy = order.side == '1';
  // What pends may be in force already at the venue.
  for (const Name& name : order.names) {
    if (name.kind != 'G' || name.rejected || name.accepted) continue;
    for (const auto& field : name.fields) {
      Decimal value;
      if (!Decimal::read(field.second, value)) continue;
      if (field.first == FIX::FIELD::OrderQty) most = ::most(most, value);
      if (field.first == FIX::FIELD::Price) limit = buy ? ::most(limit, value) : least(limit, value);
    }
  }
  order.trades[textOf(message, FIX::FIELD::ExecID)] = {quantity, price};
  if (order.quantity > Decimal(0) && order.traded() > most) {
    alarm(&order, "more is traded than was ordered");
    protest(message, 'C');
  } else if (order.hasPrice && (buy ? price > limit : price < limit)) {
    alarm(&order, "traded at a price worse than the limit");
    protest(message, 'E');
  }
}

void Client::bust(Held& order, const std::string& reference) {
  if (order.trades.erase(reference) == 0)
    return alarm(&order, "a bust of " + reference + (order.busted.count(reference) ? ", which is busted" : ", which is unknown"));
  order.busted.insert(reference);
}

void Client::correct(Held& order, const FIX::Message& message, const std::string& reference) {
  if (order.trades.erase(reference) == 0) return alarm(&order, "a correction of " + reference + ", which is unknown");
  Trade& trade = order.trades[textOf(message, FIX::FIELD::ExecID)];
  Decimal::read(textOf(message, FIX::FIELD::LastShares), trade.quantity);
  Decimal::read(textOf(message, FIX::FIELD::LastPx), trade.price);
}

void Client::restate(Held& order, const FIX::Message& message) {
  Decimal cum;
  Decimal::read(textOf(message, FIX::FIELD::CumQty), cum);
  const Decimal before = order.traded();
  // A corporate action makes more, or fewer, shares of what was traded, at the same value.
  if (textOf(message, FIX::FIELD::ExecRestatementReason) == "0" && before > Decimal(0) && cum > Decimal(0))
    for (auto& one : order.trades) {
      one.second.quantity = (one.second.quantity * cum).over(before, 8);
      one.second.price = (one.second.price * before).over(cum, 8);
    }
  Decimal::read(textOf(message, FIX::FIELD::OrderQty), order.quantity);
  order.hasPrice = Decimal::read(textOf(message, FIX::FIELD::Price), order.price) || order.hasPrice;
}

// A status books nothing, unless we know that something was missed.
void Client::reconcile(Held& order, const FIX::Message& message) {
  if (!order.reconciling) return;
  order.reconciling = false;
  Decimal cum, average;
  Decimal::read(textOf(message, FIX::FIELD::CumQty), cum);
  Decimal::read(textOf(message, FIX::FIELD::AvgPx), average);
  const Decimal missed = cum - order.traded();
  if (missed <= Decimal(0)) return;
  alarm(&order, missed.text() + " are booked from a status");
  order.trades["status " + nextID()] = {missed, (average * cum - order.value()).over(missed, 8)};
}

void Client::checkArithmetic(Held& order, const FIX::Message& message) {
  const std::string status = textOf(message, FIX::FIELD::OrdStatus);
  Decimal quantity = order.quantity, cum, leaves;
  Decimal::read(textOf(message, FIX::FIELD::OrderQty), quantity);
  if (!Decimal::read(textOf(message, FIX::FIELD::CumQty), cum) || !Decimal::read(textOf(message, FIX::FIELD::LeavesQty), leaves))
    return;
  if (cum != order.traded()) alarm(&order, "CumQty is " + cum.text() + ", and traded was " + order.traded().text());
  if (quantity == Decimal(0)) return;
  const bool working = status.size() == 1 && std::string("01567E9").find(status) != std::string::npos;
  const bool right = working ? leaves == (cum >= quantity ? Decimal(0) : quantity - cum)
                             : leaves == Decimal(0) || (status != "2" && leaves == quantity - cum);
  if (!right) alarm(&order, "LeavesQty is " + leaves.text() + " of " + quantity.text() + " with CumQty " + cum.text());
}

// DontKnowTrade: a protest, and no booking of its own.
void Client::protest(const FIX::Message& message, char reason) {
  FIX::Message out;
  out.getHeader().setField(FIX::FIELD::MsgType, "Q");
  for (const int tag : {FIX::FIELD::OrderID, FIX::FIELD::ExecID, FIX::FIELD::Symbol, FIX::FIELD::Side, FIX::FIELD::OrderQty,
                        FIX::FIELD::LastShares, FIX::FIELD::LastPx})
    put(out, tag, textOf(message, tag));
  put(out, FIX::FIELD::DKReason, reason);
  FIX::Session::sendToTarget(out, session_);
}

void Client::cancelReject(const FIX::Message& message) {
  const std::string id = textOf(message, FIX::FIELD::ClOrdID), status = textOf(message, FIX::FIELD::OrdStatus);
  Held* order = find(id);
  if (order == nullptr) return alarm(nullptr, "OrderCancelReject of the unknown " + id);
  Name* name = order->named(id);
  name->answered = name->rejected = true;
  if (textOf(message, FIX::FIELD::CxlRejReason) == "1" && status == "8") {
    // The venue does not know it: neither working nor rejected, until the venue says more.
    alarm(order, "the venue does not know the order");
    order->status = "unknown";
    order->leaves = 0;
    order->reconciling = true;
    return ask(*order);
  }
  if (!status.empty()) order->status = status == "0" && order->traded() > Decimal(0) ? "1" : status;
  if (order->isOver()) order->leaves = 0;
}

void Client::businessReject(const FIX::Message& message) {
  std::string id = textOf(message, FIX::FIELD::BusinessRejectRefID);
  if (find(id) == nullptr) {
    const auto found = sent_.find(textOf(message, FIX::FIELD::RefSeqNum));
    if (found != sent_.end()) id = found->second;
  }
  const std::string type = textOf(message, FIX::FIELD::RefMsgType);
  if (type != "D" && type != "F" && type != "G") return alarmAbout(id, "a message was refused by the venue, type " + type);
  refuse(id, "refused by the venue: " + textOf(message, FIX::FIELD::Text));
}

// The orders that it names are over, whether or not each has a report of its own.
void Client::massCancelReport(const FIX::Message& message) {
  if (charOf(message, FIX::FIELD::MassCancelResponse) == '0')
    return alarmAbout(textOf(message, FIX::FIELD::ClOrdID),
                      "a mass cancel was refused: " + textOf(message, FIX::FIELD::MassCancelRejectReason));
  const size_t count = message.groupCount(FIX::FIELD::NoAffectedOrders);
  for (size_t i = 1; i <= count; i++) {
    FIX::Group affected(FIX::FIELD::NoAffectedOrders, FIX::FIELD::OrigClOrdID);
    message.getGroup(i, affected);
    Held* order = find(textOf(affected, FIX::FIELD::OrigClOrdID));
    if (order == nullptr) order = findByOrderID(textOf(affected, FIX::FIELD::AffectedOrderID));
    if (order == nullptr || order->isOver()) continue;
    order->status = "4";
    order->leaves = 0;
  }
}
