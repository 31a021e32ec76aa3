// Entry checks, in this order, the first failure decides; and the number of each reason in each version.
#include "fields.h"
#include "venue.h"


namespace {

const Symbol SYMBOLS[] = {
    {"SIM", "0.01", "1"},   {"CLOSED", "0.01", "1"}, {"HALT", "0.01", "1"},  {"TICK5", "0.05", "1"}, {"LOT100", "0.01", "100"},
    {"BAND", "0.01", "1"},  {"EMPTY", "0.01", "1"},  {"STP", "0.01", "1"},   {"SPLIT", "0.01", "1"}, {"STALE", "0.01", "1"},
};

const Decimal LARGEST(100000000000000);
const Decimal HIGHEST(1000000000);
const Decimal LIMIT_OF_A_LOT(1000000);
const int STALE_AFTER_S = 60;

struct Named { const char* name; Reason reason; };
const Named REASONS[] = {
    {"option", Reason::option}, {"unknownSymbol", Reason::unknownSymbol}, {"exchangeClosed", Reason::closed},
    {"exceedsLimit", Reason::limit}, {"tooLateToEnter", Reason::tooLate}, {"tooLate", Reason::tooLate},
    {"duplicate", Reason::duplicate}, {"stale", Reason::stale}, {"unsupported", Reason::unsupported},
    {"quantity", Reason::quantity}, {"account", Reason::account}, {"credit", Reason::credit}, {"tick", Reason::tick},
    {"band", Reason::band}, {"other", Reason::other}, {"unknown", Reason::unknownOrder}, {"pending", Reason::pending},
};

}  // namespace

Reason reasonNamed(const std::string& name) {
  for (const Named& one : REASONS)
    if (name == one.name) return one.reason;
  return Reason::other;
}

const Symbol* symbolNamed(const std::string& name) {
  for (const Symbol& one : SYMBOLS)
    if (name == one.name) return &one;
  return nullptr;
}

std::string Venue::rejectCode(Reason reason) const {
  const bool v42 = version_ < 43, v50 = version_ >= 50;
  switch (reason) {
    case Reason::unknownSymbol: return "1";
    case Reason::closed: return "2";
    case Reason::limit: return "3";
    case Reason::tooLate: return "4";
    case Reason::unknownOrder: return "5";
    case Reason::duplicate: return "6";
    case Reason::stale: return "8";
    case Reason::option: return "0";
    case Reason::unsupported: return v42 ? "0" : "11";
    case Reason::quantity: return v42 ? "0" : "13";
    case Reason::account: return v42 ? "0" : "15";
    case Reason::credit: return v50 ? "25" : "0";
    case Reason::tick: return v42 ? "0" : v50 ? "18" : "99";
    case Reason::band: return v42 ? "0" : v50 ? "16" : "99";
    default: return v42 ? "0" : "99";
  }
}

std::string Venue::refusalCode(Reason reason) const {
  const bool v42 = version_ < 43, v50 = version_ >= 50;
  switch (reason) {
    case Reason::tooLate: return "0";
    case Reason::unknownOrder: return "1";
    case Reason::option: return "2";
    case Reason::pending: return "3";
    case Reason::duplicate: return v42 ? "2" : "6";
    case Reason::tick: return v42 ? "2" : v50 ? "18" : "99";
    case Reason::band: return v42 ? "2" : v50 ? "8" : "99";
    default: return v42 ? "2" : "99";
  }
}

