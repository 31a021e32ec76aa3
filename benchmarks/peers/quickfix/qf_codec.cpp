// W1 decode and W2 encode with QuickFIX C++.
//   qf_codec decode CORPUS DICT.xml [rounds]    qf_codec encode [rounds]
// Prints one line per variant: median msgs/s by wall clock and by CPU time over the rounds.
//   qf_codec serve CORPUS DICT.xml
// Reads one line per pass, "framing|a|b|encode [messages]", and answers each with a line of JSON, so that passes of several
// programs can be taken in turns; "sample" prints an encoded message.
#include <quickfix/DataDictionary.h>
#include <quickfix/Message.h>
#include <quickfix/Parser.h>
#include <quickfix/fix44/ExecutionReport.h>
#include <quickfix/fix44/MarketDataIncrementalRefresh.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <vector>

static double wallNow() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
static double cpuNow() {
  rusage u; getrusage(RUSAGE_SELF, &u);
  return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}
static double sink = 0;

static void bench(const char* name, size_t msgs, size_t bytes, int rounds, const std::function<void()>& fn) {
  fn(); // warm-up
  std::vector<double> w, c;
  for (int r = 0; r < rounds; r++) {
    double w0 = wallNow(), c0 = cpuNow();
    fn();
    w.push_back(wallNow() - w0); c.push_back(cpuNow() - c0);
  }
  std::sort(w.begin(), w.end()); std::sort(c.begin(), c.end());
  double mw = w[w.size() / 2], mc = c[c.size() / 2];
  printf("%-34s wall %9.0f msg/s  best %9.0f  cpu %9.0f msg/s  %7.1f MB/s  %6.0f ns/msg(cpu)\n",
         name, msgs / mw, msgs / w[0], msgs / mc, bytes / mc / 1e6, mc / msgs * 1e9);
  fflush(stdout);
}

static void readFive(const FIX::Message& m) {
  FIX::MsgType type; m.getHeader().getField(type);
  FIX::MsgSeqNum seq; m.getHeader().getField(seq); sink += seq.getValue();
  switch (type.getValue()[0]) {
    case 'D': {
      FIX::ClOrdID a; m.getField(a); FIX::Symbol s; m.getField(s); FIX::OrderQty q; m.getField(q); FIX::Price p; m.getField(p);
      sink += a.getValue().size() + s.getValue().size() + q.getValue() + p.getValue(); break; }
    case '8': {
      FIX::OrderID a; m.getField(a); FIX::Symbol s; m.getField(s); FIX::CumQty q; m.getField(q); FIX::LastPx p; m.getField(p);
      sink += a.getValue().size() + s.getValue().size() + q.getValue() + p.getValue(); break; }
    default: {
      FIX::NoMDEntries n; m.getField(n);
      static thread_local FIX44::MarketDataIncrementalRefresh::NoMDEntries g1, g2;
      g1.clear(); g2.clear();
      m.getGroup(1, g1); m.getGroup(n.getValue(), g2);
      FIX::MDEntryType t; g1.getField(t); FIX::MDEntryPx p; g1.getField(p); FIX::MDEntrySize q; g2.getField(q);
      sink += n.getValue() + t.getValue() + p.getValue() + q.getValue(); }
  }
}
// as above, but without looking inside the repeating group (for the no-dictionary parse)
static void readFlat(const FIX::Message& m) {
  FIX::MsgType type; m.getHeader().getField(type);
  if (type.getValue()[0] != 'X') { readFive(m); return; }
  FIX::MsgSeqNum seq; m.getHeader().getField(seq);
  FIX::NoMDEntries n; m.getField(n); FIX::MDReqID r; m.getField(r); FIX::MDEntryPx p; m.getField(p); FIX::MDEntrySize q; m.getField(q);
  sink += seq.getValue() + n.getValue() + r.getValue().size() + p.getValue() + q.getValue();
}

