#!/usr/bin/env bash
# Starts the target in place of this shell, so that a signal reaches it: ./start.sh --role acceptor --port 9878
# jspurefix is installed here at the first start, apart from fixproof's own dependencies.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/install.sh" >&2
# The node that comes with fixproof; an older one on PATH may not do.
node=$here/../../node_modules/.bin/node
[ -x "$node" ] || node=node
exec "$node" "$here/target.cjs" "$@"
