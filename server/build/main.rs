//! Embeds the site in the program: the wasm and its script, the style sheet, `script` and
//! `app/public`.
//!
//! What goes under `/pkg` has the hash of its content in its address, so browsers may keep it for
//! ever. Without a built wasm (a plain `cargo check` or `cargo test`) the pages simply have no
//! islands. `src/assets.rs` serves what is written here.

mod style;

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    env,
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// What the Makefile puts into the site folder.
const SCRIPTS: [&str; 2] = ["espiral.js", "espiral.wasm"];

/// Debug builds are rebuilt all the time: they compress little and leave a big wasm as it is.
const LARGE: usize = 500_000;

struct File {
    /// Its address without the leading `/`.
    name: String,
    content: Vec<u8>,
}

fn main() -> io::Result<()> {
    let set_by_cargo = |name| env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"));
    let root = Path::new(&set_by_cargo("CARGO_MANIFEST_DIR")).join("..");
    let out = PathBuf::from(set_by_cargo("OUT_DIR"));
    let profile = set_by_cargo("PROFILE");
    let release = profile == "release";

    let mut hashed = scripts(&site_dir(&root, &profile))?;
    hashed.push(File {
        name: "main.css".into(),
        content: style::bundle(&watched(root.join("style")).join("main.css"))?.into_bytes(),
    });
    let mut fixed = public(&watched(root.join("app/public")))?;
    for script in public(&watched(root.join("script")))? {
        let script = File { content: without_comments(&script.content), ..script };
        // A service worker has one address for good: under it browsers look for a newer one.
        let to = if script.name == "sw.js" { &mut fixed } else { &mut hashed };
        to.push(script);
    }
    let hash = hash(&hashed);
    for file in &mut hashed {
        file.name = format!("pkg/{hash}/{}", file.name);
    }

    let mut code = format!(
        "/// Changes when a file under `/pkg` changes.\npub const HASH: &str = {hash:?};\n"
    );
    write_table(&mut code, "HASHED", &hashed, &out, release)?;
    write_table(&mut code, "FIXED", &fixed, &out, release)?;
    fs::write(out.join("assets.rs"), code)
}

/// Where the Makefile leaves the wasm: `site` in the target folder, one for each profile.
fn site_dir(root: &Path, profile: &str) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let dir = target.join("site").join(profile);
    // Cargo takes a missing folder for a changed one and would build again every time.
    fs::create_dir_all(&dir).ok();
    watched(dir)
}

fn watched(path: PathBuf) -> PathBuf {
    println!("cargo::rerun-if-changed={}", path.display());
    path
}

/// The wasm and its script; both or none.
fn scripts(dir: &Path) -> io::Result<Vec<File>> {
    if !SCRIPTS.iter().all(|name| dir.join(name).exists()) {
        return Ok(Vec::new());
    }
    SCRIPTS
        .iter()
        .map(|&name| Ok(File { name: name.into(), content: fs::read(dir.join(name))? }))
        .collect()
}

/// Every file of a folder, under its own name.
fn public(dir: &Path) -> io::Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().into_string().expect("public files have plain names");
        files.push(File { name, content: fs::read(entry.path())? });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// A script of ours without the lines that are a comment: phones need not load them.
fn without_comments(script: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(script);
    let is_code = |line: &&str| {
        let line = line.trim_start();
        !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark))
    };
    text.lines().filter(is_code).collect::<Vec<_>>().join("\n").into_bytes()
}

fn hash(files: &[File]) -> String {
    let mut sha = Sha256::new();
    for file in files {
        sha.update(&file.name);
        sha.update(file.content.len().to_le_bytes());
        sha.update(&file.content);
    }
    sha.finalize()[..8].iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Writes the files beside the code and a table that includes them.
fn write_table(
    code: &mut String,
    table: &str,
    files: &[File],
    out: &Path,
    release: bool,
) -> io::Result<()> {
    let _ = writeln!(code, "const {table}: &[Asset] = &[");
    for (n, file) in files.iter().enumerate() {
        let save = |kind: &str, content: &[u8]| -> io::Result<String> {
            let path = out.join(format!("{table}.{n}.{kind}"));
            fs::write(&path, content)?;
            Ok(format!("include_bytes!({path:?})"))
        };
        let raw = save("raw", &file.content)?;
        let packed = |kind: &str, content: Vec<u8>| -> io::Result<String> {
            // An icon may grow: then it is sent as it is.
            if content.is_empty() || content.len() >= file.content.len() {
                return Ok("None".into());
            }
            Ok(format!("Some({})", save(kind, &content)?))
        };
        let worth_it = release || file.content.len() < LARGE;
        let brotli = packed("br", if worth_it { brotli(&file.content, release)? } else { vec![] })?;
        let gzip = packed("gz", if worth_it { gzip(&file.content, release)? } else { vec![] })?;
        let _ = writeln!(
            code,
            "Asset {{ path: {:?}, raw: {raw}, brotli: {brotli}, gzip: {gzip} }},",
            format!("/{}", file.name),
        );
    }
    let _ = writeln!(code, "];");
    Ok(())
}

fn brotli(content: &[u8], release: bool) -> io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: if release { 11 } else { 4 },
        size_hint: content.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &params)?;
    Ok(packed)
}

fn gzip(content: &[u8], release: bool) -> io::Result<Vec<u8>> {
    let level = if release { Compression::best() } else { Compression::fast() };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    encoder.finish()
}
