//! Headless Ops
