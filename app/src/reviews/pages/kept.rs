//! What stands on the page of a thing: a banner when it is not used any more, and a card that says
//! who vouches for it and who looks after it.

use leptos::prelude::*;

use super::{changes, day, urgency_badge};
use crate::{
    error::Result,
    lang::lang,
    provenance::{self, Kind, Node, Thing},
    request::Look,
    reviews::{
        Ending, Keeping, Subject, Verification,
        rules::{self, Standing},
        store,
        texts::texts,
    },
    routes,
    sessions::zones::in_zone,
    ui::{Badge, ButtonLink, Card, Fact, Facts, Notice, Tone, dates},
};

/// What is known about whether a thing is still right.
pub struct Kept {
    subject: Subject,
    keeping: Keeping,
    verifications: Vec<Verification>,
    ending: Option<(Ending, Option<Node>)>,
    replaced: Vec<Node>,
    today: chrono::NaiveDate,
    zone: String,
}

impl Kept {
    pub async fn load(look: &mut Look, subject: &Subject) -> Result<Kept> {
        let thing = subject.thing;
        let scope = look.actor.scope();
        let mut replaced = Vec::new();
        for id in store::replaced(&mut look.tx, thing).await? {
            replaced.extend(provenance::store::node(&mut look.tx, &scope, thing.0, id).await?);
        }
        Ok(Kept {
            subject: subject.clone(),
            keeping: store::keeping(&mut look.tx, thing).await?,
            verifications: store::verifications(&mut look.tx, thing).await?,
            ending: ending(look, thing).await?,
            replaced,
            today: in_zone(look.now, &look.actor.zone).date(),
            zone: look.actor.zone.clone(),
        })
    }

    /// That it is not used any more, why, and what has taken its place.
    pub fn banner(&self) -> Option<AnyView> {
        let t = texts();
        let (ending, successor) = self.ending.as_ref()?;
        let title = match ending.successor_id {
            Some(_) => t.superseded_by,
            None => (t.retired_text)(self.subject.thing.0),
        };
        Some(notice(title, ending, successor.clone(), &self.zone))
    }

    /// Verification, owner, day of review, and the way to change them.
    pub fn card(&self) -> AnyView {
        let t = texts();
        let (kind, id) = self.subject.thing;
        let tie = self.subject.tie;
        let acts = rules::may_keep(tie) || rules::may_verify(tie);
        let label = if acts { t.to_keep } else { t.to_history };
        let href = routes::keep(kind.as_str(), id);
        self.facts(Some(view! { <ButtonLink href>{label}</ButtonLink> }.into_any()))
    }

    /// The same where the way leads to.
    pub fn facts(&self, way: Option<AnyView>) -> AnyView {
        let t = texts();
        let kind = self.subject.thing.0;
        let verification = self.verification();
        let owner = match &self.keeping.owner {
            Some(owner) => owner.clone(),
            None if kind == Kind::Concept => t.authors_keep.to_owned(),
            None => t.nobody.to_owned(),
        };
        let review = match self.keeping.review_on {
            Some(on) => {
                let badge = urgency_badge(rules::urgency(on, self.today));
                view! { {dates::short_date(lang(), on)} " " {badge} }.into_any()
            }
            None => t.no_day.into_any(),
        };
        let replaced = (!self.replaced.is_empty()).then(|| {
            let nodes = self.replaced.iter().cloned();
            let items = nodes.map(|node| view! { <li><a href=node.href>{node.label}</a></li> });
            let items = items.collect_view();
            view! { <Fact label=t.takes_place_of><ul>{items}</ul></Fact> }
        });
        // An archetype has had an owner since it was begun: its page says who.
        let owner = (kind != Kind::Archetype || self.keeping.owner.is_some())
            .then(|| view! { <Fact label=t.owner>{owner}</Fact> });
        view! {
            <Card title=t.card>
                <Facts>
                    <Fact label=t.verification>{verification}</Fact>
                    {owner}
                    <Fact label=t.review_by>{review}</Fact>
                    {replaced}
                </Facts>
                {way}
            </Card>
        }
        .into_any()
    }

