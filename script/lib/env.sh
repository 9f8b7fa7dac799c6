# Sourced by every script: paths, versions, and the WebAssembly toolchain of this machine.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${HEADLESS_OPS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/headless-ops}

TRUNK_VERSION=0.21.14
NEXTEST_VERSION=0.9.143
LEPTOSFMT_VERSION=0.1.33
SPLIT_VERSION=0.2.4
SCHEMATHESIS_VERSION=4.32.5
# The command line tool must have exactly the version of the crate.
BINDGEN_VERSION=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' "$ROOT/Cargo.lock")

TOOLS=$CACHE/tools
# Each checkout has its own build output: cargo can't distinguish the artefacts of two checkouts of one project and would mix them up.
TARGETS=$CACHE/targets/$(printf %s "$ROOT" | sha256sum | cut -c1-12)
TARGET_NATIVE=$TARGETS/native
TARGET_WASM=$TARGETS/wasm
VENV=$CACHE/schemathesis-$SCHEMATHESIS_VERSION

export PATH="$TOOLS/trunk-$TRUNK_VERSION/bin:$TOOLS/wasm-bindgen-$BINDGEN_VERSION/bin:$TOOLS/nextest-$NEXTEST_VERSION/bin:$TOOLS/leptosfmt-$LEPTOSFMT_VERSION/bin:$TOOLS/wasm-split-$SPLIT_VERSION/bin:$HOME/.cargo/bin:$ROOT/node_modules/.bin:$PATH"
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}
# Incremental compilation data would enlarge the target folder.
export CARGO_INCREMENTAL=${CARGO_INCREMENTAL:-0}

# rust-toolchain.toml pins the toolchain, and script/bootstrap installs it. Without this, every call of cargo would contact rustup's server.
export RUSTUP_AUTO_INSTALL=0

# If rustup couldn't install the pinned toolchain, use its default one.
choose_toolchain() {
  unset RUSTUP_TOOLCHAIN
  if ! command -v rustup >/dev/null || (cd "$ROOT" && rustc --version) >/dev/null 2>&1; then return; fi
  local default; default=$(cd / && rustup show active-toolchain 2>/dev/null | cut -d' ' -f1) || true
  if [ -n "$default" ]; then export RUSTUP_TOOLCHAIN=$default; fi
}
if [ -z "${RUSTUP_TOOLCHAIN:-}" ]; then choose_toolchain; fi

say() { printf '\n\033[1m==> %s\033[0m\n' "$*"; }
note() { printf '    %s\n' "$*"; }
die() { printf '\n\033[1;31mError:\033[0m %s\n' "$*" >&2; exit 1; }

# Selects the WebAssembly compiler: rustup's toolchain if it has the target, else Debian's packaged compiler.
wasm_mode() {
  if [ "${HEADLESS_OPS_WASM:-}" != debian ] && [ -d "$(rustc --print sysroot 2>/dev/null)/lib/rustlib/wasm32-unknown-unknown" ]; then
    echo rustup
  elif [ -x /usr/bin/rustc ] && [ -x /usr/bin/wasm-ld-22 ] && [ -d /usr/lib/rustlib/src ]; then
    echo debian
  else
    echo none
  fi
}

# wasm_flags RUSTC: flags in addition to those of .cargo/config.toml, which can't name folders of this machine. Without them, the places of
# panics in the build would. The standard library's places become those that rustc uses where its source isn't installed. The last
# prefix that fits counts.
wasm_flags() {
  local cargo=${CARGO_HOME:-$HOME/.cargo} hash; hash=$("$1" -vV | sed -n 's/^commit-hash: //p')
  printf -- '--remap-path-prefix=%s ' "$HOME=home" "$CACHE=cache" "$cargo=cargo" "$ROOT=" "$cargo/registry/src=" \
    "$("$1" --print sysroot)/lib/rustlib/src/rust=/rustc/$hash"
}

# with_wasm [std parts] -- command: runs a command with the environment of the WebAssembly toolchain.
with_wasm() {
  local parts=std,panic_abort
  if [ "$1" != -- ]; then parts=$1; shift; fi
  shift
  case $(wasm_mode) in
    rustup) env CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$(wasm_flags rustc)" CARGO_TARGET_DIR="$TARGET_WASM" "$@" ;;
    debian)
      # The packaged compiler has the standard library as source; cargo builds it once per profile (about 90 s).
      env CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$(wasm_flags /usr/bin/rustc)" PATH="/usr/bin:$PATH" RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_UNSTABLE_BUILD_STD="$parts" \
        CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=/usr/bin/wasm-ld-22 \
        CARGO_TARGET_DIR="$TARGET_WASM-debian" "$@" ;;
    *) die "no toolchain for WebAssembly; run script/bootstrap" ;;
  esac
}

native() { CARGO_TARGET_DIR="$TARGET_NATIVE" "$@"; }

find_chromium() {
  local found
  for found in "${HEADLESS_OPS_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$found" ] && command -v "$found" && return 0
  done
  return 1
}

find_firefox() {
  local found
  for found in "${HEADLESS_OPS_FIREFOX:-}" firefox-esr firefox; do
    [ -n "$found" ] && command -v "$found" && return 0
  done
  return 1
}
