//! Generates a module for each area in `locales/en.json`, with a function for each of its keys.

#[path = "src/pattern.rs"]
mod pattern;

use pattern::{Piece, parse};
use std::{collections::BTreeMap, env, error::Error, fmt::Write as _, fs, path::Path};

const ENGLISH: &str = "../../locales/en.json";

/// Type of a placeholder.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Number,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={ENGLISH}");
    // Sorted by name, as in the generated files of the other languages.
    let areas: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(&fs::read_to_string(ENGLISH)?)?;
    let mut code = String::new();
    let mut count = 0;
    for (area, texts) in areas {
        writeln!(code, "/// Texts of `{area}`.\npub mod {area} {{")?;
        for (name, text) in &texts {
            let pieces = parse(text).ok_or_else(|| format!("{area}.{name} is not well-formed: {text}"))?;
            function(&mut code, name, text, count, &pieces)?;
            count += 1;
        }
        code.push_str("}\n");
    }
    writeln!(code, "/// How many keys there are.\npub const COUNT: usize = {count};")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("messages.rs"), code)?;
    Ok(())
}

fn function(
    code: &mut String,
    name: &str,
    text: &str,
    key: usize,
    pieces: &[Piece<'_>],
) -> Result<(), Box<dyn Error>> {
    let mut arguments = Vec::new();
    collect(pieces, &mut arguments);
    for line in text.lines() {
        writeln!(code, "    /// {}", line.replace('[', "\\[").replace('<', "\\<"))?;
    }
    if arguments.is_empty() {
        // Resolve quotes and doubled apostrophes at build time, because such a text is used unchanged.
        let plain: String =
            pieces.iter().map(|piece| if let Piece::Text(text) = piece { *text } else { "" }).collect();
        writeln!(
            code,
            "    #[inline]\n    pub fn r#{name}() -> &'static str {{ super::text({key}, {plain:?}) }}"
        )?;
        return Ok(());
    }
    let parameters: Vec<_> = arguments
        .iter()
        .map(|(name, kind)| format!("{name}: {}", if *kind == Kind::Text { "&str" } else { "u64" }))
        .collect();
    let values: Vec<_> = arguments
        .iter()
        .map(|(name, kind)| {
            format!(
                "({name:?}, super::Value::{}({name}))",
                if *kind == Kind::Text { "Text" } else { "Number" }
            )
        })
        .collect();
    let (parameters, values) = (parameters.join(", "), values.join(", "));
    writeln!(
        code,
        "    #[inline]\n    pub fn r#{name}({parameters}) -> String {{ super::filled({key}, {text:?}, &[{values}]) }}"
    )?;
    Ok(())
}

/// The placeholders in order of appearance.
fn collect<'a>(pieces: &[Piece<'a>], into: &mut Vec<(&'a str, Kind)>) {
    let mut add = |name: &'a str, kind| match into.iter_mut().find(|(of, _)| *of == name) {
        Some(argument) if kind == Kind::Number => argument.1 = Kind::Number,
        Some(_) => {}
        None => into.push((name, kind)),
    };
    let mut nested = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(_) | Piece::Hash => {}
            Piece::Argument(name) => add(name, Kind::Text),
            Piece::Number(name) => add(name, Kind::Number),
            Piece::Plural(name, cases) => {
                add(name, Kind::Number);
                nested.extend(cases);
            }
        }
    }
    for case in nested {
        collect(&case.then, into);
    }
}
