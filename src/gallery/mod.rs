//! Every `ui` component in each of its states, at `#/gallery`. In development builds only; needs no connection.
//!
//! Owns no component and no style. Must not know any feature.

mod buttons;
mod data;
mod fields;
mod messages;
mod overlays;

use crate::ui::{Toaster, Toasts};
use leptos::prelude::*;

/// A text longer than any space for it.
const LONG: &str = "Firmware update of the edge gateways in the northern distribution centre, second attempt after the power failure of last night";
/// A long word without a break opportunity.
const UNBROKEN: &str =
    "edge-gateway-northern-distribution-centre-rack-17-slot-04-a1b2c3d4e5f60718293a4b5c6d7e8f90";
/// Arabic with a device id in Latin script.
const BIDI: &str = "تحديث البرنامج الثابت DEV-001 (2.5.0) مكتمل";

/// Whether the address is that of the gallery.
pub fn is_open() -> bool {
    window().location().hash().is_ok_and(|hash| hash == "#/gallery")
}

/// Mounts the gallery instead of the app.
pub fn start() {
    leptos::mount::mount_to_body(Gallery);
}

#[component]
fn Gallery() -> impl IntoView {
    Toasts::provide();
    document().set_title("Gallery · Headless Ops");
    view! {
        <main class="page" id="main">
            <header class="page-head">
                <h1>"Gallery"</h1>
            </header>
            <buttons::Buttons />
            <fields::Fields />
            <fields::Groups />
            <messages::Messages />
            <data::Data />
            <data::Texts />
            <overlays::Overlays />
        </main>
        <Toaster />
    }
}

/// Shows the states of one component.
#[component]
fn Section(
    /// Name of the component.
    title: &'static str,
    /// [`State`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="page-body" aria-label=title>
            <h2>{title}</h2>
            <dl class="keys">{children()}</dl>
        </section>
    }
}

/// Shows a component in one state.
#[component]
fn State(
    /// Name of the state.
    name: &'static str,
    /// The component.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <dt class="muted">{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
