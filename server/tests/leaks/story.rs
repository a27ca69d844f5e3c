//! A turn of the spiral in which somebody hides at every step where one may, from a note to an
//! offered practice.

use app::{
    archetypes::api::{
        AddInput, AddTrial, CreateArchetype, MakeVersion, ReleaseVersion, SaveArchetype, SavePart,
    },
    concepts::api::AddConcept,
    judging::api::{AddDissent, Decide, TakeBackDissent},
    knowledge::api::{DeleteNote, EchoNote, EditNote, GroupNotes, ShareNote, TakeNoteAway},
    phases::api::MovePhase,
    polls::api::{AnswerPoll, ClosePoll, OpenPoll, SavePoll, ShowPoll},
    practices::api::OfferPractice,
    projector::api::{LetThrough, SetApproval},
};
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use leptos::server_fn::ServerFn;

use super::{SENTINEL, Who, talk};
use crate::{judging::Scene, support::Browser};

/// What is said without a name, and shown to everybody.
pub const HIDDEN: [&str; 3] = [
    "Doy números de papel a escondidas",
    "Me da miedo decirlo con mi nombre",
    "No contaría con este acuerdo",
];

/// The turn half-way.
pub struct Begun {
    /// The pages of what was made.
    pub made: Vec<String>,
    concepts: Vec<String>,
    note: String,
}

/// Notes, and concepts that are made of them.
pub async fn begin(scene: &Scene, who: &Who) -> Begun {
    let app = &scene.app;
    let mut made = Vec::new();
    let mut hidden = app.as_person(who.hidden).await;
    let mut newhire = app.sign_in("newhire").await;
    let mut manager = app.sign_in("manager").await;

    // What is said without a name comes before or after what is said with one: nobody can tell.
    let begun = app.services.clock.now();
    let mut unnamed = None;
    if who.early {
        unnamed = Some(hide(scene, &mut hidden).await);
    }
    until(scene, begun + TimeDelta::minutes(3));
    let named = share(scene, &mut newhire, "Lo digo con mi nombre", 4).await;
    let [note, changed, gone, taken] = match unnamed {
        Some(unnamed) => unnamed,
        None => hide(scene, &mut hidden).await,
    };
    until(scene, begun + TimeDelta::minutes(6));
    let fields = [
        ("id", &*changed),
        ("revision", "1"),
        ("note", HIDDEN[1]),
        ("name_hidden", "on"),
        ("back", "wall"),
        ("kind", "feeling"),
        ("tags", "miedo"),
    ];
    hidden.submit::<EditNote>(&format!("/knowledge/{changed}/edit"), &fields).await.done();
    let fields = [
        ("id", &*named),
        ("revision", "1"),
        ("note", "Lo digo otra vez con mi nombre"),
        ("back", "wall"),
        ("kind", "knowhow"),
    ];
    newhire.submit::<EditNote>(&format!("/knowledge/{named}/edit"), &fields).await.done();
    let fields = [("id", &*gone), ("back", "wall")];
    hidden.submit::<DeleteNote>(&format!("/knowledge/{gone}/edit"), &fields).await.done();
    let fields = [("id", &*taken), ("reason", "Nombra a alguien")];
    manager.submit::<TakeNoteAway>(&format!("/knowledge/{taken}"), &fields).await.done();
    let room = routes_of(scene);
    newhire.submit::<EchoNote>(&room, &[("id", &note), ("too", "on")]).await.done();
    hidden.submit::<EchoNote>(&room, &[("id", &named), ("too", "on")]).await.done();
    let session = app.demo.calendar.today.to_string();
    let mut facilitator = app.sign_in("instructor").await;
    let theme = [("session", session.as_str()), ("title", "Papel")];
    facilitator.submit::<GroupNotes>(&format!("{room}/themes"), &theme).await.done();
    facilitator
        .submit::<SetApproval>(&format!("{room}/roster"), &[("session", &*session), ("on", "on")])
        .await
        .done();
    let waiting = facilitator.get(&format!("{room}/roster")).await.value("seen[]");
    let through = [("session", &*session), ("seen[]", &*waiting)];
    facilitator.submit::<LetThrough>(&format!("{room}/roster"), &through).await.done();
    made.push(Box::pin(poll(scene, who, &mut facilitator)).await);
    Box::pin(talk::about(scene, who, &note)).await;
    made.push("/knowledge/reviews".into());
    for id in [&note, &changed, &gone, &taken, &named] {
        for page in ["", "/edit", "/versions/1"] {
            made.push(format!("/knowledge/{id}{page}"));
        }
        made.push(format!("/reviews/note/{id}"));
        made.push(format!("/provenance/note/{id}"));
        made.push(format!("/programmes/{}/concepts/new?note={id}", scene.programme));
    }

    go_on(scene, &mut manager, "1", "2").await;
    let mut concepts = Vec::new();
    for title in ["La cola se ve", "Nadie adivina su turno", "El papel habla"] {
        let page = format!("/programmes/{}/concepts/new?note={note}", scene.programme);
        let fields = [
            ("programme", &*scene.programme),
            ("title", title),
            ("statement", "Quien ve su turno espera mejor"),
            ("method", "induction"),
            ("sources[]", &*note),
            ("sources[]", &*changed),
        ];
        let concept = newhire.submit::<AddConcept>(&page, &fields).await.done();
        pass(scene);
        for end in ["", "/edit", "/split", "/versions/1"] {
            made.push(format!("{concept}{end}"));
        }
        concepts.push(last(&concept));
    }
    for page in ["provenance", "reviews"] {
        made.extend(concepts.iter().map(|id| format!("/{page}/concept/{id}")));
    }
    Begun { made, concepts, note }
}

