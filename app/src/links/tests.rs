//! A title written, found, renamed and hidden, on each engine.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Named, shown, store};
use crate::{
    access::{Scope, store as access},
    concepts::{
        self,
        draft::{Draft, Typed},
    },
    db::{Db, Tx, testing::each_engine},
    demo::{self, Demo},
    people::PersonId,
    programmes::{AudienceKind, AudienceLine, store::set_audience},
    provenance::Kind,
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn scope(tx: &mut Tx, person: PersonId) -> Scope {
    access::scope_of(tx, person).await.unwrap()
}

fn typed<'a>(title: &'a str, statement: &'a str) -> Draft {
    let typed = Typed { title, statement, method: "induction", figure_kind: "", figure: "" };
    Draft::of(typed).unwrap()
}

#[tokio::test]
async fn a_title_leads_to_its_thing_whatever_it_is_called_later() {
    each_engine(|db: Db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let sees = scope(&mut tx, cast.manager).await;
        let listed = concepts::store::list(&mut tx, calendar.reports, "").await.unwrap();
        let named = |title: &str| {
            let found = listed.iter().find(|listed| listed.concept.title == title);
            found.unwrap().concept.clone()
        };
        let (target, from) = (named("La bandeja es un semáforo"), named("Preguntar sin vergüenza"));
        let to = (Kind::Concept, Uuid::from(target.id));

        // However it is written; an archetype and a practice have titles, too.
        let text = "Ver [[la bandeja es un SEMAFORO|esto]], [[Doble control de informes]], \
                    [[Doble control de informes en Sede Norte]] y [[Nada así]].";
        let found = Named::for_scope(&mut tx, &sees, &[text]).await.unwrap();
        let draft = typed(&from.title, text).linked(&found);
        let kinds: Vec<_> = draft.links.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [Kind::Concept, Kind::Archetype, Kind::Practice], "{}", draft.html);
        assert!(draft.html.contains(">esto</a>") && draft.html.contains("[[Nada así]]"));

        let at = (from.id, from.revision);
        concepts::store::revise(&mut tx, at, &draft, cast.manager, now()).await.unwrap();
        // In the demo the archetype leads there, too.
        let mentions = store::mentioning(&mut tx, to).await.unwrap();
        assert!(mentions.len() == 2 && mentions.contains(&(Kind::Concept, from.id.into())));

        // Another title, and the link stays.
        let renamed = typed("La bandeja con colores", &target.statement);
        let at = (target.id, target.revision);
        concepts::store::revise(&mut tx, at, &renamed, cast.manager, now()).await.unwrap();
        let kept = concepts::store::find(&mut tx, &sees, from.id).await.unwrap().unwrap();
        assert!(kept.html.contains(&format!("/concepts/{}", target.id)));
        assert_eq!(store::mentioning(&mut tx, to).await.unwrap().len(), 2);

        // Two of one title: neither is meant.
        let twin = typed("Preguntar sin vergüenza", "Otra vez");
        let at = (target.id, target.revision + 1);
        concepts::store::revise(&mut tx, at, &twin, cast.manager, now()).await.unwrap();
        let text = "[[Preguntar sin vergüenza]]";
        let found = Named::for_scope(&mut tx, &sees, &[text]).await.unwrap();
        assert_eq!(found.meaning("preguntar sin verguenza"), super::rules::Meaning::Several);
        assert!(found.links(text).is_empty());

        // Without the link there is no mention.
        let plain = typed(&from.title, "Sin enlaces");
        let at = (from.id, from.revision + 1);
        concepts::store::revise(&mut tx, at, &plain, cast.manager, now()).await.unwrap();
        assert_eq!(store::mentioning(&mut tx, to).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_see_the_target_reads_words_and_cannot_link_to_it() {
    each_engine(|db: Db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let north = AudienceLine::new(AudienceKind::Person, cast.manager_north);
        set_audience(&mut tx, calendar.reports.into(), &[north]).await.unwrap();
        let text = "Como en [[La bandeja es un semáforo|la bandeja]].";
        // Neither at the branch that took part, nor with a role.
        let named = [cast.admin, cast.hr, cast.manager, cast.manager_north, cast.instructor];
        let outside = |person: &&PersonId| {
            !cast.people_central.contains(person)
                && !named.contains(person)
                && **person != cast.instructor2
        };
        let (leader, outsider) = (cast.manager, *cast.people.iter().find(outside).unwrap());
        let leads = scope(&mut tx, leader).await;
        let outside = scope(&mut tx, outsider).await;
        let html = Named::for_scope(&mut tx, &leads, &[text]).await.unwrap().render(text);
        assert!(html.contains("<a href=\"/concepts/"), "{html}");
        let read = shown(&mut tx, &outside, html.clone()).await.unwrap();
        assert_eq!(read, "<p>Como en la bandeja.</p>\n");
        assert_eq!(super::flat(&html), read);
        assert_eq!(shown(&mut tx, &leads, html.clone()).await.unwrap(), html);
        let named = Named::for_scope(&mut tx, &outside, &[text]).await.unwrap();
        assert!(named.links(text).is_empty());
    })
    .await;
}
