use leptos::prelude::*;

use crate::{error::Result, routes::Section};

/// What stands around a page's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// With navigation, for people who are signed in.
    Full,
    /// Centred, without navigation: signing in, links.
    Plain,
    /// The whole screen, for a projector.
    Screen,
}

/// A page, ready to be put into its frame.
pub struct Page {
    pub title: String,
    pub section: Option<Section>,
    pub frame: Frame,
    pub body: AnyView,
}

impl Page {
    /// A page with navigation; `section` is the entry shown as current.
    pub fn new(section: Section, title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Page {
            title: title.into(),
            section: Some(section),
            frame: Frame::Full,
            body: body.into_any(),
        }
    }

    /// The same, ready to be returned from a loader.
    pub fn ok(
        section: Section,
        title: impl Into<String>,
        body: impl IntoView + 'static,
    ) -> Result<Self> {
        Ok(Self::new(section, title, body))
    }

    pub fn framed(mut self, frame: Frame) -> Self {
        self.frame = frame;
        self
    }

    /// A page without navigation.
    pub fn plain(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Page { title: title.into(), section: None, frame: Frame::Plain, body: body.into_any() }
    }
}
