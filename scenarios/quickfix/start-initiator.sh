#!/usr/bin/env bash
# The target as initiator: connects to 127.0.0.1:PORT, again and again.
# ./start-initiator.sh PORT [option…]; without the argument, PORT comes from the environment.
set -eu
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  PORT=$1
  shift
fi
exec "$(dirname "${BASH_SOURCE[0]}")/start.sh" --role initiator --port "${PORT:-}" "$@"
