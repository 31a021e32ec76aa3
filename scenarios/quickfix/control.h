// The control channel: a socket of the file system, on which tell.cpp says one thing and waits until it is done.
#pragma once

#include <functional>
#include <string>
#include <vector>

using Words = std::vector<std::string>;

// Listens, in a thread of its own. What the words are answered with is printed by tell; an exception is its failure.
// @throws std::runtime_error where it can not listen
void serveControl(const std::string& path, std::function<std::string(const Words&)> answer);
