#include "venue.h"

#include "bands.h"
#include "fields.h"

namespace {

// What rests in every market but EMPTY.
const Decimal RESTING(100);

}  // namespace

bool Venue::takes(const std::string& type, int version) {
  if (version < 43) return type == "D" || type == "F" || type == "G" || type == "H" || type == "Q" || type == "j";
  return type == "D" || type == "F" || type == "G" || type == "H" || type == "Q" || type == "j" || type == "AF" || type == "q";
}

void Venue::take(const FIX::Message& message) {
  const std::string type = textOf(message.getHeader(), FIX::FIELD::MsgType);
  if (down_ && type != "j")
    return businessReject(message, textOf(message, FIX::FIELD::ClOrdID), 4, "the application is not available");
  if (type == "D") enter(message);
  else if (type == "F" || type == "G") request(message, type[0]);
  else if (type == "H") status(message);
  else if (type == "AF") massStatus(message);
  else if (type == "q") massCancel(message);
  // Q is a protest, for a person to deal with; j is never answered.
}

void Venue::beginAnew() {
  open_ = true;
  down_ = false;
  halted_.clear();
  last_.clear();
  for (Order& order : orders_) order.leftBehind = true;
}

Order* Venue::orderNamed(const std::string& clOrdID) {
  const auto found = used_.find(clOrdID);
  return found == used_.end() ? nullptr : found->second;
}

Terms Venue::termsOf(const FIX::Message& message) {
  Terms terms;
  terms.hasQuantity = Decimal::read(textOf(message, FIX::FIELD::OrderQty), terms.quantity);
  terms.hasPrice = Decimal::read(textOf(message, FIX::FIELD::Price), terms.price);
  terms.hasStop = Decimal::read(textOf(message, FIX::FIELD::StopPx), terms.stopPrice);
  terms.type = charOf(message, FIX::FIELD::OrdType);
  terms.timeInForce = charOf(message, FIX::FIELD::TimeInForce, '0');
  terms.execInst = textOf(message, FIX::FIELD::ExecInst);
  terms.minQty = textOf(message, FIX::FIELD::MinQty);
  terms.maxFloor = textOf(message, FIX::FIELD::MaxFloor);
  terms.displayQty = textOf(message, FIX::FIELD::DisplayQty);
  terms.expireDate = textOf(message, FIX::FIELD::ExpireDate);
  terms.expireTime = textOf(message, FIX::FIELD::ExpireTime);
  return terms;
}

Order& Venue::newOrder(const FIX::Message& message) {
  orders_.emplace_back();
  Order& order = orders_.back();
  order.orderID = nextID("O");
  order.id = textOf(message, FIX::FIELD::ClOrdID);
  order.symbol = textOf(message, FIX::FIELD::Symbol);
  order.account = textOf(message, FIX::FIELD::Account);
  order.side = charOf(message, FIX::FIELD::Side);
  order.terms = termsOf(message);
  order.band = &bandOf(order.terms.quantity);
  order.entered = day_;
  const size_t parties = message.groupCount(FIX::FIELD::NoPartyIDs);
  for (size_t i = 1; i <= parties; i++) {
    FIX::Group party(FIX::FIELD::NoPartyIDs, FIX::FIELD::PartyID);
    message.getGroup(i, party);
    order.parties.push_back(party);
  }
  used_[order.id] = &order;
  byOrderID_[order.orderID] = &order;
  return order;
}

void Venue::enter(const FIX::Message& message) {
  const std::string id = textOf(message, FIX::FIELD::ClOrdID), account = textOf(message, FIX::FIELD::Account);
  if (account == "ACC-DOWN") return businessReject(message, id, 4, "the application is not available");
  const bool known = used_.count(id) > 0;
  if (known && textOf(message.getHeader(), FIX::FIELD::PossResend) == "Y") return status(message);
  if (known) {
    // Another order under a name that is taken: what is refused is told with the state of the one that lives.
    Order* existing = orderNamed(id);
    Order nameless;
    nameless.rejected = true;
    nameless.orderID = "NONE";
    nameless.symbol = textOf(message, FIX::FIELD::Symbol);
    nameless.side = charOf(message, FIX::FIELD::Side);
    nameless.terms = termsOf(message);
    FIX::Message out = report(existing == nullptr ? nameless : *existing, Kind::rejected);
    put(out, FIX::FIELD::ClOrdID, id);
    put(out, FIX::FIELD::OrdRejReason, rejectCode(Reason::duplicate));
    put(out, FIX::FIELD::Text, "duplicate ClOrdID");
    return send(out);
  }
  Order& order = newOrder(message);
  Fault fault;
  if (hasFault(message, order, fault)) {
    order.rejected = true;
    FIX::Message out = report(order, Kind::rejected);
    put(out, FIX::FIELD::OrdRejReason, rejectCode(fault.reason));
    put(out, FIX::FIELD::Text, fault.text);
    return send(out);
  }
  if (order.account == "ACC-MANUAL") {
    order.rule = "MANUAL";
    order.manual = true;
    return;
  }
  order.life = readSteps(lifeOf(order, order.rule));
  if (order.rule == "Q520") order.life = randomLife(dice_);
  if (order.rule != order.band->name) order.band = &bandOf(Decimal(0));
  if (!order.life.empty() && order.life.front().verb == "businessReject") {
    used_.erase(id);
    byOrderID_.erase(order.orderID);
    orders_.pop_back();
    return businessReject(message, id, 0, "rule Q330");
  }
  if (order.account == "ACC-PEND" && order.life.front().verb != "pendingNew")
    order.life.insert(order.life.begin(), Step{"pendingNew", "", {}});
  run(order);
}

// OrdType, TimeInForce and the like go before the band.
std::string Venue::lifeOf(const Order& order, std::string& rule) const {
  const Terms& terms = order.terms;
  const bool buy = order.side == '1', limit = terms.type == '2';
  const bool takes = !limit || (buy ? terms.price >= REFERENCE : terms.price <= REFERENCE);
  const Decimal there = order.symbol == "EMPTY" || !takes ? Decimal(0) : RESTING;
  if (terms.type == '3' || terms.type == '4') {
    rule = "STOP";
    return "ack";
  }
  if (terms.type == 'K') {
    // What the market has, and the rest waits for more.
    rule = "LEFT";
    return there == Decimal(0) ? "ack" : "ack; fill: " + least(there, terms.quantity).text();
  }
  if (terms.timeInForce == '3' || (terms.type == '1' && order.symbol == "EMPTY")) {
    rule = "IOC";
    if (there == Decimal(0)) return "ack; cancel";
    return "ack; fill: " + least(there, terms.quantity).text() + "; cancel";
  }
  if (terms.timeInForce == '4') {
    rule = "FOK";
    return terms.quantity <= there ? "ack; fill: rest" : "ack; cancel";
  }
  if (terms.execInst.find('6') != std::string::npos) {
    rule = "POST";
    return takes ? "ack; cancel: 4" : "ack";
  }
  rule = order.band->name;
  return order.band->onNew;
}
