//! Enables splitting in release builds for the browser, the only ones that Trunk's `post_build` hook splits.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(split)");
    let is_wasm = var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
    let is_release = var("PROFILE").is_ok_and(|profile| profile == "release");
    if is_wasm && is_release {
        println!("cargo::rustc-cfg=split");
        // `wasm-split-cli` follows the relocations to find what each lazy function needs.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