/// What becomes of them; answers the pages of what was made.
pub async fn finish(scene: &Scene, who: &Who, begun: Begun) -> Vec<String> {
    let Begun { concepts, note, .. } = begun;
    let mut newhire = scene.app.sign_in("newhire").await;
    let mut manager = scene.app.sign_in("manager").await;
    go_on(scene, &mut manager, "2", "3").await;
    Box::pin(justify(scene, who, &mut manager, &concepts)).await;
    go_on(scene, &mut manager, "3", "4").await;
    Box::pin(build(scene, &mut manager, &mut newhire, &concepts[0], &note)).await
}

/// Two polls, answered by five of whom two think differently, and shown to all; a third is prepared.
/// Answers the page of that one.
async fn poll(scene: &Scene, who: &Who, facilitator: &mut Browser) -> String {
    let app = &scene.app;
    let session = app.demo.calendar.today.to_string();
    let manage = format!("/sessions/{session}/polls");
    for (kind, answers) in [("one", ["0", "1"]), ("words", ["miedo", "calma"])] {
        let fields = [
            ("session", &*session),
            ("kind", kind),
            ("question", "¿Qué te frena?"),
            ("options", "El tiempo\r\nEl miedo"),
        ];
        let new = format!("{manage}/new?kind={kind}");
        let saved = facilitator.submit::<SavePoll>(&new, &fields).await;
        let id = saved.location().rsplit_once("poll-").expect("an anchor").1.to_owned();
        facilitator.submit::<OpenPoll>(&manage, &[("id", &id)]).await.done();
        let mut people = [(who.high, answers[0]), (who.low, answers[1])];
        people.sort_by_key(|(person, _)| *person);
        let cast = &app.demo.cast;
        let others = [who.hidden, cast.newhire, cast.manager].map(|person| (person, answers[0]));
        for (person, answer) in people.into_iter().chain(others) {
            let mut browser = app.as_person(person).await;
            let fields = [("id", &*id), ("choice", answer), ("words", answer)];
            browser.submit::<AnswerPoll>(&routes_of(scene), &fields).await.done();
        }
        facilitator.submit::<ClosePoll>(&manage, &[("id", &id)]).await.done();
        facilitator.submit::<ShowPoll>(&manage, &[("id", &id), ("shown", "on")]).await.done();
    }
    let fields = [("session", &*session), ("kind", "words"), ("question", "¿Qué falta?")];
    let saved = facilitator.submit::<SavePoll>(&format!("{manage}/new"), &fields).await;
    format!("/polls/{}/edit", saved.location().rsplit_once("poll-").expect("an anchor").1)
}

