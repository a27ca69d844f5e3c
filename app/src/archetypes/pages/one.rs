//! An archetype: its sections, and beside them what it is made of, who gave to it, its versions.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    crumbs, day, kicker,
    read::read,
    side::{Contributions, Sources, Versions},
};
use crate::{
    archetypes::{
        ArchetypeId, Input, Part, PartText,
        api::{AddInput, TakeBackInput},
        rules,
        rules::Gap,
        store,
        texts::texts,
    },
    comments::{self, pages::Talk},
    error::{Error, Result},
    knowledge::{self, NoteId},
    links,
    phases::gate,
    provenance::{self, Kind as Thing},
    request::{Look, Page, Posted, refused},
    reviews::{self, pages::Kept},
    routes::{self, Section},
    ui::{
        self, Button, ButtonLink, Card, Columns, Confirm, Icon, Inline, Kind, Notice, PageHead,
        Prose, Stack, Tone,
        form::{Area, Choice, Form, Hidden, Select},
    },
};

/// `/archetypes/{id}`
pub async fn one(id: ArchetypeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let Some(found) = store::find(&mut look.tx, &scope, id).await? else {
        return read(look, id, None).await;
    };
    let (archetype, programme) = (found.archetype, found.programme);
    let closed = gate::closed(&mut look.tx, programme.id, rules::PHASE).await?;
    let standing = store::standing(&mut look.tx, &look.actor, &programme, Some(&archetype)).await?;
    let mut texts_now = store::parts(&mut look.tx, id).await?;
    for text in &mut texts_now {
        let html = std::mem::take(&mut text.html);
        text.html = links::shown(&mut look.tx, &scope, html).await?;
    }
    let actor = look.actor.clone();
    let subject = reviews::subject(&mut look.tx, &actor, (Thing::Archetype, id.into())).await?;
    let subject = subject.ok_or(Error::NotFound)?;
    let kept = Kept::load(&mut look, &subject).await?;
    let talk = Talk::load(&mut look, &subject).await?;
    comments::pages::look_up(&mut look, &subject).await?;
    for text in &mut texts_now {
        text.html = talk.woven(text.part.as_str(), &text.html);
    }
    let mentioned = links::pages::mentioned_in(&mut look, (Thing::Archetype, id.into())).await?;
    let inputs = store::inputs(&mut look.tx, id).await?;
    let members = store::members(&mut look.tx, &archetype).await?;
    let concepts = store::concepts(&mut look.tx, id).await?;
    let notes = linked_notes(&mut look, id).await?;
    let versions = store::versions(&mut look.tx, id).await?;
    let last_copy = store::copy(&mut look.tx, id, archetype.versions).await?;
    let gaps = rules::gaps(concepts.len(), &texts_now, &members, &versions, &last_copy);
    let changed = matches!(gaps.last(), Some(Gap::NoVersion | Gap::Changed(_)));
    let open = closed.is_none();
    let gives = open && rules::may_contribute(standing);
    let shapes = open && rules::may_shape(standing);
    let zone = look.actor.zone.clone();
    let refused = use_context::<Posted>().is_some_and(|p| *p.command == *AddInput::PATH);
    let contribute = (gives || refused).then(|| view! { <Contribute id /> });
    let released = versions.iter().find(|version| version.released_at.is_some());
    let (me, is_released) = (look.actor.id, released.is_some());
    let takes_back = move |input: &Input| open && rules::may_take_back(me, input, is_released);
    let sections = texts_now
        .into_iter()
        .map(|text| {
            let inputs = inputs.iter().filter(|input| input.part == text.part).cloned().collect();
            section(id, text, inputs, gives, &takes_back, &zone)
        })
        .collect_view();
    let closed = closed.map(|text| view! { <Notice><p>{text}</p></Notice> });
    let missing = (open && !gaps.is_empty()).then(|| view! { <Missing gaps /> });
    let may_release = open && rules::may_release(standing);
    let handout = routes::handout(id, released.map(|version| version.number));
    let went = is_released.then(|| {
        view! { <p><a href=routes::practices(programme.id)>{t.to_board}</a></p> }.into_any()
    });
    let kicker = kicker(&programme);
    let crumbs = crumbs(&programme, None);
    let actions = view! {
        <ButtonLink href=handout icon=Icon::Print>{t.handout}</ButtonLink>
        <ButtonLink href=routes::provenance("archetype", id) icon=Icon::Path>{provenance::texts::texts().link}</ButtonLink>
        {shapes.then(|| view! {
            <ButtonLink href=routes::edit_archetype(id) icon=Icon::Pencil>{t.edit}</ButtonLink>
        })}
        {gives.then(|| view! {
            <ButtonLink href="#contribute" kind=Kind::Primary icon=Icon::Chat>{t.contribute}</ButtonLink>
        })}
    };
    let owner = (t.owned_by)(&archetype.owner);
    Page::ok(
        Section::Programmes,
        archetype.name.clone(),
        view! {
            <PageHead title=archetype.name kicker crumbs intro=owner>{actions}</PageHead>
            {kept.banner()}
            {closed}
            {missing}
            <Columns>
                <Stack>
                    {sections}
                    {contribute}
                    {talk.section()}
                </Stack>
                <Stack>
                    {kept.card()}
                    <Contributions members />
                    <Versions id versions went may_make=may_release && changed zone />
                    <Sources concepts notes />
                    {mentioned}
                </Stack>
            </Columns>
        },
    )
    .map(|page| page.following(programme.id))
}

