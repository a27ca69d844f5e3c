use super::*;

#[test]
fn the_way_back_survives_its_encoding() {
    assert_eq!(sign_in_and_back("/join/ABC234?a=b&c"), "/sign-in?next=/join/ABC234%3Fa%3Db%26c");
    assert_eq!(sign_in_and_back("/"), "/sign-in");
}

#[test]
fn a_path_follows_the_pattern_of_its_page() {
    assert_eq!(pattern("/"), Some("/"));
    assert_eq!(pattern("/sign-in/"), Some("/sign-in"));
    assert_eq!(pattern("/setup/a-secret"), Some("/setup/{token}"));
    assert_eq!(pattern("/nowhere/at/all"), None);
}
