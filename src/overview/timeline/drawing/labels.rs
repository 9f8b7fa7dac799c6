//! Pure: texts that fit the room there is.

/// Approximate width of a letter of the small font.
pub const LETTER: f64 = 6.2;
/// Distance of a label on the axis from what it must not touch, in px.
const GAP: f64 = 4.0;

/// Truncates a text to a number of letters.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    match most {
        0..3 => String::new(),
        most => text.chars().take(most - 1).chain(['…']).collect(),
    }
}

/// The name of a lane. With an `id`, the name gives way to it, because only the id tells lanes of one name apart.
pub fn lane_label(name: &str, id: Option<&str>, most: usize) -> String {
    let Some(id) = id else { return cut(name, most) };
    let (length, own) = (name.chars().count(), id.chars().count());
    if length + 3 + own <= most {
        return format!("{name} · {id}");
    }
    // Ids of a fleet differ at their end.
    let room = most.saturating_sub(3 + length.min(8));
    let id = match own <= room {
        true => id.to_owned(),
        false => ['…'].into_iter().chain(id.chars().skip(own - room.saturating_sub(1).min(own))).collect(),
    };
    let left = most.saturating_sub(3 + id.chars().count());
    format!("{} · {id}", cut(name, left))
}

/// Where a label `width` px wide begins between `from` and `until`; `None` if it doesn't fit, since a clipped label reads as another one.
pub fn label_x(from: f64, until: f64, width: f64) -> Option<f64> {
    let left = from + GAP;
    (left + width + GAP <= until).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lanes_of_one_name_differ_by_their_id() {
        assert_eq!(lane_label("Router A", None, 24), "Router A");
        assert_eq!(lane_label("Router A", Some("DEV-1"), 24), "Router A · DEV-1");
        assert_eq!(lane_label("Production router A", Some("DEV-0001"), 24), "Production r… · DEV-0001");
        let long = |end| lane_label("Router", Some(&format!("f0e1d2c3b4a5968778695a4b3c2d{end}")), 24);
        assert_eq!(long("01"), "Router · …78695a4b3c2d01");
        assert_ne!(long("01"), long("02"));
    }

    #[test]
    fn labels_keep_off_the_edges() {
        assert_eq!(label_x(208.0, 300.0, 84.0), Some(212.0));
        assert_eq!(label_x(208.0, 300.0, 85.0), None);
    }

    proptest! {
        #[test]
        fn labels_fit(name in "[a-zé ]{0,40}", id in "[0-9a-f-]{0,40}", most in 12usize..60) {
            prop_assert!(cut(&name, most).chars().count() <= most);
            prop_assert!(lane_label(&name, Some(&id), most).chars().count() <= most);
        }
    }
}
