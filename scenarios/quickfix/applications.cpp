#include "applications.h"

#include "client.h"
#include "fields.h"
#include "venue.h"

#include <quickfix/Session.h>

#include <atomic>
#include <stdexcept>

namespace {

// What both have in common. Callbacks in which QuickFIX may hold the lock of the session only post.
template <class Part>
class Application : public RunningApplication, public FIX::NullApplication {
 public:
  explicit Application(VersionOf versionOf) : versionOf_(std::move(versionOf)) {}

  FIX::Application& application() override { return *this; }
  void start() override { loop_.start(); }

  void onCreate(const FIX::SessionID& id) override {
    Kept& kept = kept_[nameOf(id.getBeginString(), id.getTargetCompID())];
    kept.version = versionOf_(id);
    kept.part = make(id, kept.version, loop_);
  }

  void fromAdmin(const FIX::Message& message, const FIX::SessionID& id)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) override {
    const std::string type = textOf(message.getHeader(), FIX::FIELD::MsgType);
    if (type == "A" && textOf(message, FIX::FIELD::ResetSeqNumFlag) == "Y") keptOf(id).reset = true;
    if (type == "5") saidLogout(id);
    if (type == "3") refused(id, textOf(message, FIX::FIELD::RefSeqNum));
  }

  // Also behind a reset inside the session.
  void onLogon(const FIX::SessionID& id) override {
    if (keptOf(id).reset.exchange(false)) loop_.post([this, &id] { beganAnew(*keptOf(id).part); });
  }

  void fromApp(const FIX::Message& message, const FIX::SessionID& id)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) override {
    if (!takes(textOf(message.getHeader(), FIX::FIELD::MsgType), keptOf(id).version)) throw FIX::UnsupportedMessageType();
    loop_.enter([&] { keptOf(id).part->take(message); });
  }

  std::string told(const Words& words) override {
    if (words.size() < 3) throw std::runtime_error("it takes a session and a verb");
    const auto found = kept_.find(nameOf(words[0], words[1]));
    if (found == kept_.end()) throw std::runtime_error("there is no session " + words[0] + " with " + words[1]);
    std::string answer;
    std::exception_ptr problem;
    loop_.enter([&] {
      try {
        answer = toldOne(*found->second.part, Words(words.begin() + 2, words.end()));
      } catch (...) {
        problem = std::current_exception();
      }
    });
    if (problem) std::rethrow_exception(problem);
    return answer;
  }

 protected:
  struct Kept {
    std::unique_ptr<Part> part;
    int version = 0;
    std::atomic<bool> reset{false};
  };

  virtual std::unique_ptr<Part> make(const FIX::SessionID& id, int version, Loop& loop) = 0;
  virtual bool takes(const std::string& type, int version) = 0;
  virtual void beganAnew(Part& part) = 0;
  virtual std::string toldOne(Part& part, const Words& words) = 0;
  virtual void saidLogout(const FIX::SessionID&) {}
  virtual void refused(const FIX::SessionID&, const std::string&) {}

  Kept& keptOf(const FIX::SessionID& id) { return kept_.at(nameOf(id.getBeginString(), id.getTargetCompID())); }
  static std::string nameOf(const std::string& beginString, const std::string& tester) { return beginString + " " + tester; }

  Loop loop_;

 private:
  const VersionOf versionOf_;
  std::map<std::string, Kept> kept_;
};

class VenueApplication : public Application<Venue> {
 public:
  using Application::Application;

 private:
  std::unique_ptr<Venue> make(const FIX::SessionID& id, int version, Loop& loop) override {
    return std::unique_ptr<Venue>(new Venue(id, version, loop));
  }
  bool takes(const std::string& type, int version) override { return Venue::takes(type, version); }
  void beganAnew(Venue& venue) override { venue.beginAnew(); }
  std::string toldOne(Venue& venue, const Words& words) override {
    if (words[0] != "market" || words.size() != 2) throw std::runtime_error("a venue takes: market EVENT");
    venue.event(words[1]);
    return "";
  }
};

class ClientApplication : public Application<Client> {
 public:
  ClientApplication(VersionOf versionOf, std::chrono::seconds silence)
      : Application(std::move(versionOf)), silence_(silence) {}

  void toApp(FIX::Message& message, const FIX::SessionID& id) throw(FIX::DoNotSend) override {
    const std::string number = textOf(message.getHeader(), FIX::FIELD::MsgSeqNum), name = textOf(message, FIX::FIELD::ClOrdID);
    Client& client = *keptOf(id).part;
    loop_.post([&client, number, name] { client.wentOut(number, name); });
  }

  void toAdmin(FIX::Message& message, const FIX::SessionID& id) override {
    if (textOf(message.getHeader(), FIX::FIELD::MsgType) != "3") return;
    const std::string type = textOf(message, FIX::FIELD::RefMsgType);
    Client& client = *keptOf(id).part;
    loop_.post([&client, type] { client.refusedByUs(type); });
  }

 private:
  std::unique_ptr<Client> make(const FIX::SessionID& id, int version, Loop& loop) override {
    return std::unique_ptr<Client>(new Client(id, version, loop, silence_));
  }
  bool takes(const std::string& type, int) override { return Client::takes(type); }
  void beganAnew(Client& client) override { client.numbersBeganAnew(); }
  void saidLogout(const FIX::SessionID& id) override {
    Client& client = *keptOf(id).part;
    loop_.post([&client] { client.loggedOut(); });
  }
  void refused(const FIX::SessionID& id, const std::string& refSeqNum) override {
    Client& client = *keptOf(id).part;
    loop_.post([&client, refSeqNum] { client.refusedByVenue(refSeqNum); });
  }

  std::string toldOne(Client& client, const Words& words) override {
    if (words[0] == "show" && words.size() == 3) return client.show(words[1], words[2]);
    if (words[0] != "enter" || words.size() != 5)
      throw std::runtime_error("a client takes: enter ACTION CLORDID MSGTYPE FIELDS, and: show CLORDID SYMBOL");
    return client.enter(words[1], words[2], words[3], fieldsOf(words[4])) + "\n";
  }

  // "38=25|44=100"
  static FieldList fieldsOf(const std::string& text) {
    FieldList fields;
    for (size_t from = 0; from < text.size();) {
      const size_t end = std::min(text.find('|', from), text.size()), equals = text.find('=', from);
      if (equals >= end) throw std::runtime_error("'" + text.substr(from, end - from) + "' is no field");
      fields.emplace_back(std::stoi(text.substr(from, equals - from)), text.substr(equals + 1, end - equals - 1));
      from = end + 1;
    }
    return fields;
  }

  const std::chrono::seconds silence_;
};

}  // namespace

std::unique_ptr<RunningApplication> makeVenue(VersionOf versionOf) {
  return std::unique_ptr<RunningApplication>(new VenueApplication(std::move(versionOf)));
}

std::unique_ptr<RunningApplication> makeClient(VersionOf versionOf, std::chrono::seconds silence) {
  return std::unique_ptr<RunningApplication>(new ClientApplication(std::move(versionOf), silence));
}
