//! The style sheets are bundled while building; here the bundler itself is tried.

#[path = "../build/style.rs"]
mod bundler;

use std::{fs, path::PathBuf};

/// A folder with these style sheets in it.
fn folder(name: &str, sheets: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    for (path, sheet) in sheets {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(path, sheet).expect("a writable file");
    }
    folder
}

fn bundled(name: &str, sheets: &[(&str, &str)]) -> std::io::Result<String> {
    bundler::bundle(&folder(name, sheets).join("main.css"))
}

#[test]
fn imports_become_layers_in_place() {
    let sheet = bundled(
        "imports",
        &[
            (
                "main.css",
                "@layer base, ui;\n@import \"base/reset.css\" layer(base);\n@import \"ui.css\";\n",
            ),
            ("base/reset.css", "@import \"body.css\" layer(body);\n"),
            ("base/body.css", "body { margin: 0 }\n"),
            ("ui.css", "a { color: red }"),
        ],
    );
    assert_eq!(
        sheet.expect("a bundle"),
        "@layer base, ui;\n@layer base{\n@layer body{\nbody { margin: 0 }\n}\n}\na { color: red }\n"
    );
}

#[test]
fn comments_go_and_strings_stay() {
    let sheet = bundled(
        "comments",
        &[(
            "main.css",
            "/* a\n * b **/\na::before {\n    content: \"/* \\\" */ it's\";\n}\n/**/\n",
        )],
    );
    assert_eq!(sheet.expect("a bundle"), "a::before {\ncontent: \"/* \\\" */ it's\";\n}\n");
}

#[test]
fn an_import_that_would_lose_something_is_refused() {
    let refused = bundled("refused", &[("main.css", "@import url(x.css) print;\n")]);
    assert!(refused.expect_err("an error").to_string().contains("@import"));
    let missing = bundled("missing", &[("main.css", "@import \"gone.css\";\n")]);
    assert!(missing.expect_err("an error").to_string().contains("gone.css"));
}