    fn verification(&self) -> AnyView {
        let t = texts();
        let kind = self.subject.thing.0;
        let by = |mark: i64| {
            let given = self.verifications.iter().filter(|given| given.withdrawn_at.is_none());
            let lines = given.filter(|given| given.mark == mark).map(|given| {
                let who = (t.verified_by)(&given.person, &day(given.at, &self.zone));
                let remark = given.remark.clone();
                view! {
                    <p class="small">{who}</p>
                    {(!remark.is_empty()).then(|| view! { <p class="muted small lines">{remark}</p> })}
                }
            });
            lines.collect_view()
        };
        match rules::standing(&self.verifications, self.subject.mark) {
            Standing::Unverified => t.unverified.into_any(),
            Standing::Verified => {
                let by = by(self.subject.mark.number);
                view! { <Badge tone=Tone::Good>{t.verified}</Badge> {by} }.into_any()
            }
            Standing::Older(mark) => {
                let href = changes(self.subject.thing, mark);
                view! {
                    <Badge tone=Tone::Warn>{(t.older)(kind, mark)}</Badge>
                    {by(mark)}
                    <p class="small">{t.older_text} " " <a href=href>{t.see_changes}</a></p>
                }
                .into_any()
            }
        }
    }
}

async fn ending(look: &mut Look, thing: Thing) -> Result<Option<(Ending, Option<Node>)>> {
    let Some(ending) = store::ending(&mut look.tx, thing).await? else { return Ok(None) };
    let scope = look.actor.scope();
    let successor = match ending.successor_id {
        Some(id) => provenance::store::node(&mut look.tx, &scope, thing.0, id).await?,
        None => None,
    };
    Ok(Some((ending, successor)))
}

/// That a thing is not used any more.
pub async fn ended_notice(look: &mut Look, thing: Thing) -> Result<Option<AnyView>> {
    let t = texts();
    ended_as(look, thing, t.superseded_by, (t.retired_text)(thing.0)).await
}

/// That the archetype of a practice is not used any more.
pub async fn archetype_ended_notice(look: &mut Look, archetype: Thing) -> Result<Option<AnyView>> {
    let t = texts();
    ended_as(look, archetype, t.archetype_superseded, t.archetype_ended).await
}

async fn ended_as(
    look: &mut Look,
    thing: Thing,
    superseded: &'static str,
    retired: &'static str,
) -> Result<Option<AnyView>> {
    let Some((ending, successor)) = ending(look, thing).await? else { return Ok(None) };
    let title = if ending.successor_id.is_some() { superseded } else { retired };
    Ok(Some(notice(title, &ending, successor, &look.actor.zone)))
}

fn notice(title: &'static str, ending: &Ending, successor: Option<Node>, zone: &str) -> AnyView {
    let t = texts();
    let why = (t.ended_by)(&ending.reason, &ending.person, &day(ending.at, zone));
    let way = match (ending.successor_id, successor) {
        (None, _) => None,
        (Some(_), Some(node)) => {
            Some(view! { <p><a href=node.href>{node.label}</a></p> }.into_any())
        }
        (Some(_), None) => Some(view! { <p>{t.successor_unseen}</p> }.into_any()),
    };
    view! { <Notice tone=Tone::Warn title>{way} <p>{why}</p></Notice> }.into_any()
}

/// In a list: that a thing is not used any more.
pub fn ended_badge(ending: Option<&Ending>) -> Option<AnyView> {
    let t = texts();
    let ending = ending?;
    let word = if ending.successor_id.is_some() { t.superseded } else { t.retired };
    Some(view! { <Badge tone=Tone::Warn>{word}</Badge> }.into_any())
}
