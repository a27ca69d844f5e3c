use std::{net::IpAddr, sync::Arc};

use leptos::prelude::expect_context;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::File;
use crate::{
    access::Actor,
    error::{Error, Result},
    lang::Lang,
};

/// Who asks, from where and for what.
#[derive(Clone)]
pub struct Visitor {
    pub actor: Option<Arc<Actor>>,
    pub lang: Lang,
    pub path: Arc<str>,
    pub query: Arc<str>,
    pub address: IpAddr,
    /// What the browser calls itself, shortened.
    pub device: Arc<str>,
    /// The key of the form that was sent, so that sending it twice happens once.
    pub once: Option<Uuid>,
    /// The files that came with it.
    pub files: Arc<[File]>,
}

impl Visitor {
    /// The person signed in, or the error that leads to the sign-in page.
    pub fn signed_in(&self) -> Result<Arc<Actor>> {
        self.actor.clone().ok_or(Error::SignedOut)
    }

    /// The address being shown, as a link back to it.
    pub fn here(&self) -> String {
        if self.query.is_empty() {
            self.path.to_string()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }
}

/// The visitor of the request being answered.
pub fn visitor() -> Visitor {
    expect_context()
}

/// The query of the address, read into a struct of `Option`s and `String`s;
/// what cannot be read counts as not given.
pub fn query<T: DeserializeOwned + Default>() -> T {
    serde_urlencoded::from_str(&visitor().query).unwrap_or_default()
}
