# Sourced by script/check and script/test: checks that need no browser.
# shellcheck shell=bash

check_format() {
  say "Format"
  cargo fmt --all --check
  leptosfmt --quiet --check src
}

check_house_rules() {
  say "House rules"
  node "$ROOT/script/house-rules.mjs"
}

check_locales() {
  say "Texts"
  node "$ROOT/script/locales.mjs"
}

check_scripts() {
  say "Scripts of the page"
  node --test "$ROOT"/tests/scripts/*.test.mjs
}

check_clippy() {
  say "Lints"
  native cargo clippy --locked --workspace --all-targets -- -D warnings
}

check_native_tests() {
  say "Native tests"
  native cargo nextest run --locked --workspace "$@"
}
