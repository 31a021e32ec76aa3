// What the venue sends: ExecutionReports as each version wants them, and the reject of the application layer.
#include "fields.h"
#include "venue.h"

#include <quickfix/Session.h>

#include <atomic>
#include <ctime>

namespace {

// ExecIDs and OrderIDs stay unique when the process is started again within a day.
std::string started() {
  static const std::string at = std::to_string(time(nullptr) % 100000000);
  return at;
}

std::atomic<long> counter{0};

}  // namespace

std::string Venue::nextID(const char* prefix) { return prefix + started() + "-" + std::to_string(++counter); }

void Venue::send(FIX::Message& message) { FIX::Session::sendToTarget(message, session_); }

FIX::Message Venue::report(const Order& order, Kind kind) {
  FIX::Message out;
  const char status = statusOf(order);
  const bool trade = kind == Kind::fill || kind == Kind::bust || kind == Kind::correct;
  char type = 0, transaction = '0';
  switch (kind) {
    case Kind::pendingNew: type = 'A'; break;
    case Kind::acknowledged: type = '0'; break;
    case Kind::rejected: type = '8'; break;
    case Kind::fill: type = order.isFilled() ? '2' : '1'; break;
    case Kind::pendingCancel: type = '6'; break;
    case Kind::pendingReplace: type = 'E'; break;
    case Kind::cancelled: type = '4'; break;
    case Kind::replaced: type = '5'; break;
    case Kind::restated: type = 'D'; break;
    case Kind::doneForDay: type = '3'; break;
    case Kind::expired: type = 'C'; break;
    case Kind::suspended: type = '9'; break;
    case Kind::stopped: type = '7'; break;
    case Kind::calculated: type = 'B'; break;
    case Kind::triggered: type = version_ >= 50 ? 'L' : '0'; break;
    case Kind::bust: type = 'H', transaction = '1'; break;
    case Kind::correct: type = 'G', transaction = '2'; break;
    case Kind::status: type = 'I', transaction = '3'; break;
  }
  if (version_ >= 43) {
    if (kind == Kind::fill) type = 'F';
  } else if (kind == Kind::status) {
    type = status;  // ExecType repeats OrdStatus
  } else if (kind == Kind::bust || kind == Kind::correct) {
    type = status == '0' || status == '2' ? status : '1';
  }

  out.getHeader().setField(FIX::FIELD::MsgType, "8");
  put(out, FIX::FIELD::OrderID, order.orderID);
  put(out, FIX::FIELD::ExecID, kind == Kind::status ? "0" : nextID("E"));
  if (version_ < 43) put(out, FIX::FIELD::ExecTransType, transaction);
  put(out, FIX::FIELD::ExecType, type);
  put(out, FIX::FIELD::OrdStatus, status);
  put(out, FIX::FIELD::ClOrdID, order.id);
  put(out, FIX::FIELD::Account, order.account);
  put(out, FIX::FIELD::Symbol, order.symbol);
  put(out, FIX::FIELD::Side, order.side);
  const Terms& terms = order.terms;
  if (terms.hasQuantity) put(out, FIX::FIELD::OrderQty, terms.quantity.text());
  put(out, FIX::FIELD::OrdType, terms.type);
  if (terms.hasPrice) put(out, FIX::FIELD::Price, terms.price.text());
  if (terms.hasStop) put(out, FIX::FIELD::StopPx, terms.stopPrice.text());
  put(out, FIX::FIELD::TimeInForce, terms.timeInForce);
  put(out, FIX::FIELD::ExecInst, terms.execInst);
  put(out, FIX::FIELD::MinQty, terms.minQty);
  put(out, FIX::FIELD::MaxFloor, terms.maxFloor);
  if (version_ >= 50) put(out, FIX::FIELD::DisplayQty, terms.displayQty);
  put(out, FIX::FIELD::ExpireDate, terms.expireDate);
  put(out, FIX::FIELD::ExpireTime, terms.expireTime);
  for (const FIX::Group& party : order.parties) out.addGroup(party);
  put(out, FIX::FIELD::LeavesQty, order.leaves().text());
  put(out, FIX::FIELD::CumQty, order.cum.text());
  put(out, FIX::FIELD::AvgPx, order.average().text());
  if (order.restated && day_ > order.entered) {
    const Decimal today = order.traded(day_);
    put(out, FIX::FIELD::DayOrderQty, (terms.quantity - (order.cum - today)).text());
    put(out, FIX::FIELD::DayCumQty, today.text());
    put(out, FIX::FIELD::DayAvgPx, order.average(day_).text());
  }
  if (version_ >= 44 && order.sleeping) put(out, FIX::FIELD::WorkingIndicator, "N");
  if (trade && kind == Kind::bust) put(out, FIX::FIELD::LastShares, "0"), put(out, FIX::FIELD::LastPx, "0");
  put(out, FIX::FIELD::TransactTime, timeNow());
  return out;
}

void Venue::businessReject(const FIX::Message& message, const std::string& id, int reason, const std::string& text) {
  FIX::Message out;
  out.getHeader().setField(FIX::FIELD::MsgType, "j");
  put(out, FIX::FIELD::RefSeqNum, textOf(message.getHeader(), FIX::FIELD::MsgSeqNum));
  put(out, FIX::FIELD::RefMsgType, textOf(message.getHeader(), FIX::FIELD::MsgType));
  put(out, FIX::FIELD::BusinessRejectRefID, id);
  put(out, FIX::FIELD::BusinessRejectReason, std::to_string(reason));
  put(out, FIX::FIELD::Text, text);
  send(out);
}