static void decode(const char* corpus, const char* dict, int rounds) {
  std::ifstream in(corpus, std::ios::binary);
  std::string all((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  FIX::DataDictionary dd(dict);
  std::vector<std::string> msgs;
  auto frame = [&](const std::function<void(const std::string&)>& onMsg) { // QuickFIX's own framing, 8 KiB socket reads
    FIX::Parser parser; std::string s;
    for (size_t p = 0; p < all.size(); p += 8192) {
      parser.addToStream(all.data() + p, std::min<size_t>(8192, all.size() - p));
      while (parser.readFixMessage(s)) onMsg(s);
    }
  };
  frame([&](const std::string& s) { msgs.push_back(s); });
  const size_t n = msgs.size(), bytes = all.size();
  printf("corpus %s: %zu messages, %zu bytes\n", corpus, n, bytes);
  bench("framing only (FIX::Parser)", n, bytes, rounds, [&] { frame([&](const std::string& s) { sink += s.size(); }); });
  bench("a0 parse, no dict", n, bytes, rounds, [&] { for (auto& s : msgs) { FIX::Message m; m.setString(s, false, 0); readFlat(m); } });
  bench("a  parse, dict groups, no valid.", n, bytes, rounds, [&] { for (auto& s : msgs) { FIX::Message m; m.setString(s, false, &dd); readFive(m); } });
  bench("b1 + checksum/bodylength", n, bytes, rounds, [&] { for (auto& s : msgs) { FIX::Message m; m.setString(s, true, &dd); readFive(m); } });
  bench("b  + full dict validate", n, bytes, rounds, [&] { for (auto& s : msgs) { FIX::Message m; m.setString(s, true, &dd); dd.validate(m); readFive(m); } });
  bench("A  stream: framing + a", n, bytes, rounds, [&] { frame([&](const std::string& s) { FIX::Message m; m.setString(s, false, &dd); readFive(m); }); });
  bench("B  stream: framing + b", n, bytes, rounds, [&] { frame([&](const std::string& s) { FIX::Message m; m.setString(s, true, &dd); dd.validate(m); readFive(m); }); });
}

static size_t encodeOne(int i, const FIX::UtcTimeStamp& ts, std::string& out) {
  char id[32]; snprintf(id, sizeof id, "VEN-20261121-%010d", i);
  char cl[32]; snprintf(cl, sizeof cl, "ORD-20261121-%08d", i);
  char ex[32]; snprintf(ex, sizeof ex, "EXEC-%012d", i);
  FIX44::ExecutionReport m(FIX::OrderID(id), FIX::ExecID(ex), FIX::ExecType('F'), FIX::OrdStatus('1'), FIX::Side('1'),
                           FIX::LeavesQty(3300), FIX::CumQty(19200), FIX::AvgPx(670.06));
  FIX::Header& h = m.getHeader();
  h.setField(FIX::MsgSeqNum(i)); h.setField(FIX::SenderCompID("VENUE")); h.setField(FIX::TargetCompID("CLIENT1"));
  h.setField(FIX::SendingTime(ts, 3));
  m.set(FIX::ClOrdID(cl)); m.set(FIX::OrigClOrdID(cl)); m.set(FIX::Account("ACC008654")); m.set(FIX::Symbol("EUR/USD"));
  m.set(FIX::SecurityExchange("XLON")); m.set(FIX::OrderQty(22500)); m.set(FIX::OrdType('2')); m.set(FIX::Price(670.06));
  m.set(FIX::Currency("USD")); m.set(FIX::TimeInForce('0')); m.set(FIX::LastQty(100)); m.set(FIX::LastPx(670.06));
  m.set(FIX::LastMkt("XLON")); m.set(FIX::TradeDate("20261121")); m.set(FIX::TransactTime(ts, 3));
  m.set(FIX::Text("partially filled by simulator"));
  m.toString(out);
  return out.size();
}
static std::string readable(std::string s) { std::replace(s.begin(), s.end(), '\001', '|'); return s; }

static void encode(int rounds) {
  const int n = 100000;
  size_t bytes = 0; std::string out;
  FIX::UtcTimeStamp ts; // now
  encodeOne(1, ts, out); printf("sample (%zu bytes): %s\n", out.size(), readable(out).c_str());
  for (int i = 1; i <= n; i++) bytes += encodeOne(i, ts, out);
  bench("W2 build + toString", n, bytes, rounds, [&] { for (int i = 1; i <= n; i++) encodeOne(i, ts, out); });
}

// One pass per line of input. The sum of what was read is printed too: every engine must come to the same one.
static void serve(const char* corpus, const char* dict) {
  std::ifstream in(corpus, std::ios::binary);
  std::string all((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  FIX::DataDictionary dd(dict);
  printf("{\"ready\":true}\n"); fflush(stdout);
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line); std::string mode; long limit = 0; words >> mode >> limit;
    if (mode == "sample") {
      FIX::UtcTimeStamp ts; std::string out; encodeOne(1, ts, out);
      printf("{\"sample\":\"%s\"}\n", readable(out).c_str()); fflush(stdout); continue;
    }
    if (limit <= 0) limit = 100000;
    long n = 0; size_t bytes = 0; sink = 0;
    double w0 = wallNow(), c0 = cpuNow();
    if (mode == "encode") {
      FIX::UtcTimeStamp ts; std::string out;
      for (n = 0; n < limit; n++) bytes += encodeOne(n + 1, ts, out);
    } else {
      FIX::Parser parser; std::string s;
      for (size_t p = 0; p < all.size() && n < limit; p += 8192) {
        parser.addToStream(all.data() + p, std::min<size_t>(8192, all.size() - p));
        while (n < limit && parser.readFixMessage(s)) {
          n++; bytes += s.size();
          if (mode == "framing") continue;
          FIX::Message m; m.setString(s, mode == "b", &dd);
          if (mode == "b") dd.validate(m);
          readFive(m);
        }
      }
    }
    double w = wallNow() - w0, c = cpuNow() - c0;
    printf("{\"messages\":%ld,\"bytes\":%zu,\"seconds\":%.9f,\"cpuSeconds\":%.6f,\"sum\":%.6f}\n", n, bytes, w, c, sink);
    fflush(stdout);
  }
}

int main(int argc, char** argv) {
  if (argc >= 4 && !strcmp(argv[1], "decode")) decode(argv[2], argv[3], argc > 4 ? atoi(argv[4]) : 7);
  else if (argc >= 4 && !strcmp(argv[1], "serve")) { serve(argv[2], argv[3]); return 0; }
  else if (argc >= 2 && !strcmp(argv[1], "encode")) encode(argc > 2 ? atoi(argv[2]) : 9);
  else { fprintf(stderr, "usage: qf_codec decode CORPUS DICT.xml [rounds] | encode [rounds] | serve CORPUS DICT.xml\n"); return 2; }
  fprintf(stderr, "sink %g\n", sink);
}