fn routes_of(scene: &Scene) -> String {
    app::routes::session(scene.app.demo.calendar.today)
}

fn last(path: &str) -> String {
    path.rsplit('/').next().expect("an id").to_owned()
}

async fn hide(scene: &Scene, hidden: &mut Browser) -> [String; 4] {
    [
        share(scene, hidden, HIDDEN[0], 1).await,
        share(scene, hidden, "Se dirá de otro modo", 2).await,
        share(scene, hidden, "Se borra sin dejar rastro", 3).await,
        share(scene, hidden, "Nombra a una paciente", 5).await,
    ]
}

/// A note without a name; the newcomer's has one. Its id is the same in both worlds: it decides
/// about the order.
async fn share(scene: &Scene, browser: &mut Browser, text: &str, number: u8) -> String {
    let id = format!("6fa459ea-ee8a-4ca4-894e-db77e160355{number}");
    let session = scene.app.demo.calendar.today.to_string();
    let mut fields = vec![
        ("session", session.as_str()),
        ("note", text),
        ("kind", "knowhow"),
        ("tags", "papel, turno tarde"),
        ("step", "Llamar"),
        ("note_id", &*id),
    ];
    if !text.contains("con mi nombre") || text == HIDDEN[1] {
        fields.push(("name_hidden", "on"));
    }
    let shared = browser.submit::<ShareNote>(&routes_of(scene), &fields).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.text);
    pass(scene);
    shared.location().split("#note-").nth(1).expect("a note").to_owned()
}

/// A moment goes by: what is made in one and the same stands in the order of chance.
fn pass(scene: &Scene) {
    scene.app.services.clock.advance(TimeDelta::milliseconds(1));
}

/// Waits until then.
pub fn until(scene: &Scene, moment: DateTime<Utc>) {
    let clock = &scene.app.services.clock;
    clock.advance(moment - clock.now());
}

async fn go_on(scene: &Scene, manager: &mut Browser, from: &str, to: &str) {
    let page = scene.page("phase");
    let once = uuid::Uuid::new_v4().to_string();
    let fields = [
        ("_do", MovePhase::PATH),
        ("_key", "on"),
        ("_once", &once),
        ("programme", &scene.programme),
        ("from", from),
        ("to", to),
        ("reason", "Seguimos"),
    ];
    manager.post_form(&page, &fields).await.done();
}

/// Judged by four, two of them not to be told apart; revealed, decided on, objected to.
async fn justify(scene: &Scene, who: &Who, manager: &mut Browser, concepts: &[String]) {
    scene.open_round().await;
    for account in ["newhire", "instructor"] {
        let mut browser = scene.app.sign_in(account).await;
        for place in 1..=concepts.len() {
            scene.judge(&mut browser, place, ["900", "4"]).await.done();
        }
    }
    // In a fixed order, whatever they think.
    let mut both = [(who.high, [SENTINEL, "5"]), (who.low, ["12", "1"])];
    both.sort_by_key(|(person, _)| *person);
    for (person, values) in both {
        let mut browser = scene.app.as_person(person).await;
        for place in 1..=concepts.len() {
            scene.judge(&mut browser, place, values).await.done();
        }
    }
    scene.reveal().await;
    let owner = scene.app.demo.cast.newhire.to_string();
    for concept in &concepts[..2] {
        let decision = [
            ("concept", concept.as_str()),
            ("revision", "1"),
            ("after", "0"),
            ("verdict", "accept"),
            ("options", "Todo o nada"),
            ("reasons", "Conviene"),
            ("owner", &*owner),
            ("review_on", "2026-06-01"),
        ];
        manager.submit::<Decide>(&scene.page("decisions"), &decision).await.done();
    }
    let mut hidden = scene.app.as_person(who.hidden).await;
    let decision = hidden.get(&scene.page("decisions")).await.value("decision");
    let fields = [("decision", &*decision), ("dissent", HIDDEN[2]), ("name_hidden", "on")];
    hidden.submit::<AddDissent>(&scene.page("decisions"), &fields).await.done();
    // Taken back and said again: a number tells of it.
    let taken_back = [("decision", &*decision)];
    hidden.submit::<TakeBackDissent>(&scene.page("decisions"), &taken_back).await.done();
    hidden.submit::<AddDissent>(&scene.page("decisions"), &fields).await.done();
}

