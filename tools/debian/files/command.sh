#!/bin/sh
set -e
# Root works as the server's own user, so as to leave no file that the server can't read.
if [ "$(id -u)" = 0 ]; then
  exec setpriv --reuid=@NAME@ --regid=@NAME@ --init-groups "$0" "$@"
fi
# As systemd gives it to the unit.
export STATE_DIRECTORY=/var/lib/@NAME@
exec /usr/lib/candor/node /usr/lib/@NAME@/main.js "$@"
