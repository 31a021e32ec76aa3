#!/usr/bin/env bash
# Installs jspurefix in this folder. Its dictionaries are QuickFIX XML of its own, so no script of the package has to run.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")"
[ -d node_modules/jspurefix ] || npm ci --ignore-scripts --no-audit --no-fund
