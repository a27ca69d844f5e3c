use leptos::{prelude::*, server_fn::ServerFn};

use super::{crumbs, leading};
use crate::{
    book::{
        Problem,
        api::CarryIn,
        arriving::{self, Arrived, Sent},
        carrying,
        check::Checked,
        matching::{By, Match},
        pack::{self, Unreadable},
        rules, store,
        texts::texts,
    },
    error::Result,
    onboarding,
    people::ImportId,
    phases,
    programmes::{Programme, ProgrammeId},
    request::{Look, Page},
    routes::{self, Section},
    ui::{
        self, Button, ButtonLink, Card, Cell, Column, Fact, Facts, Kind, Notice, PageHead, Row,
        Stack, Table, TitleCell, Tone,
        form::{Form, Hidden},
        numbers::number,
    },
    writing::one_line,
};

/// `/programmes/{id}/carry-in/{file}`: what a file would add, before it does.
pub async fn preview(id: ProgrammeId, file: ImportId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let programme = leading(&mut look, id).await?;
    let sent = arriving::find(&mut look.tx, file, look.actor.id).await?;
    let mut above = crumbs(&programme);
    above.push((t.title.to_owned(), routes::carry_in(id)));
    let other = |kind| {
        view! { <ButtonLink href=routes::carry_in(id) kind>{t.other_file}</ButtonLink> }
    };
    let (title, intro, body) = match sent.read().await? {
        Arrived::Unreadable(why) => {
            let text = unreadable(why);
            let notice = view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> <p>{other(Kind::Primary)}</p> };
            (t.cannot_read, String::new(), notice.into_any())
        }
        Arrived::Wrong(problems) => {
            let list = view! { {wrong(problems)} <p>{other(Kind::Primary)}</p> };
            (t.cannot_read, t.problems_text.to_owned(), list.into_any())
        }
        Arrived::Good(checked) => {
            let intro = (t.check_intro)(&one_line(&checked.book.programme.front.name));
            let good =
                good(&mut look, &programme, file, &sent, &checked, other(Kind::Quiet).into_any())
                    .await?;
            (t.check, intro, good)
        }
    };
    let kicker = sent.name;
    Page::ok(
        Section::Programmes,
        title,
        view! {
            <Stack>
                <PageHead title kicker intro crumbs=above />
                {body}
            </Stack>
        },
    )
}

fn unreadable(why: Unreadable) -> String {
    let t = texts();
    match why {
        Unreadable::NoZip => t.no_zip.to_owned(),
        Unreadable::TooManyFiles => (t.too_many_files)(pack::FILES_MAX as i64),
        Unreadable::TooLarge(file) => (t.file_too_large)(&file),
        Unreadable::NoText(file) => (t.no_text)(&file),
    }
}

/// Where something is wrong, and what.
fn wrong(problems: Vec<Problem>) -> AnyView {
    let t = texts();
    let count = problems.len();
    let rows = problems
        .into_iter()
        .take(rules::PROBLEMS_SHOWN)
        .map(|problem| {
            view! {
                <Row>
                    <TitleCell>{problem.file}<small>{(t.line)(problem.line)}</small></TitleCell>
                    <Cell label=t.what>{problem.text}</Cell>
                </Row>
            }
        })
        .collect_view();
    let more = count.saturating_sub(rules::PROBLEMS_SHOWN);
    let more = (more > 0).then(|| view! { <p>{(t.more_problems)(more as i64)}</p> });
    let columns = vec![Column::text(t.place), Column::text(t.what)];
    view! {
        <ui::Section title=(t.problems)(count as i64)>
            <Table caption=t.what columns>{rows}</Table>
            {more}
        </ui::Section>
    }
    .into_any()
}

