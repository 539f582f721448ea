#!/bin/sh
set -e
case "$1" in
  remove)
    if [ -d /run/systemd/system ]; then systemctl --system daemon-reload >/dev/null || true; fi
    if command -v deb-systemd-helper >/dev/null; then deb-systemd-helper mask @NAME@.service >/dev/null || true; fi
    ;;
  purge)
    if command -v deb-systemd-helper >/dev/null; then
      deb-systemd-helper purge @NAME@.service >/dev/null || true
      deb-systemd-helper unmask @NAME@.service >/dev/null || true
    fi
    if [ -e /usr/share/debconf/confmodule ]; then
      . /usr/share/debconf/confmodule
      db_input high @NAME@/purge-data || true
      db_go || true
      db_get @NAME@/purge-data || true
      if [ "$RET" = true ]; then rm -rf /var/lib/@NAME@; fi
      db_purge || true
      db_stop
    fi
    ;;
esac
