//! Every piece in every state, to look at while working on them. Not part of a release.

mod choices;
mod data;
mod figures;
mod words;

use super::*;
use leptos::prelude::*;

/// All pieces inside the frame.
#[component]
pub fn DesignPage() -> impl IntoView {
    view! {
        <Frame nav=data::nav() place="Sede Central" person=Some("Ana Quispe Mamani".to_string())>
            <PageHead
                title=words::text("Reports without errors and on time", "Informes sin errores y a tiempo")
                kicker=words::text("Knowledge creation · first turn", "Creación de conocimiento · primera vuelta")
                crumbs=data::crumbs()
                intro=words::text(
                    "Five sessions on how reports are typed and handed over.",
                    "Cinco sesiones sobre cómo se digitan y se entregan los informes.",
                )
            >
                <ButtonLink href="#" icon=Icon::Download>{words::text("Export", "Exportar")}</ButtonLink>
                <ButtonLink href="#" kind=Kind::Primary>{words::text("Plan session", "Planificar sesión")}</ButtonLink>
            </PageHead>
            <figures::Paths />
            <figures::Numbers />
            <figures::Charts />
            <choices::Lists />
            <choices::Fields />
            <choices::Messages />
            <figures::Calendars />
        </Frame>
    }
}

/// The frames of a signed-out page and of a projector.
#[component]
pub fn OtherFrames() -> impl IntoView {
    view! {
        <PlainFrame aside=|| view! { <a href="#">"English"</a> }>
            <PageHead title=words::text("Sign in", "Iniciar sesión") />
            <choices::Fields />
        </PlainFrame>
        <ScreenFrame>
            <h1>{words::text("Consequences of typing errors", "Consecuencias de los errores al digitar")}</h1>
            <p>"ABC 123"</p>
        </ScreenFrame>
    }
}
