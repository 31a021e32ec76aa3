// What the venue says of its orders when it is asked.
#include "fields.h"
#include "venue.h"

void Venue::status(const FIX::Message& message) {
  const std::string id = textOf(message, FIX::FIELD::ClOrdID), orderID = textOf(message, FIX::FIELD::OrderID);
  Order* order = id.empty() ? nullptr : orderNamed(id);
  if (order == nullptr && id.empty() && byOrderID_.count(orderID)) order = byOrderID_[orderID];
  Order unknown;
  if (order == nullptr) {
    unknown.orderID = "NONE";
    unknown.id = id;
    unknown.symbol = textOf(message, FIX::FIELD::Symbol);
    unknown.side = charOf(message, FIX::FIELD::Side);
    unknown.terms.timeInForce = 0;
    unknown.rejected = true;
  }
  FIX::Message out = report(order == nullptr ? unknown : *order, Kind::status);
  if (order == nullptr) {
    put(out, FIX::FIELD::OrdRejReason, "5");
    put(out, FIX::FIELD::Text, "unknown order");
  }
  put(out, FIX::FIELD::OrdStatusReqID, textOf(message, FIX::FIELD::OrdStatusReqID));
  send(out);
}

void Venue::massStatus(const FIX::Message& message) {
  const std::string scope = textOf(message, FIX::FIELD::MassStatusReqType), id = textOf(message, FIX::FIELD::MassStatusReqID);
  const std::string symbol = textOf(message, FIX::FIELD::Symbol);
  if (scope != "7" && scope != "1") return businessReject(message, id, 0, "MassStatusReqType is not supported");
  std::vector<const Order*> found;
  for (const Order& order : orders_)
    if (!order.leftBehind && order.isLive() && (scope == "7" || order.symbol == symbol)) found.push_back(&order);
  Order none;
  none.orderID = "NONE";
  none.rejected = true;
  none.symbol = symbol.empty() ? "SIM" : symbol;
  none.side = charOf(message, FIX::FIELD::Side, '1');
  none.terms.timeInForce = 0;
  const std::string total = std::to_string(found.size());
  if (found.empty()) found.push_back(&none);
  for (const Order* order : found) {
    FIX::Message out = report(*order, Kind::status);
    if (order == &none) put(out, FIX::FIELD::OrdRejReason, "5");
    put(out, FIX::FIELD::MassStatusReqID, id);
    put(out, FIX::FIELD::TotNumReports, total);
    put(out, FIX::FIELD::LastRptRequested, order == found.back() ? "Y" : "N");
    send(out);
  }
}
