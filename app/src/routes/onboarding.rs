//! The addresses of onboarding.

use crate::onboarding::{OnboardingId, PlanId};

/// Somebody's onboarding.
pub fn onboarding(id: OnboardingId) -> String {
    format!("/onboarding/{id}")
}

/// Its sit-ins.
pub fn sit_ins(id: OnboardingId) -> String {
    format!("/onboarding/{id}#sit-ins")
}

/// Those of whom HR or an instructor has to do something.
pub const ONBOARDING_NEEDS: &str = "/onboarding?state=needs";

/// All new people, with what was planned for them at a moment on top.
pub fn onboarding_planned(at: chrono::DateTime<chrono::Utc>) -> String {
    format!("/onboarding?planned={}", at.timestamp_millis())
}

/// The form that plans one of its days.
pub fn onboarding_day(id: OnboardingId, number: i64) -> String {
    format!("/onboarding/{id}/days/{number}")
}

/// The sheet of one of its days, on whatever page it stands.
pub fn sheet_anchor(id: OnboardingId, number: i64) -> String {
    format!("p-{id}-{number}")
}

/// One line of that sheet.
pub fn item_anchor(id: OnboardingId, number: i64, item: i64) -> String {
    format!("s-{id}-{number}-{item}")
}

/// The people whom an instructor has on a day.
pub fn onboarding_morning(on: chrono::NaiveDate) -> String {
    format!("/onboarding/days/{on}")
}

pub fn onboarding_plans() -> &'static str {
    "/onboarding/plans"
}

pub fn onboarding_plan(id: PlanId) -> String {
    format!("/onboarding/plans/{id}")
}

/// What each position learns after onboarding.
pub fn job_training() -> &'static str {
    "/onboarding/job-training"
}

pub fn certificate(id: OnboardingId) -> String {
    format!("/onboarding/{id}/certificate")
}

/// Where a certificate is checked.
pub fn verify(id: OnboardingId) -> String {
    format!("/onboarding/{id}/verify")
}
