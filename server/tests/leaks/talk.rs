//! A hidden author adds a photo, and speaks about their note as its author.

use app::{
    comments::api::{AddComment, DeleteComment, EditComment, ReplyComment, TurnComment},
    photos::{api::AddPhotos, testing::jpeg},
};
use chrono::TimeDelta;
use leptos::server_fn::ServerFn;

use super::{Who, story::until};
use crate::{judging::Scene, support::Browser};

/// What the hidden author says, and what their photo shows.
pub const HIDDEN: [&str; 2] = ["Lo digo yo, que escribí la nota", "La hoja de mi cuaderno"];

/// A photo, and a talk of several about it.
pub async fn about(scene: &Scene, who: &Who, note: &str) {
    let app = &scene.app;
    let mut hidden = app.as_person(who.hidden).await;
    let mut newhire = app.sign_in("newhire").await;
    let page = format!("/knowledge/{note}");
    let once = uuid::Uuid::new_v4().to_string();
    let fields = [
        ("_do", AddPhotos::PATH),
        ("_key", ""),
        ("_once", &*once),
        ("id", note),
        ("alt[]", HIDDEN[1]),
    ];
    hidden.post_files(&format!("{page}/edit"), &fields, &[&jpeg(40, 30)]).await.done();

    let asked = begin(scene, &mut newhire, note, "¿Desde cuándo?").await;
    // However long it takes to answer.
    let asked_at = app.services.clock.now();
    if !who.early {
        until(scene, asked_at + TimeDelta::minutes(2));
    }
    let called = app.demo.cast.manager.to_string();
    let reply = [("thread", &*asked), ("body", HIDDEN[0]), ("mentions[]", &*called)];
    hidden.submit::<ReplyComment>(&page, &reply).await.done();
    scene.app.services.clock.advance(TimeDelta::milliseconds(1));
    let turned = [("id", &*asked), ("resolved", "on")];
    hidden.submit::<TurnComment>(&page, &turned).await.done();
    let said = begin(scene, &mut hidden, note, "Esto se dirá de otro modo").await;
    let edit = [("id", &*said), ("revision", "1"), ("body", "Ahora se dice así")];
    hidden.submit::<EditComment>(&page, &edit).await.done();
    let gone = begin(scene, &mut hidden, note, "Se borra").await;
    hidden.submit::<DeleteComment>(&page, &[("id", &*gone)]).await.done();
    until(scene, asked_at + TimeDelta::minutes(5));
}

async fn begin(scene: &Scene, browser: &mut Browser, note: &str, body: &str) -> String {
    let fields = [("kind", "note"), ("id", note), ("part", ""), ("quote", ""), ("body", body)];
    let at = browser.submit::<AddComment>(&format!("/knowledge/{note}"), &fields).await;
    scene.app.services.clock.advance(TimeDelta::milliseconds(1));
    at.location().rsplit_once("comment-").expect("an anchor").1.to_owned()
}
