fn main(){ println!("cargo:rustc-link-arg-bins=--emit-relocs"); println!("cargo:rerun-if-changed=build.rs"); }
