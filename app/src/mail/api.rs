//! Setting up letters, trying them, and choosing which to get.

use leptos::server;
use serde::{Deserialize, Serialize};

use crate::{error::Result, people::PersonId, request::Next};

/// How letters leave, as typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetupForm {
    pub host: String,
    pub port: String,
    #[serde(default)]
    pub security: String,
    pub user_name: String,
    /// Empty to keep the one there is.
    pub password: String,
    pub sender: String,
    pub reply_to: String,
    pub revision: String,
}

/// Saves how letters leave.
#[server]
pub async fn save_mail(#[server(flatten)] form: SetupForm) -> Result<Next> {
    super::keeping::save(form).await
}

/// Ends sending letters; what waits is not sent.
#[server]
pub async fn stop_mail() -> Result<Next> {
    super::keeping::stop().await
}

/// Sends a letter to oneself with the settings that are saved, and says what came of it.
#[server]
pub async fn try_mail() -> Result<Next> {
    super::keeping::try_out().await
}

/// Sends a letter that failed once more, or all of them.
#[server]
pub async fn send_again(letter: String) -> Result<Next> {
    super::keeping::send_again(&letter).await
}

/// Sends a person a one-time link.
#[server]
pub async fn send_access(person: PersonId) -> Result<Next> {
    super::keeping::send_access(person).await
}

/// Chooses whether to get reminders.
#[server]
pub async fn choose_letters(#[server(default)] reminders: String) -> Result<Next> {
    super::keeping::choose(reminders == "on").await
}

/// Ends one's reminders, or begins them again, by the secret in a letter: nobody has to sign in.
#[server]
pub async fn choose_by_letter(token: String, reminders: String) -> Result<Next> {
    super::keeping::choose_by_letter(&token, reminders == "on").await
}
