#include "control.h"

#include "control-path.h"

#include <unistd.h>

#include <thread>

namespace {

// More than any order says.
const size_t LONGEST = 64 * 1024;

void serve(int connection, const std::function<std::string(const Words&)>& answer) {
  std::string asked;
  char chunk[4096];
  for (ssize_t n; asked.size() < LONGEST && (n = read(connection, chunk, sizeof chunk)) > 0;) asked.append(chunk, n);
  Words words(1);
  for (const char c : asked) {
    if (c == BETWEEN_WORDS) words.emplace_back();
    else words.back() += c;
  }
  // The first character tells whether it worked.
  std::string reply;
  try {
    reply = "0" + answer(words);
  } catch (const std::exception& problem) {
    reply = std::string("1") + problem.what() + "\n";
  }
  for (size_t done = 0; done < reply.size();) {
    const ssize_t n = send(connection, reply.data() + done, reply.size() - done, MSG_NOSIGNAL);
    if (n <= 0) break;
    done += static_cast<size_t>(n);
  }
  close(connection);
}

}  // namespace

void serveControl(const std::string& path, std::function<std::string(const Words&)> answer) {
  const sockaddr_un address = controlAddress(path);
  unlink(path.c_str());  // of a process that was killed
  const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0 || bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener, 16) != 0)
    throw std::runtime_error("can not listen on " + path);
  std::thread([listener, answer] {
    for (;;) {
      const int connection = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection >= 0) serve(connection, answer);
    }
  }).detach();
}
