#!/bin/sh
# Installs Junban from this archive on Debian 12, without network. As root: sh install.sh [--to FOLDER] [--no-service]
set -eu
to=/opt/junban
service=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --to) to="${2:?--to needs a folder}"; shift 2 ;;
    --no-service) service=no; shift ;;
    *) echo "$1: known are --to FOLDER and --no-service" >&2; exit 2 ;;
  esac
done
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
made_for=$(cat "$here/PLATFORM")
this=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
if [ "$this" != "$made_for" ]; then
  echo "This archive is for $made_for; this machine is $this. Make one on such a machine: npm run pack" >&2
  exit 2
fi
if [ "$here" = "$to" ]; then echo "Unpack the archive elsewhere than $to" >&2; exit 2; fi

# The old one is there until the new one is whole, and stays beside it for the way back.
rm -rf "$to.new"
mkdir -p "$(dirname -- "$to")"
cp -R "$here" "$to.new"
if [ -e "$to" ]; then rm -rf "$to.before"; mv "$to" "$to.before"; fi
mv "$to.new" "$to"

if [ "$service" = yes ]; then
  id junban >/dev/null 2>&1 || useradd --system --home-dir /var/lib/junban --shell /usr/sbin/nologin junban
  mkdir -p /etc/junban
  [ -e /etc/junban/hub.env ] || printf '# See %s/docs/operations.md\n# JUNBAN_SETTINGS=/etc/junban/settings.yaml\n' "$to" > /etc/junban/hub.env
  for unit in junban-hub junban-printer; do
    sed "s#/opt/junban#$to#g" "$to/examples/systemd/$unit.service" > "/etc/systemd/system/$unit.service"
  done
  if command -v systemctl >/dev/null; then systemctl daemon-reload; fi
  echo "Installed in $to. Write /etc/junban/hub.env, then: systemctl enable --now junban-hub"
  echo "On a reception PC write /etc/junban/printer.yaml ($to/examples/printer.yaml), then: systemctl enable --now junban-printer"
  echo "After an update: systemctl restart junban-hub. The version before is in $to.before."
else
  echo "Installed in $to. Start it there: node_modules/.bin/node server/main.ts"
fi
