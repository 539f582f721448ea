#!/bin/sh
set -e
. /usr/share/debconf/confmodule
db_input low @NAME@/purge-data || true
db_go || true
