//! A button with a panel that opens below it.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Icon, IconName};

/// Room kept between the panel and the edge of the window, in px.
const MARGIN: f64 = 8.0;

/// A native popover: Esc, a press outside and a [`MenuItem`] close it. Other controls may stand in it too.
#[component]
pub fn Menu(
    /// Id of the panel, unique on the page.
    #[prop(into)]
    id: String,
    /// Words on the button.
    #[prop(into)]
    label: Signal<String>,
    /// A drawing on the button.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Only the drawing; the label is its name and tooltip.
    #[prop(optional)]
    compact: bool,
    /// What opens.
    children: Children,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let panel = NodeRef::<html::Div>::new();
    let place = move |_| {
        if let (Some(button), Some(panel)) = (button.get_untracked(), panel.get_untracked()) {
            place_below(&button, &panel);
        }
    };
    view! {
        <button
            type="button"
            class=if compact { "icon-button" } else { "button menu-button" }
            popovertarget=id.clone()
            aria-label=move || label.get()
            title=move || compact.then(|| label.get())
            node_ref=button
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            {(!compact)
                .then(|| {
                    view! {
                        <span class="button-text">{move || label.get()}</span>
                        <Icon name=IconName::ChevronDown />
                    }.into_any()
                })}
        </button>
        <div class="menu" id=id popover="auto" role="group" aria-label=move || label.get() node_ref=panel on:toggle=place>
            {children()}
        </div>
    }
}

/// One thing to do in the [`Menu`] with the id `menu`; pressing it closes the menu.
#[component]
pub fn MenuItem(
    /// Id of the menu.
    #[prop(into)]
    menu: String,
    /// Pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// A drawing before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="menu-item"
            popovertarget=menu
            popovertargetaction="hide"
            on:click=move |_| on_press.run(())
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            <span>{children()}</span>
        </button>
    }
}

/// Puts the panel below the button, within the window.
fn place_below(button: &HtmlElement, panel: &HtmlElement) {
    let at = button.get_bounding_client_rect();
    let size = panel.get_bounding_client_rect();
    let root = document().document_element().map(JsCast::unchecked_into::<HtmlElement>);
    let (width, height) =
        root.map_or((0.0, 0.0), |root| (f64::from(root.client_width()), f64::from(root.client_height())));
    let left = at.left().min(width - size.width() - MARGIN).max(MARGIN);
    let below = at.bottom() + 4.0;
    let top =
        if below + size.height() > height { (at.top() - size.height() - 4.0).max(MARGIN) } else { below };
    // A style that can't be set leaves the panel where style puts it: in the middle of the window.
    let style = panel.style();
    for (name, value) in [("left", left), ("top", top)] {
        drop(style.set_property(name, &format!("{}px", value as i32)));
    }
}
