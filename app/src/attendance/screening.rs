//! What the projector shows of a session.

use chrono::{DateTime, Utc};
use fast_qr::{
    QRBuilder,
    convert::{Builder, Shape, svg::SvgBuilder},
};

use super::{
    Gate, ScreenState,
    codes::Secret,
    rules::{self, Door},
    store::{self, Running},
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    routes,
    sessions::{SessionId, zones::in_zone},
};

/// A session that the person may run.
pub async fn shown(tx: &mut Tx, actor: &Actor, id: SessionId) -> Result<Running> {
    let running = store::running(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    if !rules::may_run(actor, running.session.branch_id, running.facilitates) {
        return Err(Error::Forbidden);
    }
    Ok(running)
}

/// Code, picture and count. The picture is left out while the code is the one in `known`.
pub async fn state(
    tx: &mut Tx,
    running: &Running,
    public_url: &str,
    known: &str,
    now: DateTime<Utc>,
) -> Result<ScreenState> {
    let t = texts();
    let session = &running.session;
    let count = store::counts_of(tx, session.id).await?.into();
    let message = match rules::door(&Gate::from(session), now) {
        Door::Open => String::new(),
        Door::NotYet(at) => (t.check_in_opens)(in_zone(at, &session.time_zone).time()),
        Door::Over => t.is_over.into(),
        Door::Closed => t.is_closed.into(),
        Door::Cancelled => t.is_cancelled.into(),
    };
    let code = message.is_empty().then(|| Secret::new(&running.join_secret).code(now).to_string());
    let qr = match &code {
        Some(code) if code != known => {
            Some(picture(&format!("{public_url}{}", routes::join(code)))?)
        }
        _ => None,
    };
    Ok(ScreenState { code, qr, message, count })
}

/// A QR code as SVG, dark on light whatever the colours of the page: scanners want it so.
fn picture(link: &str) -> Result<String> {
    let qr = QRBuilder::new(link).build().map_err(|error| Error::internal(format!("{error:?}")))?;
    Ok(SvgBuilder::default().shape(Shape::Square).margin(3).to_str(&qr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_needs_no_style_of_its_own() {
        let svg = picture("https://espiral.example/join/K7PQ2X").unwrap();
        assert!(svg.starts_with("<svg"), "{svg}");
        assert!(!svg.contains("style"), "{svg}");
    }
}
