#include "client.h"

#include "fields.h"

#include <quickfix/Session.h>

#include <algorithm>
#include <stdexcept>

namespace {

std::string valueOf(const FieldList& fields, int tag) {
  for (const auto& field : fields)
    if (field.first == tag) return field.second;
  return "";
}

void state(FieldList& fields, int tag, const std::string& value) {
  for (auto& field : fields)
    if (field.first == tag) { field.second = value; return; }
  fields.emplace_back(tag, value);
}

void fillIn(FieldList& fields, int tag, const std::string& value) {
  if (valueOf(fields, tag).empty()) state(fields, tag, value);
}

}  // namespace

bool Client::takes(const std::string& type) {
  static const std::set<std::string> TYPES = {"8", "9", "j", "B", "f", "h", "W", "X", "Y", "y", "d", "r", "S", "b", "AI", "AG"};
  return TYPES.count(type) > 0;
}

void Client::take(const FIX::Message& message) {
  const std::string type = textOf(message.getHeader(), FIX::FIELD::MsgType);
  if (type == "8") report(message);
  else if (type == "9") cancelReject(message);
  else if (type == "j") businessReject(message);
  else if (type == "r") massCancelReport(message);
}

Held* Client::find(const std::string& id) {
  const auto found = byName_.find(id);
  return found == byName_.end() ? nullptr : found->second;
}

Held* Client::findByOrderID(const std::string& orderID) {
  for (Held& order : orders_)
    if (!orderID.empty() && order.orderID == orderID) return &order;
  return nullptr;
}