/// An archetype of the concept and the hidden note, tried, released and offered.
async fn build(
    scene: &Scene,
    manager: &mut Browser,
    newhire: &mut Browser,
    concept: &str,
    note: &str,
) -> Vec<String> {
    let page = scene.page("archetypes");
    let programme = ("programme", &*scene.programme);
    let fields = [programme, ("name", "Cola por colores"), ("concepts[]", concept)];
    pass(scene);
    let one = manager.submit::<CreateArchetype>(&page, &fields).await.done();
    let id = last(&one);
    let about = ("id", &*id);
    let fields = [
        about,
        ("revision", "1"),
        ("name", "Cola por colores"),
        ("concepts[]", concept),
        ("notes[]", note),
    ];
    manager.submit::<SaveArchetype>(&format!("{one}/edit"), &fields).await.done();
    let fields = [about, ("part", "steps"), ("revision", "0"), ("text", "Uno y dos")];
    newhire.submit::<SavePart>(&format!("{one}/edit/steps"), &fields).await.done();
    let fields = [about, ("part", "risks"), ("input", "Se gasta la pintura")];
    newhire.submit::<AddInput>(&one, &fields).await.done();
    manager.submit::<MakeVersion>(&one, &[about, ("summary", "")]).await.done();
    let version = format!("{one}/versions/1");
    let number = ("number", "1");
    let mut trial = vec![about, number, ("branch", ""), ("place", "Turno tarde")];
    trial.extend([("held_on", "2026-03-04"), ("measured", "Espera"), ("result", "18")]);
    trial.push(("to_change", ""));
    newhire.submit::<AddTrial>(&version, &trial).await.done();
    manager.submit::<ReleaseVersion>(&version, &[about, number]).await.done();
    go_on(scene, manager, "4", "5").await;
    let release = format!("{id}:1");
    let fields = [
        programme,
        ("release", &*release),
        ("target", "supplier"),
        ("name", "Laboratorio Luna"),
        ("reason", "Nos manda gente"),
        ("moved_on", "2026-03-04"),
    ];
    pass(scene);
    let practice = manager.submit::<OfferPractice>(&scene.page("practices"), &fields).await.done();
    pass(scene);
    // It comes to the north as well, whose people have no part in the programme.
    let north = format!("branch:{}", scene.app.demo.cast.north);
    let mut there = fields.to_vec();
    there[2].1 = &north;
    there[3].1 = "";
    let came = manager.submit::<OfferPractice>(&scene.page("practices"), &there).await.done();
    pass(scene);
    let mut made = vec![
        came.clone(),
        format!("/provenance/practice/{}", last(&came)),
        one.clone(),
        version,
        format!("{one}/edit"),
        format!("{one}/edit/steps"),
        format!("{one}/edit/steps/1"),
        format!("{one}/changes?from=1"),
        format!("{one}/handout?version=1"),
        format!("/export{one}.md?version=1"),
        format!("/provenance/archetype/{id}"),
        practice.clone(),
        format!("{practice}/handout"),
        scene.page("carry-in"),
        format!("/export/programmes/{}.zip", scene.programme),
        format!("/provenance/practice/{}", last(&practice)),
    ];
    for page in ["concepts", "archetypes", "practices"] {
        made.push(scene.page(page));
    }
    made.push(format!("/knowledge?programme={}", scene.programme));
    made.push(format!("/programmes/new?copy={}&turn=next", scene.programme));
    made
}
