#!/usr/bin/env bash
# Installs the servers of test/real from Debian's packages. They are started by the tests alone.
set -euo pipefail

packages=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || packages+=(postgresql)
command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || packages+=(mariadb-server)
command -v openssl >/dev/null || packages+=(openssl)
command -v valkey-server >/dev/null || command -v redis-server >/dev/null || packages+=(redis-server)
[ "${#packages[@]}" -eq 0 ] && exit 0

export DEBIAN_FRONTEND=noninteractive
# Without this, the package would start a server of its own on the default port.
policy=/usr/sbin/policy-rc.d
made_policy=false
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  made_policy=true
fi
trap '"$made_policy" && rm -f "$policy"; true' EXIT

apt-get update -qq
apt-get install -y -qq --no-install-recommends "${packages[@]}"