/// What will be added, whom its names mean, and the button that does it.
async fn good(
    look: &mut Look,
    programme: &Programme,
    file: ImportId,
    sent: &Sent,
    checked: &Checked,
    other: AnyView,
) -> Result<AnyView> {
    let t = texts();
    let id = programme.id;
    let scope = look.actor.scope();
    let empty = store::is_empty(&mut look.tx, id).await?;
    if let Err(closed) = rules::takes_in(programme.framework, programme.state, empty) {
        let text = carrying::refusal(closed);
        let notice = view! { <Notice tone=Tone::Warn><p>{text}</p></Notice> };
        return Ok(notice.into_any());
    }
    let matches = arriving::recognise(&mut look.tx, &scope, id, checked).await?;
    let seen = sent.fingerprint(&matches);
    let standing = phases::store::standing(&mut look.tx, id).await?;
    let phase = checked.book.programme.front.phase;
    let moves = phase.filter(|phase| standing.is_some_and(|now| now.phase != *phase));
    let moves = moves.map(|phase| view! { <p>{(t.phase_moves)(phase)}</p> });
    let kind = checked.book.programme.front.job_training;
    let becomes = kind.filter(|_| programme.job_training.is_none()).map(|kind| {
        let kind = (onboarding::texts::texts().kind)(kind);
        view! { <p>{(t.becomes_job_training)(kind)}</p> }
    });
    let (facts, things) = counts(checked);
    Ok(view! {
        <Card title=t.will_add>
            <Facts>{facts}</Facts>
            {moves}
            {becomes}
        </Card>
        <Form command=CarryIn::PATH>
            <Hidden name="programme" value=id.to_string() />
            <Hidden name="id" value=file.to_string() />
            // Not a field: after a refusal it must name what is shown now.
            <input type="hidden" name="seen" value=seen />
            <p>{t.commit_text}</p>
            <div class="form-actions">
                <Button kind=Kind::Primary>{(t.carry)(things)}</Button>
                {other}
            </div>
        </Form>
        {people(matches)}
        {aside(&checked.aside)}
    }
    .into_any())
}

fn counts(checked: &Checked) -> (AnyView, i64) {
    let t = texts();
    let book = &checked.book;
    let unnamed = book.notes.iter().filter(|leaf| leaf.front.author.is_none()).count() as i64;
    let photos: usize = checked.photos.iter().map(Vec::len).sum();
    let comments: usize = checked.comments.iter().map(Vec::len).sum();
    let counts = [
        (t.sessions, book.sessions.len(), 0),
        (t.notes, book.notes.len(), unnamed),
        (t.polls, book.polls.len(), 0),
        (t.concepts, book.concepts.len(), 0),
        (t.rounds, book.rounds.len(), 0),
        (t.decisions, book.decisions.len(), 0),
        (t.archetypes, book.archetypes.len(), 0),
        (t.versions, book.versions.len(), 0),
        (t.practices, book.practices.len(), 0),
        (t.photos, photos, 0),
        (t.comments, comments, 0),
    ];
    let things = counts.iter().map(|(_, count, _)| *count as i64).sum();
    let facts = counts
        .into_iter()
        .map(|(label, count, unnamed)| {
            let unnamed = (unnamed > 0).then(|| {
                view! { <span class="muted small">{format!(" · {}", (t.of_them_unnamed)(unnamed))}</span> }
            });
            view! { <Fact label>{number(count as i64)} {unnamed}</Fact> }
        })
        .collect_view();
    (facts.into_any(), things)
}

fn people(matches: Vec<Match>) -> Option<impl IntoView> {
    let t = texts();
    if matches.is_empty() {
        return None;
    }
    let rows = matches
        .into_iter()
        .map(|one| {
            let here = match one.person {
                Some((_, name, By::Email)) => format!("{name} · {}", t.by_email),
                Some((_, name, By::Name)) => format!("{name} · {}", t.by_name),
                None => t.name_kept.to_owned(),
            };
            view! { <Row><TitleCell>{one.key}</TitleCell><Cell label=t.here>{here}</Cell></Row> }
        })
        .collect_view();
    let columns = vec![Column::text(t.name), Column::text(t.here)];
    Some(view! {
        <ui::Section title=t.names>
            <p>{t.names_text}</p>
            <Table caption=t.names columns>{rows}</Table>
        </ui::Section>
    })
}

fn aside(files: &[String]) -> Option<impl IntoView + use<>> {
    let t = texts();
    let list: Vec<_> = files.iter().take(rules::PROBLEMS_SHOWN).cloned().collect();
    let list = list.into_iter().map(|file| view! { <li>{file}</li> }).collect_view();
    (!files.is_empty()).then(|| {
        view! {
            <ui::Section title=t.aside>
                <p>{t.aside_text}</p>
                <div class="prose"><ul>{list}</ul></div>
            </ui::Section>
        }
    })
}
