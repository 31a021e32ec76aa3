#!/usr/bin/env bash
# What the hooks of a profile run: says to the running target what its user does, or what happens in its market.
# ./tell.sh FOLDER acceptor|initiator BEGINSTRING TESTER market|enter|show WORD…; build/tell has the words.
exec "$(dirname "${BASH_SOURCE[0]}")/build/tell" "$@"
