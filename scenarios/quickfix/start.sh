#!/usr/bin/env bash
# Starts the target in place of this shell, so that a signal reaches it: ./start.sh --role acceptor --port 9878 …
# FIXPROOF_DICTIONARIES names a folder of QuickFIX XML files to use in place of our own.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/build.sh"
exec "$here/build/target" --dictionaries "${FIXPROOF_DICTIONARIES:-$here/build/dictionaries}" --parent "$PPID" "$@"
