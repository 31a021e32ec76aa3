// One FIX 4.4 session over a bare socket, for counterparties that cost next to nothing: framing, MsgSeqNum, Logon, answers to
// TestRequest. Each client program includes it once.
#pragma once
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <sys/epoll.h>
#include <sstream>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

static double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
static void die(const char* what) { perror(what); exit(1); }
static std::string host = "127.0.0.1", target = "VENUE";
static int port = 0;

static const char* stamp() { // UTC timestamp, refreshed once per millisecond
  static char buf[32]; static long lastMs = -1;
  timespec t; clock_gettime(CLOCK_REALTIME, &t);
  long ms = t.tv_sec * 1000 + t.tv_nsec / 1000000;
  if (ms != lastMs) {
    lastMs = ms; tm g; gmtime_r(&t.tv_sec, &g);
    snprintf(buf, sizeof buf, "%04d%02d%02d-%02d:%02d:%02d.%03ld", g.tm_year + 1900, g.tm_mon + 1, g.tm_mday, g.tm_hour, g.tm_min, g.tm_sec, ms % 1000);
  }
  return buf;
}

struct Fault { long count = 0; std::string first; void add(const std::string& what) { if (!count++) first = what; } };
static long digits(const char* p, const char* end) { long v = 0; if (p >= end || *p < '0' || *p > '9') return -1; while (p < end && *p >= '0' && *p <= '9') v = v * 10 + (*p++ - '0'); return v; }

