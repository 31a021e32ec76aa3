#!/usr/bin/env bash
# Compiles the target and tell, and writes the dictionaries it reads, all into build/; does nothing where they are up to date.
# Exit code 4: a prerequisite is missing.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")"

missing() {
  printf 'scenarios/quickfix: %s\n  what to do: %s\n' "$1" "$2" >&2
  exit 4
}

# Parallel workers may start their targets at the same moment: one builds, the others wait.
mkdir -p build
if command -v flock >/dev/null; then
  exec 9>build/lock
  flock 9
fi

compile() {
  local install='apt-get install libquickfix-dev g++' scratch=build/target.$$
  command -v g++ >/dev/null || missing 'no C++ compiler (g++)' "$install"
  printf '#include <quickfix/SessionID.h>\nint main() {}\n' |
    g++ -std=c++14 -w -x c++ -o "$scratch" - -lquickfix 2>/dev/null ||
    missing 'the QuickFIX C++ library is not installed' "$install"
  echo 'scenarios/quickfix: compiling the target' >&2
  local sources
  sources=$(ls ./*.cpp | grep -v '/tell\.cpp$')
  # shellcheck disable=SC2086
  g++ -std=c++14 -O1 -w -o "$scratch" $sources -lquickfix -lpthread >&2
  mv "$scratch" build/target
  g++ -std=c++14 -O1 -o "$scratch" tell.cpp >&2
  mv "$scratch" build/tell
}

# The node that comes with the package reads TypeScript; an older one on PATH may not.
write_dictionaries() {
  local node=../../node_modules/.bin/node
  [ -x "$node" ] || node=$(command -v node) || missing 'no node to write the dictionaries with' 'npm ci'
  echo 'scenarios/quickfix: writing dictionaries' >&2
  rm -rf build/dictionaries.new
  mkdir build/dictionaries.new
  "$node" write-dictionaries.mjs build/dictionaries.new >&2
  rm -rf build/dictionaries
  mv build/dictionaries.new build/dictionaries
}

if [ ! -x build/target ] || [ ! -x build/tell ] ||
  [ -n "$(find . -maxdepth 1 \( -name '*.cpp' -o -name '*.h' \) -newer build/target)" ]; then
  compile
fi

if [ ! -d build/dictionaries ] ||
  [ -n "$(find write-dictionaries.mjs ../../src/dictionary -newer build/dictionaries -type f 2>/dev/null)" ]; then
  write_dictionaries
fi
