// What happens in the market, as the control channel tells it.
#include "bands.h"
#include "fields.h"
#include "venue.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

void Venue::event(const std::string& text) {
  std::istringstream in(text);
  std::string word, symbol;
  in >> word;
  if (word == "open") { open_ = true; return; }
  if (word == "down" || word == "up") { down_ = word == "down"; return; }
  if (word == "close") return closeMarket();
  if (word == "day") return nextDay();
  if (word == "order") {
    std::string id, rest;
    in >> id;
    std::getline(in, rest);
    for (const Step& step : readSteps(rest)) tell(id, step);
    return;
  }
  in >> symbol;
  if (symbol.empty()) symbol = "SIM";
  if (symbolNamed(symbol) == nullptr) throw std::runtime_error("there is no symbol " + symbol);
  std::string one, two;
  in >> one >> two;
  if (word == "voice") {
    std::string price;
    in >> price;
    return takeByVoice(symbol, one, two, price);
  }
  if (word == "halt") halt(symbol);
  else if (word == "resume") resume(symbol);
  else if (word == "trade") tradeAt(symbol, Decimal::of(one));
  // "split SPLIT 2", "split SPLIT 2 1": so many for one.
  else if (word == "split") split(symbol, Decimal::of(one), two.empty() ? Decimal(1) : Decimal::of(two));
  else throw std::runtime_error("'" + text + "' is no event that this venue knows");
}

// By the ClOrdID of an order, of a request that waits for its answer, or by OrderID.
void Venue::tell(const std::string& name, const Step& step) {
  Order* order = orderNamed(name);
  const auto byID = byOrderID_.find(name);
  if (order == nullptr && byID != byOrderID_.end()) order = byID->second;
  if (order == nullptr) throw std::runtime_error("there is no order " + name);
  if (!decide(*order, name, step)) return perform(*order, step);
  const bool pends = std::any_of(order->requests.begin(), order->requests.end(),
                                 [&name](const Request& request) { return request.id == name && request.pending; });
  if (!pends) forget(*order, name);
}

// The order of somebody who has no ClOrdID for it.
void Venue::takeByVoice(const std::string& symbol, const std::string& side, const std::string& quantity,
                        const std::string& price) {
  orders_.emplace_back();
  Order& order = orders_.back();
  order.orderID = nextID("O");
  order.symbol = symbol;
  order.side = side.at(0);
  order.terms.type = '2';
  order.terms.quantity = Decimal::of(quantity);
  order.terms.price = Decimal::of(price);
  order.terms.hasQuantity = order.terms.hasPrice = true;
  order.band = &bandOf(Decimal(0));
  order.rule = "VOICE";
  order.entered = day_;
  byOrderID_[order.orderID] = &order;
  acknowledge(order);
}

void Venue::closeMarket() {
  open_ = false;
  const std::string today = timeNow().substr(0, 8);
  for (Order& order : orders_) {
    if (order.leftBehind || order.manual || !order.isLive()) continue;
    const bool lastDay = order.terms.timeInForce == '6' && !order.terms.expireDate.empty() && order.terms.expireDate <= today;
    if (!order.terms.isGoodTill() || lastDay) expire(order);
    else if (order.rule == "Q350") {
      order.doneForDay = true;
      FIX::Message out = report(order, Kind::doneForDay);
      send(out);
    }
  }
}

void Venue::nextDay() {
  if (open_) closeMarket();
  day_++;
  open_ = true;
  for (Order& order : orders_) {
    if (order.leftBehind || !order.isLive()) continue;
    order.doneForDay = false;
    order.restated = true;
    if (order.manual) continue;
    FIX::Message out = report(order, Kind::restated);
    put(out, FIX::FIELD::ExecRestatementReason, "1");
    send(out);
  }
}

void Venue::halt(const std::string& symbol) {
  halted_.insert(symbol);
  for (Order& order : orders_) {
    if (order.leftBehind || order.manual || !order.isLive() || order.symbol != symbol) continue;
    if (order.terms.execInst.find('K') != std::string::npos) {
      cancelByVenue(order, "6");
      continue;
    }
    order.suspended = true;
    FIX::Message out = report(order, Kind::suspended);
    send(out);
  }
}

void Venue::resume(const std::string& symbol) {
  halted_.erase(symbol);
  for (Order& order : orders_) {
    if (order.leftBehind || order.manual || !order.suspended || order.symbol != symbol) continue;
    order.suspended = false;
    FIX::Message out = report(order, Kind::acknowledged);
    send(out);
  }
}

void Venue::tradeAt(const std::string& symbol, const Decimal& price) {
  last_[symbol] = price;
  for (Order& order : orders_) {
    if (order.leftBehind || !order.isLive() || order.symbol != symbol) continue;
    const bool buy = order.side == '1';
    // Of what rests by the bands nothing trades unasked; who is post-only waits for just this.
    if (order.rule == "POST" && (buy ? price <= order.terms.price : price >= order.terms.price))
      fill(order, order.leaves(), order.terms.price);
    if (!order.sleeping) continue;
    if (buy ? price >= order.terms.stopPrice : price <= order.terms.stopPrice) trigger(order, price);
  }
}

// A stop becomes a market order, or a limit order that trades or rests.
void Venue::trigger(Order& order, const Decimal& price) {
  order.sleeping = false;
  FIX::Message out = report(order, Kind::triggered);
  if (version_ >= 44) put(out, FIX::FIELD::WorkingIndicator, "Y");
  send(out);
  const bool buy = order.side == '1';
  if (order.terms.type == '3' || (buy ? order.terms.price >= price : order.terms.price <= price))
    fill(order, order.leaves(), price);
}

void Venue::split(const std::string& symbol, const Decimal& to, const Decimal& from) {
  for (Order& order : orders_) {
    if (order.leftBehind || !order.isLive() || order.symbol != symbol) continue;
    const auto more = [&](const Decimal& quantity) { return (quantity * to).over(from, 8); };
    const auto less = [&](const Decimal& price) { return (price * from).over(to, 8); };
    order.terms.quantity = more(order.terms.quantity);
    order.terms.price = less(order.terms.price);
    order.terms.stopPrice = less(order.terms.stopPrice);
    for (Execution& one : order.executions) one.quantity = more(one.quantity), one.price = less(one.price);
    order.cum = order.traded();
    order.restated = true;
    FIX::Message out = report(order, Kind::restated);
    put(out, FIX::FIELD::ExecRestatementReason, "0");
    send(out);
  }
}