/// The linked notes as the reader may see them: those that they may not read have no
/// text. Each with its address.
pub async fn linked_notes(
    look: &mut Look,
    id: ArchetypeId,
) -> Result<Vec<Option<(String, String)>>> {
    let scope = look.actor.scope();
    let mut notes = Vec::new();
    for note in store::notes(&mut look.tx, id).await? {
        let note = knowledge::store::read(&mut look.tx, &scope, NoteId::from(note)).await?;
        notes.push(
            note.map(|note| (knowledge::markdown::excerpt(&note.body, 90), routes::note(note.id))),
        );
    }
    Ok(notes)
}

fn section(
    id: ArchetypeId,
    text: PartText,
    inputs: Vec<Input>,
    gives: bool,
    takes_back: &dyn Fn(&Input) -> bool,
    zone: &str,
) -> impl IntoView + use<> {
    let t = texts();
    let part = text.part;
    let aside = match (&text.editor, text.at) {
        (Some(editor), Some(at)) => format!("{editor}, {}", day(at, zone)),
        _ => String::new(),
    };
    let body = if text.body.is_empty() {
        view! { <p class="muted">{(t.part_hint)(part)}</p> }.into_any()
    } else {
        view! { <Prose html=text.html /> }.into_any()
    };
    let count = inputs.iter().filter(|input| input.taken_back_at.is_none()).count() as i64;
    let any = !inputs.is_empty();
    let inputs = inputs
        .into_iter()
        .map(|input| contribution(id, takes_back(&input), input, zone))
        .collect_view();
    let inputs = any.then(|| {
        view! {
            <details class="inputs fold" open=gives>
                <summary>{(t.inputs)(count)}</summary>
                <ul class="stack">{inputs}</ul>
            </details>
        }
    });
    let (label, href) =
        (if gives { t.write } else { t.history }, routes::edit_archetype_part(id, part));
    let about = (t.part)(part);
    let link = (gives || text.revision > 0).then(|| {
        view! {
            <a href=href>{label}<span class="visually-hidden">{format!(": {about}")}</span></a>
        }
    });
    view! {
        <ui::Section title=about id=part.as_str() aside>
            {body}
            {inputs}
            <p>{link}</p>
        </ui::Section>
    }
}

/// What a member said of a section, or that they took it back.
fn contribution(id: ArchetypeId, takes_back: bool, input: Input, zone: &str) -> AnyView {
    let t = texts();
    let (key, name) = (input.id.to_string(), input.name);
    if let Some(at) = input.taken_back_at {
        let when = format!(" · {}", (t.taken_back)(&day(at, zone)));
        return view! { <li class="small muted">{name} {when}</li> }.into_any();
    }
    let when = day(input.at, zone);
    let refused = refused(TakeBackInput::PATH, &key);
    let take_back = (takes_back || refused).then(|| {
        view! {
            <Confirm label=t.take_back text=t.take_back_text kind=Kind::Quiet open=refused>
                <Form command=TakeBackInput::PATH key=key.clone()>
                    <Hidden name="id" value=id.to_string() />
                    <Hidden name="input" value=key />
                    <div class="form-actions"><Button kind=Kind::Danger>{t.take_back}</Button></div>
                </Form>
            </Confirm>
        }
    });
    view! {
        <li>
            <p class="small"><strong>{name}</strong> <span class="muted">{format!(" · {when}")}</span></p>
            <Prose html=input.html />
            {take_back}
        </li>
    }
    .into_any()
}

#[component]
fn Missing(gaps: Vec<Gap>) -> impl IntoView {
    view! { <Card title=texts().missing tone=Tone::Phase(4)>{listed(gaps)}</Card> }
}

/// What is missing, line by line.
pub fn listed(gaps: Vec<Gap>) -> impl IntoView {
    let t = texts();
    let lines = gaps
        .into_iter()
        .map(|gap| {
            let text = match gap {
                Gap::NoConcepts => t.gap_concepts.to_owned(),
                Gap::Unwritten(parts) => {
                    let names: Vec<_> = parts.into_iter().map(t.part).collect();
                    (t.gap_unwritten)(&names.join(", "))
                }
                Gap::Silent(silent, all) => (t.gap_silent)(silent as i64, all as i64),
                Gap::NoVersion => t.gap_version.to_owned(),
                Gap::Changed(number) => (t.gap_changed)(number),
                Gap::Untried(number) => (t.gap_untried)(number),
                Gap::Unreleased(number) => (t.gap_unreleased)(number),
            };
            view! { <li>{text}</li> }
        })
        .collect_view();
    view! { <ul class="gaps">{lines}</ul> }
}

/// What a member has to say about a section, without editing it.
#[component]
fn Contribute(id: ArchetypeId) -> impl IntoView {
    let t = texts();
    let choices = Part::ALL.iter().map(|part| Choice::new(part, (t.part)(*part))).collect();
    view! {
        <ui::Section title=t.contribute id="contribute">
            <p class="muted">{t.contribute_hint}</p>
            <Form command=AddInput::PATH keep=true>
                <Hidden name="id" value=id.to_string() />
                <Select name="part" label=t.section choices empty=t.choose />
                <Area name="input" label=t.input rows=5u32 />
                <Inline><Button icon=Icon::Chat>{t.give}</Button></Inline>
            </Form>
        </ui::Section>
    }
}
