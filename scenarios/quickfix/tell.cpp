// Tells the running program what its user does, or what happens in its market, and waits until that is done:
//
//   tell DIR acceptor|initiator BEGINSTRING TESTER market EVENT
//   tell DIR acceptor|initiator BEGINSTRING TESTER enter ACTION CLORDID MSGTYPE FIELDS
//   tell DIR acceptor|initiator BEGINSTRING TESTER show CLORDID SYMBOL
//
// A program of its own: it needs nothing of QuickFIX, and starts in a millisecond.
#include "control-path.h"

#include <unistd.h>

#include <cstdio>
#include <iostream>

int main(int argc, char** argv) {
  if (argc < 6) {
    std::cerr << "usage: tell DIR ROLE BEGINSTRING TESTER market|enter|show WORDS…\n";
    return 2;
  }
  try {
    const std::string path = controlPath(argv[1], argv[2], argv[3], argv[4]);
    const sockaddr_un address = controlAddress(path);
    const int connection = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("nobody listens on " + path);
    // Which session, then what.
    std::string words = std::string(argv[3]) + BETWEEN_WORDS + argv[4];
    for (int i = 5; i < argc; i++) words += BETWEEN_WORDS + std::string(argv[i]);
    if (write(connection, words.data(), words.size()) != static_cast<ssize_t>(words.size()))
      throw std::runtime_error("the program went away");
    shutdown(connection, SHUT_WR);
    std::string reply;
    char chunk[4096];
    for (ssize_t n; (n = read(connection, chunk, sizeof chunk)) > 0;) reply.append(chunk, n);
    if (reply.empty()) throw std::runtime_error("the program went away");
    (reply[0] == '0' ? std::cout : std::cerr) << reply.substr(1) << std::flush;
    return reply[0] == '0' ? 0 : 1;
  } catch (const std::exception& problem) {
    std::cerr << "tell: " << problem.what() << "\n";
    return 1;
  }
}
