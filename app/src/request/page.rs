use leptos::prelude::*;

use crate::{
    error::Result,
    programmes::ProgrammeId,
    routes::{self, Section},
    sessions::SessionId,
};

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

/// What a page follows: when something is told on the stream, `script/live.js` makes the page what
/// its address answers now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follows {
    /// The address of the stream.
    pub events: String,
    /// Upon which of its names the page is made new, with spaces between them.
    pub names: &'static str,
}

/// A page, ready to be put into its frame.
pub struct Page {
    pub title: String,
    pub section: Option<Section>,
    pub frame: Frame,
    pub follows: Option<Follows>,
    pub body: AnyView,
}

impl Page {
    /// A page with navigation; `section` is the entry shown as current.
    pub fn new(section: Section, title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Page {
            title: title.into(),
            section: Some(section),
            frame: Frame::Full,
            follows: None,
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

    /// The same page, which follows what happens in a programme.
    pub fn following(self, programme: ProgrammeId) -> Self {
        let follows = Follows { events: routes::programme_events(programme), names: "programme" };
        Page { follows: Some(follows), ..self }
    }

    /// The same page, which follows a session, upon these of its names.
    pub fn following_session(self, session: SessionId, names: &'static str) -> Self {
        let follows = Follows { events: routes::session_events(session), names };
        Page { follows: Some(follows), ..self }
    }

    /// A page without navigation.
    pub fn plain(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Page {
            title: title.into(),
            section: None,
            frame: Frame::Plain,
            follows: None,
            body: body.into_any(),
        }
    }
}
