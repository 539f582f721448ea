#!/bin/sh
set -e
. /usr/share/debconf/confmodule
# What debhelper's dh_installsysusers, dh_installtmpfiles and dh_installsystemd write.
case "$1" in
  configure | abort-upgrade | abort-deconfigure | abort-remove)
    systemd-sysusers ${DPKG_ROOT:+--root="$DPKG_ROOT"} @NAME@.conf
    systemd-tmpfiles ${DPKG_ROOT:+--root="$DPKG_ROOT"} --create @NAME@.conf || true
    deb-systemd-helper unmask @NAME@.service >/dev/null || true
    if deb-systemd-helper --quiet was-enabled @NAME@.service; then
      deb-systemd-helper enable @NAME@.service >/dev/null || true
    else
      deb-systemd-helper update-state @NAME@.service >/dev/null || true
    fi
    if [ -d /run/systemd/system ]; then
      systemctl --system daemon-reload >/dev/null || true
      if [ -n "$2" ]; then action=restart; else action=start; fi
      deb-systemd-invoke $action @NAME@.service >/dev/null || true
    fi
    ;;
esac
# Else debconf waits for what systemd left open.
db_stop
