//! What is a valid e-mail address, a good enough password, and who may give access.

use super::{Actor, Grant, Role};

/// Shorter passwords are refused whatever they consist of.
pub const PASSWORD_MIN: usize = 10;
/// Hashing takes time that grows with the length.
pub const PASSWORD_MAX: usize = 200;

/// Lower case and without spaces around it; `None` when it cannot be an address.
pub fn clean_email(typed: &str) -> Option<String> {
    let email = typed.trim().to_lowercase();
    let (local, domain) = email.split_once('@')?;
    let valid = !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains('@')
        && email.len() <= 200
        && !email.chars().any(|c| c.is_whitespace() || c.is_control() || c == ',' || c == ';');
    valid.then_some(email)
}

/// May give people access, reset it and change their roles.
pub fn may_give_access(actor: &Actor) -> bool {
    actor.is(Role::Admin)
}

/// May change the settings of the organisation.
pub fn may_change_settings(actor: &Actor) -> bool {
    actor.is(Role::Admin)
}

/// Whether a role can be given like this: a manager or an instructor for the company, a branch or
/// a department; HR and administrators only for the whole company.
pub fn is_possible(grant: &Grant) -> bool {
    let narrowed = grant.branch.is_some() || grant.department.is_some();
    let both = grant.branch.is_some() && grant.department.is_some();
    match grant.role {
        Role::Manager | Role::Instructor => !both,
        Role::Hr | Role::Admin => !narrowed,
    }
}

/// Where to go after signing in: only a path of ours, never another site.
pub fn safe_return(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.chars().any(char::is_control);
    if ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_cleaned_or_refused() {
        assert_eq!(clean_email("  Ana@Respira.example "), Some("ana@respira.example".into()));
        for wrong in
            ["", "ana", "@x.y", "ana@", "ana@localhost", "a b@x.y", "a@x.y, b@x.y", "a@b@c.d"]
        {
            assert_eq!(clean_email(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_way_back_never_leaves_the_site() {
        assert_eq!(safe_return("/join/ABC234?x=1"), "/join/ABC234?x=1");
        for wrong in ["https://evil.example", "//evil.example", "/\\evil.example", "", "/a\nb"] {
            assert_eq!(safe_return(wrong), "/", "{wrong}");
        }
    }
}
