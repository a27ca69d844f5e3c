//! Every piece in every state, to look at while working on them. Not part of a release.

mod choices;
mod data;
mod figures;
mod words;

use super::*;
use leptos::prelude::*;

/// All pieces.
#[component]
pub fn DesignPage() -> impl IntoView {
    view! {
        <Stack>
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
        </Stack>
    }
}
