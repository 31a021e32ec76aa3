// Where the control channel is: shared by the program and tell.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>
#include <stdexcept>
#include <string>

const char BETWEEN_WORDS = '\037';

inline std::string controlPath(const std::string& dir, const std::string& role, const std::string& beginString,
                               const std::string& tester) {
  return dir + "/" + role + (role == "initiator" ? "-" + beginString + "-" + tester : "") + ".socket";
}

inline sockaddr_un controlAddress(const std::string& path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("the path of the control socket is too long: " + path);
  strcpy(address.sun_path, path.c_str());
  return address;
}