// Unique over restarts: no earlier process has had this millisecond.
std::string Client::nextID() {
  using namespace std::chrono;
  static const std::string started =
      std::to_string(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
  static long count = 0;
  return "C" + started + "-" + std::to_string(++count);
}

void Client::alarm(Held* order, const std::string& text) {
  (order == nullptr ? alarms_ : order->alarms).push_back(text);
  fprintf(stderr, "client: %s: %s\n", order == nullptr ? "no order" : order->inForce.c_str(), text.c_str());
}

void Client::alarmAbout(const std::string& id, const std::string& text) {
  const auto request = requests_.find(id);
  if (request == requests_.end()) return alarm(find(id), text);
  request->second.push_back(text);
  fprintf(stderr, "client: %s: %s\n", id.c_str(), text.c_str());
}

// --- The user ---------------------------------------------------------------------------------------------------

std::string Client::enter(const std::string& action, const std::string& clOrdID, const std::string& msgType,
                          FieldList fields) {
  const bool connected = FIX::Session::lookupSession(session_)->isLoggedOn();
  if (action == "send") {
    if (const Held* order = find(clOrdID.empty() ? valueOf(fields, FIX::FIELD::ClOrdID) : clOrdID)) {
      fillIn(fields, FIX::FIELD::ClOrdID, order->inForce);
      fillIn(fields, FIX::FIELD::Symbol, order->symbol);
      fillIn(fields, FIX::FIELD::Side, std::string(1, order->side));
    }
    // What every such message needs and nobody wants to state.
    const FIX::DataDictionary& dictionary = applicationDictionary();
    for (const int tag : {FIX::FIELD::ClOrdID, FIX::FIELD::MDReqID, FIX::FIELD::QuoteReqID, FIX::FIELD::SecurityReqID,
                          FIX::FIELD::SecurityStatusReqID, FIX::FIELD::TradSesReqID, FIX::FIELD::MassStatusReqID,
                          FIX::FIELD::TradeRequestID})
      if (dictionary.isRequiredField(msgType, tag)) fillIn(fields, tag, nextID());
    if (dictionary.isRequiredField(msgType, FIX::FIELD::TransactTime)) fillIn(fields, FIX::FIELD::TransactTime, timeNow());
    const std::string id = valueOf(fields, FIX::FIELD::ClOrdID);
    if (!id.empty() && find(id) == nullptr) requests_[id];
    transmit(msgType, fields);
    return id;
  }
  fillIn(fields, FIX::FIELD::ClOrdID, action == "new" && !clOrdID.empty() ? clOrdID : nextID());
  const std::string id = valueOf(fields, FIX::FIELD::ClOrdID);
  if (find(id) != nullptr) throw std::runtime_error("ClOrdID " + id + " has been used");
  state(fields, FIX::FIELD::TransactTime, timeNow());

  if (action == "new") {
    orders_.emplace_back();
    Held& order = orders_.back();
    fillIn(fields, FIX::FIELD::Symbol, "SIM");
    fillIn(fields, FIX::FIELD::Side, "1");
    fillIn(fields, FIX::FIELD::OrdType, "2");
    if (valueOf(fields, FIX::FIELD::CashOrderQty).empty()) fillIn(fields, FIX::FIELD::OrderQty, "1");
    const std::string type = valueOf(fields, FIX::FIELD::OrdType);
    if (type == "2" || type == "4") fillIn(fields, FIX::FIELD::Price, "100");
    if (version_ < 43) fillIn(fields, FIX::FIELD::HandlInst, "1");
    order.symbol = valueOf(fields, FIX::FIELD::Symbol);
    order.side = valueOf(fields, FIX::FIELD::Side)[0];
    order.inForce = id;
    Decimal::read(valueOf(fields, FIX::FIELD::OrderQty), order.quantity);
    order.hasPrice = Decimal::read(valueOf(fields, FIX::FIELD::Price), order.price);
    order.leaves = order.quantity;
    order.names.push_back({id, 'D', fields});
    byName_[id] = &order;
    if (!connected) {
      // An order of now is not one of whenever the venue comes back.
      refuse(id, "there is no connection: the order is not sent");
      return id;
    }
    transmit("D", fields);
    note(order.names.back(), order);
    return id;
  }

  Held* order = find(clOrdID);
  if (order == nullptr) throw std::runtime_error("there is no order " + clOrdID);
  if (action != "cancel" && action != "replace") throw std::runtime_error("the user can not '" + action + "'");
  const char kind = action == "cancel" ? 'F' : 'G';
  // The last name that was not refused, accepted or not.
  std::string orig;
  FieldList last;
  for (const Name& name : order->names)
    if (name.kind != 'F' && !name.rejected) orig = name.id, last = name.fields;
  if (orig.empty()) orig = order->inForce;
  fillIn(fields, FIX::FIELD::OrigClOrdID, orig);
  if (kind == 'G') {
    for (const auto& field : last) fillIn(fields, field.first, field.second);
  } else {
    fillIn(fields, FIX::FIELD::Symbol, order->symbol);
    fillIn(fields, FIX::FIELD::Side, std::string(1, order->side));
    const std::string account = valueOf(last, FIX::FIELD::Account);
    if (!account.empty()) fillIn(fields, FIX::FIELD::Account, account);
    // Of a cash order there is none.
    if (!valueOf(last, FIX::FIELD::OrderQty).empty()) fillIn(fields, FIX::FIELD::OrderQty, valueOf(last, FIX::FIELD::OrderQty));
  }
  if (!connected) {
    alarm(order, "there is no connection: nothing is sent");
    return id;
  }
  order->names.push_back({id, kind, fields});
  byName_[id] = order;
  transmit(kind == 'F' ? "F" : "G", fields);
  note(order->names.back(), *order);
  return id;
}

const FIX::DataDictionary& Client::applicationDictionary() const {
  FIX::Session& session = *FIX::Session::lookupSession(session_);
  const FIX::DataDictionaryProvider& provider = session.getDataDictionaryProvider();
  if (!session_.isFIXT()) return provider.getSessionDataDictionary(session_.getBeginString());
  return provider.getApplicationDataDictionary(FIX::ApplVerID(session.getSenderDefaultApplVerID()));
}

// By way of text, so that QuickFIX makes groups of what its dictionary says is a group.
void Client::transmit(const std::string& msgType, const FieldList& fields) {
  const char SOH = '\001';
  std::string text = "8=" + session_.getBeginString().getValue() + SOH + "9=0" + SOH + "35=" + msgType + SOH;
  for (const auto& field : fields) text += std::to_string(field.first) + "=" + field.second + SOH;
  text += std::string("10=000") + SOH;
  const FIX::DataDictionaryProvider& provider = FIX::Session::lookupSession(session_)->getDataDictionaryProvider();
  const FIX::DataDictionary& transport = provider.getSessionDataDictionary(session_.getBeginString());
  FIX::Message message;
  message.setString(text, false, &transport, &applicationDictionary());
  FIX::Session::sendToTarget(message, session_);
}

// Asks once where a request is met with silence.
void Client::note(Name& name, Held& order) {
  const std::string id = name.id;
  loop_.after(silence_, [this, &order, id] {
    const Name* asked = order.named(id);
    if (asked->answered || asked->rejected || order.leftBehind) return;
    alarm(&order, "no answer to " + id);
    ask(order);
  });
}

void Client::ask(const Held& order) {
  if (!FIX::Session::lookupSession(session_)->isLoggedOn()) return;
  FieldList fields;
  state(fields, FIX::FIELD::ClOrdID, order.inForce);
  state(fields, FIX::FIELD::Symbol, order.symbol);
  state(fields, FIX::FIELD::Side, std::string(1, order.side));
  transmit("H", fields);
}

std::string Client::show(const std::string& clOrdID, const std::string& symbol) const {
  std::string text;
  const auto line = [&text](const char* name, const std::string& value) { text += std::string(name) + "=" + value + "\n"; };
  if (clOrdID.empty()) {
    Decimal position;
    size_t alarms = alarms_.size();
    for (const Held& order : orders_) {
      if (order.leftBehind) continue;
      alarms += order.alarms.size();
      if (order.symbol == symbol) position = order.side == '1' ? position + order.traded() : position - order.traded();
    }
    line("position", position.trimmed().text());
    line("alarms", std::to_string(alarms));
    return text;
  }
  const Held* order = find(clOrdID);
  const auto request = requests_.find(clOrdID);
  if (order == nullptr && request != requests_.end()) {
    line("alarms", std::to_string(request->second.size()));
    return text;
  }
  if (order == nullptr) throw std::runtime_error("there is no order " + clOrdID);
  const Decimal cum = order->traded();
  line("OrdStatus", order->status);
  line("CumQty", cum.text());
  line("LeavesQty", order->leaves.text());
  line("AvgPx", cum == Decimal(0) ? "0" : order->value().over(cum, 8).text());
  line("OrderQty", order->quantity.text());
  if (order->hasPrice) line("Price", order->price.text());
  line("ClOrdID", order->inForce);
  line("alarms", std::to_string(order->alarms.size()));
  return text;
}

// --- What the session says --------------------------------------------------------------------------------------

void Client::refuse(const std::string& id, const std::string& why) {
  Held* order = find(id);
  if (order == nullptr) return alarmAbout(id, "refused, and of no order: " + why);
  alarm(order, why);
  Name* name = order->named(id);
  if (name == nullptr) return;
  name->answered = name->rejected = true;
  if (name->kind == 'D') order->status = "8", order->leaves = 0;
  else if (order->status == "6" || order->status == "E") order->status = order->traded() > Decimal(0) ? "1" : "0";
}

void Client::refusedByVenue(const std::string& refSeqNum) {
  const auto found = sent_.find(refSeqNum);
  refuse(found == sent_.end() ? "" : found->second, "a message was rejected by the session of the venue");
}

// QuickFIX has rejected a report before we saw it: there may be a fill in it.
void Client::refusedByUs(const std::string& refMsgType) {
  if (refMsgType != "8") return;
  for (Held& order : orders_) {
    if (order.leftBehind || order.isOver()) continue;
    alarm(&order, "a report was rejected unread: a fill may be lost");
    order.reconciling = true;
    ask(order);
  }
}

void Client::numbersBeganAnew() {
  const bool orderly = saidLogout_;
  saidLogout_ = false;
  for (Held& order : orders_) {
    // Behind a Logout this is another day, and its orders are for the clerks.
    if (orderly) { order.leftBehind = true; continue; }
    if (order.leftBehind || order.isOver()) continue;
    alarm(&order, "the venue has begun anew: what became of the order?");
    order.reconciling = true;
    ask(order);
  }
  if (orderly) alarms_.clear(), executions_.clear();
}