bool Venue::hasFault(const FIX::Message& message, const Order& order, Fault& fault) const {
  const auto is = [&fault](Reason reason, const std::string& text) {
    fault = {reason, text};
    return true;
  };
  if (order.account == "ACC-UNKNOWN") return is(Reason::account, "unknown account " + order.account);
  if (order.account == "ACC-BLOCK") return is(Reason::other, "blocked account " + order.account);
  const Symbol* symbol = symbolNamed(order.symbol);
  if (symbol == nullptr) return is(Reason::unknownSymbol, "unknown symbol " + order.symbol);
  if (!open_ || order.symbol == "CLOSED") return is(Reason::closed, "the market is closed");
  if (halted_.count(order.symbol)) return is(Reason::closed, "trading in " + order.symbol + " is halted");
  if (order.symbol == "STALE") {
    const std::string sent = textOf(message, FIX::FIELD::TransactTime);
    if (!sent.empty() && FIX::UtcTimeStamp() - FIX::UtcTimeStampConvertor::convert(sent) > STALE_AFTER_S)
      return is(Reason::stale, "TransactTime lies more than " + std::to_string(STALE_AFTER_S) + " s back");
  }
  const Terms& terms = order.terms;
  if (std::string("125").find(order.side) == std::string::npos) return is(Reason::unsupported, "Side is not supported");
  if (textOf(message, FIX::FIELD::CashOrderQty).size() > 0 && !terms.hasQuantity)
    return is(Reason::unsupported, "orders by amount are not supported");
  if (order.account == "ACC-NOCREDIT") return is(Reason::credit, "no credit");
  return hasFaultyTerms(order, terms, fault);
}

bool Venue::hasFaultyTerms(const Order& order, const Terms& terms, Fault& fault) const {
  const auto is = [&fault](Reason reason, const std::string& text) {
    fault = {reason, text};
    return true;
  };
  const Symbol& symbol = *symbolNamed(order.symbol);
  if (std::string(version_ < 43 ? "1234" : "1234K").find(terms.type) == std::string::npos) return is(Reason::unsupported, "OrdType is not supported");
  if (std::string("01346").find(terms.timeInForce) == std::string::npos)
    return is(Reason::unsupported, "TimeInForce is not supported");

  const bool limit = terms.type == '2' || terms.type == '4', stop = terms.type == '3' || terms.type == '4';
  if (limit && !terms.hasPrice) return is(Reason::conditional, "a limit needs Price");
  if (stop && !terms.hasStop) return is(Reason::conditional, "a stop needs StopPx");
  if (terms.timeInForce == '6') {
    if (terms.expireDate.empty() && terms.expireTime.empty())
      return is(Reason::conditional, "good till date needs ExpireDate or ExpireTime");
    if (!terms.expireDate.empty() && terms.expireDate < timeNow().substr(0, 8))
      return is(Reason::other, "ExpireDate lies in the past");
  }

  if (!terms.hasQuantity) return is(Reason::quantity, "OrderQty is missing");
  if (terms.quantity <= Decimal(0)) return is(Reason::quantity, "OrderQty must be above 0");
  const Reason tooLarge = version_ < 43 ? Reason::limit : Reason::quantity;
  if (terms.quantity > LARGEST) return is(tooLarge, "OrderQty is too large");
  const Decimal lot = Decimal::of(symbol.lot);
  if (lot > Decimal(1) && !terms.quantity.isMultipleOf(lot)) return is(Reason::quantity, "OrderQty is no multiple of the lot");
  if (lot > Decimal(1) && terms.quantity > LIMIT_OF_A_LOT) return is(tooLarge, "OrderQty is too large");
  for (const std::string& part : {terms.maxFloor, terms.minQty, terms.displayQty}) {
    Decimal quantity;
    if (!part.empty() && (!Decimal::read(part, quantity) || quantity < Decimal(0) || quantity > terms.quantity))
      return is(Reason::quantity, "a part of OrderQty is larger than OrderQty");
  }

  const Decimal tick = Decimal::of(symbol.tick);
  for (const bool isStop : {false, true}) {
    if (isStop ? !stop : !limit) continue;
    const Decimal& price = isStop ? terms.stopPrice : terms.price;
    if (price <= Decimal(0)) return is(Reason::tick, "a price must be above 0");
    if (price > HIGHEST) return is(Reason::band, "a price is out of reach");
    if (!price.isMultipleOf(tick)) return is(Reason::tick, "a price is no multiple of the tick");
  }
  if (order.symbol == "BAND" && limit && (terms.price < Decimal(90) || terms.price > Decimal(110)))
    return is(Reason::band, "Price lies outside the band of 90 to 110");
  if (stop && !order.accepted) {
    const auto traded = last_.find(order.symbol);
    const Decimal last = traded == last_.end() ? Decimal(100) : traded->second;
    const bool buy = order.side == '1';
    if (buy ? terms.stopPrice <= last : terms.stopPrice >= last)
      return is(Reason::stopPrice, "StopPx lies on the wrong side of the market");
  }
  return false;
}
