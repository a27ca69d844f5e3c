//! One style sheet out of many: `@import "x.css" layer(y);` becomes `@layer y { … }`.

use std::{fs, io, path::Path};

/// Reads a style sheet with everything it imports, without comments and indentation.
pub fn bundle(path: &Path) -> io::Result<String> {
    let sheet = fs::read_to_string(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut bundled = String::new();
    for line in slim(&sheet).lines() {
        match import(line)? {
            None => {
                bundled.push_str(line);
                bundled.push('\n');
            }
            Some((file, layer)) => {
                let inner = bundle(&folder.join(file))?;
                bundled.push_str(&match layer {
                    Some(layer) => format!("@layer {layer}{{\n{inner}}}\n"),
                    None => inner,
                });
            }
        }
    }
    Ok(bundled)
}

/// The file and the layer an import line names. Anything more than that is refused, because it
/// would be lost.
fn import(line: &str) -> io::Result<Option<(&str, Option<&str>)>> {
    let Some(rest) = line.strip_prefix("@import") else {
        return Ok(None);
    };
    let parsed = rest.trim().strip_suffix(';').and_then(|rest| {
        let (file, layer) = rest.strip_prefix('"')?.split_once('"')?;
        let layer = layer.trim();
        if layer.is_empty() {
            return Some((file, None));
        }
        let layer = layer.strip_prefix("layer(")?.strip_suffix(')')?;
        Some((file, Some(layer)))
    });
    match parsed {
        Some(import) => Ok(Some(import)),
        None => Err(io::Error::other(format!(
            "write imports as @import \"file.css\" layer(name); not as {line}"
        ))),
    }
}

/// Drops comments, indentation and empty lines; the rest is left to compression.
fn slim(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut chars = sheet.chars().peekable();
    let mut quote = None;
    while let Some(c) = chars.next() {
        match quote {
            None if c == '/' && chars.peek() == Some(&'*') => {
                chars.next();
                let mut last = ' ';
                for c in chars.by_ref() {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
                continue;
            }
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if c == '\\' || c == open => {
                if c == open {
                    quote = None;
                } else if let Some(escaped) = chars.next() {
                    kept.push(c);
                    kept.push(escaped);
                    continue;
                }
            }
            _ => {}
        }
        kept.push(c);
    }
    let lines: Vec<&str> = kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
