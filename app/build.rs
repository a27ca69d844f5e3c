//! Migrations are embedded by a macro, and a macro does not notice a file that is new.

fn main() {
    println!("cargo::rerun-if-changed=../migrations");
}