struct Session {
  int fd = -1; std::string sender; long seq = 1; std::string in; size_t pos = 0; std::string out; bool loggedOn = false;
  long expected = 0; Fault fault; // the MsgSeqNum that must come next, once the Logon has been seen
  void frame(const char* type, const char* body) {
    char b[1024];
    int n = snprintf(b, sizeof b, "35=%s\00134=%ld\00149=%s\00152=%s\00156=%s\001%s", type, seq++, sender.c_str(), stamp(), target.c_str(), body);
    char h[32]; int hn = snprintf(h, sizeof h, "8=FIX.4.4\0019=%d\001", n);
    unsigned sum = 0; for (int i = 0; i < hn; i++) sum += (unsigned char)h[i]; for (int i = 0; i < n; i++) sum += (unsigned char)b[i];
    char t[16]; int tn = snprintf(t, sizeof t, "10=%03u\001", sum & 255);
    out.append(h, hn).append(b, n).append(t, tn);
  }
  void logon(bool reset, int hb = 3600) {
    char b[64]; snprintf(b, sizeof b, "98=0\001108=%d\001%s", hb, reset ? "141=Y\001" : ""); frame("A", b);
  }
  void connect() {
    fd = socket(AF_INET, SOCK_STREAM, 0); if (fd < 0) die("socket");
    int one = 1; setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockaddr_in a{}; a.sin_family = AF_INET; a.sin_port = htons(port); inet_pton(AF_INET, host.c_str(), &a.sin_addr);
    if (::connect(fd, (sockaddr*)&a, sizeof a)) die("connect");
    in.clear(); pos = 0; out.clear();
  }
  void flush() { // push what the socket takes without blocking
    while (!out.empty()) {
      ssize_t n = send(fd, out.data(), out.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      if (n < 0) { if (errno == EAGAIN) return; die("send"); }
      out.erase(0, n);
    }
  }
  // one complete message at a time; false when more bytes are needed
  bool next(const char*& m, size_t& len) {
    size_t left = in.size() - pos; const char* p = in.data() + pos;
    if (left < 24) return false;
    const char* b = (const char*)memmem(p, std::min<size_t>(left, 24), "\0019=", 3); if (!b) return false;
    char* e; long bl = strtol(b + 3, &e, 10); if (*e != 1) return false;
    size_t total = (e + 1 - p) + bl + 7; if (left < total) return false;
    m = p; len = total; pos += total; return true;
  }
  bool fill(bool wait) {
    if (pos > 1 << 20 || pos == in.size()) { in.erase(0, pos); pos = 0; }
    static thread_local char buf[1 << 18];
    ssize_t n = recv(fd, buf, sizeof buf, wait ? 0 : MSG_DONTWAIT);
    if (n == 0) { fprintf(stderr, "peer closed the connection (%s)\n", sender.c_str()); exit(1); }
    if (n < 0) { if (errno == EAGAIN) return false; die("recv"); }
    in.append(buf, n); return true;
  }
};
static char typeOf(const char* m, size_t len) { const char* p = (const char*)memmem(m, len, "\00135=", 4); return p ? p[4] : '?'; }
static std::string field(const char* m, size_t len, const char* tagEq) {
  std::string key = std::string("\001") + tagEq; const char* p = (const char*)memmem(m, len, key.data(), key.size());
  if (!p) return ""; p += key.size(); const char* e = (const char*)memchr(p, 1, m + len - p); return std::string(p, e - p);
}
static long seqOf(const char* m, size_t len) { const char* p = (const char*)memmem(m, len, "\00134=", 4); return p ? digits(p + 4, m + len) : -1; }
// What was framed by its BodyLength must end in a CheckSum, and in the right one.
static void checkFrame(Fault& fault, const char* m, size_t n) {
  if (n < 8 || memcmp(m + n - 8, "\00110=", 4) || m[n - 1] != 1) { fault.add("BodyLength does not lead to CheckSum"); return; }
  unsigned sum = 0; for (size_t i = 0; i + 7 < n; i++) sum += (unsigned char)m[i];
  if ((long)(sum & 255) != digits(m + n - 4, m + n - 1)) fault.add("CheckSum is wrong");
}
// Every message that is no duplicate takes the next number; a duplicate is checked by whoever asked for it.
static void checkNumber(Session& s, const char* m, size_t n, char type) {
  if (type == '4' || (memmem(m, n, "\00143=Y", 5))) return;
  long seq = seqOf(m, n);
  if (s.expected && seq != s.expected) s.fault.add("MsgSeqNum " + std::to_string(seq) + " where " + std::to_string(s.expected) + " was due");
  s.expected = seq + 1;
}
// pump until done() says so; calls onApp for each ExecutionReport, onOther for the rest
static void pump(Session& s, const std::function<bool()>& done, const std::function<void(const char*, size_t)>& onApp,
                 const std::function<void(char, const char*, size_t)>& onOther) {
  while (!done()) {
    s.flush();
    if (!s.out.empty()) {
      pollfd p{s.fd, POLLIN | POLLOUT, 0}; poll(&p, 1, -1);
      if (p.revents & POLLIN) s.fill(false);
    } else s.fill(true);
    const char* m; size_t n;
    while (s.next(m, n)) {
      char t = typeOf(m, n);
      checkNumber(s, m, n, t);
      if (t == '8') onApp(m, n);
      else {
        if (t == '1') { char b[128]; snprintf(b, sizeof b, "112=%s\001", field(m, n, "112=").c_str()); s.frame("0", b); }
        if (t == '3' || t == '5' || t == 'j') { std::string x(m, n); std::replace(x.begin(), x.end(), '\001', '|'); fprintf(stderr, "peer said: %s\n", x.c_str()); if (t == '5') exit(1); }
        onOther(t, m, n);
      }
    }
  }
}
static void logon(Session& s, bool reset) {
  s.connect(); s.logon(reset); bool ok = false; s.expected = 0;
  pump(s, [&] { return ok; }, [](const char*, size_t) {}, [&](char t, const char*, size_t) { if (t == 'A') ok = true; });
}
static double cpuOf(int pid) { // user + system seconds of a process, in nanosecond steps
  clockid_t c; timespec t; if (clock_getcpuclockid(pid, &c) || clock_gettime(c, &t)) return 0;
  return t.tv_sec + t.tv_nsec / 1e9;
}
static void answer(const std::string& json) { printf("%s\n", json.c_str()); fflush(stdout); }
static std::string text(double v) { char b[64]; snprintf(b, sizeof b, "%.9g", v); return b; }
static std::string faults(const Session& s) {
  std::string x = s.fault.first; std::replace(x.begin(), x.end(), '"', ' ');
  for (char& c : x) if ((unsigned char)c < 32) c = '|';
  return ",\"faults\":" + std::to_string(s.fault.count) + ",\"firstFault\":\"" + x + "\"}";
}
