#!/bin/sh
# Runs schemathesis against both revisions of the reference API, each on a free port and with its own database.
# Usage: schemathesis.sh path/to/reference-api [path/to/schemathesis]
# The seed is fixed, so that results are reproducible. Set SCHEMATHESIS_SEED and _EXAMPLES to test more.
set -eu
binary=$(realpath "$1")
schemathesis=${2:-schemathesis}
config=$(realpath "$(dirname "$0")/schemathesis.toml")
case $schemathesis in */*) schemathesis=$(realpath -s "$schemathesis") ;; esac
work=$(mktemp -d)
# schemathesis reads its settings from the working directory and keeps its caches there, so use a temporary one.
cp "$config" "$work"
cd "$work"
server=
trap 'test -z "$server" || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

for revision in current previous; do
  "$binary" --listen 127.0.0.1:0 --database :memory: --quiet-fleet --status-delay 0 --revision "$revision" \
    >"$work/$revision.out" 2>"$work/$revision.err" &
  server=$!
  tries=0
  until url=$(sed -n 's/^listening on //p' "$work/$revision.out") && test -n "$url"; do
    tries=$((tries + 1))
    if test "$tries" -gt 100; then cat "$work/$revision.err" >&2; exit 1; fi
    sleep 0.1
  done
  echo "schemathesis: revision $revision at $url"
  "$schemathesis" run "$url/openapi.json" --checks all --seed "${SCHEMATHESIS_SEED:-1}" --max-examples "${SCHEMATHESIS_EXAMPLES:-50}" \
    --header "Authorization: Bearer demo-token"
  kill "$server"
  wait "$server" || true
  server=
done
