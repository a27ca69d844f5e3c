//! Photos of notes as people send and see them.

use app::{
    knowledge::{
        self, NoteId,
        api::{DeleteNote, EditNote, ShareNote, TakeNoteAway},
        draft::Draft,
        store::NewNote,
    },
    photos::{
        self, Photo,
        api::AddPhotos,
        rules::LARGEST,
        testing::{arrived, from_a_phone, jpeg},
    },
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use crate::support::{Answer, Browser, TestApp};

/// The photos of a note, whoever sees it.
async fn photos_of(app: &TestApp, note: NoteId) -> Vec<Photo> {
    let mut tx = app.services.db.read().await.expect("a look");
    let wall = knowledge::store::wall(&mut tx, app.demo.calendar.today, None, 50).await;
    let found = wall.expect("a wall").into_iter().find(|other| other.id == note);
    found.map(|found| found.photos).unwrap_or_default()
}

/// The note that was shared last.
async fn last_note(app: &TestApp) -> Option<NoteId> {
    let mut tx = app.services.db.read().await.expect("a look");
    let wall = knowledge::store::wall(&mut tx, app.demo.calendar.today, None, 1).await;
    wall.expect("a wall").first().map(|note| note.id)
}

/// Shares a note as the form does where JavaScript is off.
async fn share(app: &TestApp, browser: &mut Browser, text: &str, files: &[&[u8]]) -> Answer {
    let session = app.demo.calendar.today;
    let (once, session) = (Uuid::new_v4().to_string(), session.to_string());
    let fields = [
        ("_do", ShareNote::PATH),
        ("_key", ""),
        ("_once", &once),
        ("session", &session),
        ("note", text),
        ("kind", "experience"),
        ("alt[]", "Una hoja con tachones"),
    ];
    browser.post_files(&format!("/sessions/{session}"), &fields, files).await
}

#[tokio::test]
async fn a_note_and_its_photos_arrive_together_without_javascript() {
    let app = TestApp::start().await;
    let mut ana = app.sign_in("employee").await;
    let (first, second) = (from_a_phone(2_000, 1_000), jpeg(300, 200));
    let answer = share(&app, &mut ana, "La hoja de Sonia", &[&first, &second]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let note = last_note(&app).await.expect("a note");
    let photos = photos_of(&app, note).await;
    assert_eq!(photos.len(), 2);
    assert_eq!((photos[0].width, photos[0].height), (800, 1_600));

    // On the wall, on its page and on the projector, with what they show.
    let mut colleague = app.sign_in("newhire").await;
    let small = format!("/photos/{}/small", photos[0].id);
    let session = app.demo.calendar.today;
    let wall = colleague.get(&format!("/sessions/{session}")).await;
    assert!(wall.text.contains(&small) && wall.text.contains("alt=\"Una hoja con tachones\""));
    let page = colleague.get(&format!("/knowledge/{note}")).await;
    assert!(page.text.contains(&format!("/photos/{}/large", photos[1].id)));
    let mut instructor = app.sign_in("instructor").await;
    let screen = instructor.get(&format!("/sessions/{session}/screen")).await;
    assert!(screen.text.contains(&small));
    // Not in the results of a search.
    let found = colleague.get("/knowledge?q=Sonia").await;
    assert!(found.text.contains("Sonia") && !found.text.contains("/photos/"));
}

#[tokio::test]
async fn a_picture_is_for_those_who_see_its_note() {
    let app = TestApp::start().await;
    // In a session for the people of customer service.
    let (session, author) = (app.demo.calendar.of_2022[11], app.demo.cast.newhire);
    let (id, draft) = (NoteId::new(), Draft::of("Con nombre oculto").expect("a draft"));
    let mut tx = app.services.db.write().await.expect("a transaction");
    let sequence = knowledge::store::next_sequence(&mut tx, session).await.expect("a number");
    let note = NewNote {
        id,
        session,
        author,
        name_hidden: true,
        draft: &draft,
        sequence,
        at: app.services.clock.now(),
    };
    knowledge::store::add(&mut tx, note).await.expect("a note");
    photos::put(&mut tx, id, &[arrived("")]).await.expect("a photo");
    let wall = knowledge::store::wall(&mut tx, session, None, 1).await.expect("a wall");
    tx.commit().await.expect("a commit");
    let address = format!("/photos/{}/large", wall[0].photos[0].id);

    let mut author = app.sign_in("newhire").await;
    let picture = author.get(&address).await;
    assert_eq!(picture.status, StatusCode::OK);
    assert_eq!(picture.header("content-type"), "image/jpeg");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert!(picture.header("content-security-policy").starts_with("default-src 'none'"));
    assert!(picture.header("cache-control").starts_with("private"));
    assert_eq!(picture.header("vary"), "cookie");
    let names = ["Diego", "Rojas", &app.demo.cast.newhire.to_string(), &id.to_string()];
    for (name, value) in &picture.headers {
        let value = value.to_str().unwrap_or_default();
        assert!(names.iter().all(|hidden| !value.contains(*hidden)), "{name}: {value}");
    }
    let tag = picture.header("etag").to_owned();
    let mut again = app.sign_in("newhire").await.saying("if-none-match", &tag);
    assert_eq!(again.get(&address).await.status, StatusCode::NOT_MODIFIED);

    for (account, status) in [
        ("employee", StatusCode::NOT_FOUND),
        ("instructor", StatusCode::OK),
        ("hr", StatusCode::OK),
    ] {
        let mut browser = app.sign_in(account).await.saying("if-none-match", &tag);
        let answer = browser.get(&address).await.status;
        let seen = if answer == StatusCode::NOT_MODIFIED { StatusCode::OK } else { answer };
        assert_eq!(seen, status, "{account}");
    }
    assert_eq!(app.browser().get(&address).await.status, StatusCode::UNAUTHORIZED);
    for wrong in ["/photos/x/large", "/photos/0/huge", &address.replace("large", "huge")] {
        assert_eq!(author.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }

    // Taken away, it is given to its author and to those who decide about it, and to nobody else.
    let page = format!("/knowledge/{id}");
    let words = "Con nombre oculto";
    let reading = [("employee", StatusCode::NOT_FOUND), ("hr", StatusCode::OK)];
    let fields = [("id", &*id.to_string()), ("reason", "Se ve un DNI")];
    let mut admin = app.sign_in("admin").await;
    let unsaid = [("id", &*id.to_string()), ("reason", "")];
    let refused = admin.submit::<TakeNoteAway>(&page, &unsaid).await;
    assert!(refused.text.contains("Say why you take it away"), "{}", refused.text);
    admin.submit::<TakeNoteAway>(&page, &fields).await.done();
    for (account, status) in
        [("instructor", StatusCode::OK), ("newhire", StatusCode::OK)].into_iter().chain(reading)
    {
        let mut browser = app.sign_in(account).await;
        for address in [&address, &page] {
            let answer = browser.get(address).await;
            assert_eq!(answer.status, status, "{account} {address}");
        }
        let room = browser.get(&format!("/sessions/{session}")).await;
        let found = browser.get("/knowledge?q=oculto").await;
        assert!(!room.text.contains(words) && !found.text.contains(words), "{account}");
    }
    let told = author.get(&page).await;
    assert!(told.text.contains("Se ve un DNI") && told.text.contains(words));

    let fields = [("id", id.to_string()), ("back", String::new())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let gone = author.submit::<DeleteNote>(&format!("/knowledge/{id}"), &fields).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(author.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_kept_comes_back_with_the_text() {
    let app = TestApp::start().await;
    let mut ana = app.sign_in("employee").await;
    let before = last_note(&app).await;
    let small = jpeg(30, 20);
    let large = [&small[..], &vec![0; LARGEST]].concat();
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let cases: [(&[&[u8]], &str); 6] = [
        (&[&large], "larger than 5 MB"),
        (&[b"GIF89a not a photo"], "not a JPEG, PNG or WebP picture"),
        (&[&small, &heic], "Photo 2: This photo is in the HEIC format"),
        (&[&small[..200]], "damaged"),
        (&[&small, &small, &small, &small, &small], "at most four photos"),
        (&[&large, &large, &large, &large, &large, &large], "at most four photos"),
    ];
    for (files, message) in cases {
        let answer = share(&app, &mut ana, "Un texto que no se pierde", files).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{message}");
        assert!(answer.text.contains(message), "{message}");
        assert!(answer.text.contains("id=\"f-photos-problem\""), "{message}");
        assert!(answer.element("textarea").contains("Un texto que no se pierde"), "{message}");
    }
    // The text is wrong: whoever chose photos has to choose them again, and is told so.
    let answer = share(&app, &mut ana, " ", &[&small]).await;
    assert!(
        answer.text.contains("Write your note") && answer.text.contains("Choose the photos again")
    );
    assert_eq!(last_note(&app).await, before);

    // Signed out meanwhile: what was written waits, and no file is read.
    let mut nobody = app.browser();
    let answer = share(&app, &mut nobody, "Un texto que no se pierde", &[&small]).await;
    assert!(answer.text.contains("Un texto que no se pierde"), "{}", answer.status);
}

#[tokio::test]
async fn photos_follow_their_note_once_however_often_they_are_sent() {
    let app = TestApp::start().await;
    let mut ana = app.sign_in("employee").await;
    let (note, session) = (Uuid::new_v4().to_string(), app.demo.calendar.today.to_string());
    let photo = jpeg(40, 30);
    let fields = [("id", note.as_str()), ("alt[]", "Una hoja")];
    let mut following =
        app.sign_in("employee").await.saying("idempotency-key", &Uuid::new_v4().to_string());
    // Before its note the photo finds nothing.
    let early = following.post_files(AddPhotos::PATH, &fields, &[&photo]).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND);
    let text = [("session", session.as_str()), ("note", "Primero el texto"), ("note_id", &note)];
    let shared = ana.submit::<ShareNote>(&format!("/sessions/{session}"), &text).await;
    assert!(shared.location().ends_with(&format!("#note-{note}")), "{}", shared.location());
    for _ in 0..2 {
        let answer = following.post_files(AddPhotos::PATH, &fields, &[&photo]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }
    let id: NoteId = note.parse().expect("an id");
    let photos = photos_of(&app, id).await;
    assert_eq!((photos.len(), photos[0].alt.as_str()), (1, "Una hoja"));

    // Nobody else adds or removes; no photo at all is a message.
    let mut colleague = app.sign_in("newhire").await;
    let strange = colleague.post_files(AddPhotos::PATH, &fields, &[&photo]).await;
    assert_eq!(strange.status, StatusCode::FORBIDDEN);
    let photo_id = photos[0].id.to_string();
    let page = format!("/knowledge/{note}/edit");
    let away = format!("away-{photo_id}");
    let remove = [
        ("id", note.as_str()),
        ("revision", "2"),
        ("note", "Otro texto, y sin foto"),
        ("back", ""),
        ("kept[]", &photo_id),
        (&away, "on"),
    ];
    let strange = colleague.submit::<EditNote>(&page, &remove).await;
    assert_eq!(strange.status, StatusCode::FORBIDDEN);
    let none = ana.post_files(AddPhotos::PATH, &fields, &[]).await;
    assert!(none.text.contains("Choose a photo"), "{}", none.status);
    let gone = ana.submit::<EditNote>(&page, &remove).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert!(photos_of(&app, id).await.is_empty());
    let text = ana.get(&format!("/knowledge/{note}")).await.text;
    assert!(text.contains("Otro texto, y sin foto"));
    // What is changed of the text and a photo that is added are saved together.
    let mut tx = app.services.db.read().await.expect("a look");
    let wall = knowledge::store::wall(&mut tx, app.demo.calendar.today, None, 50).await;
    let revision =
        wall.expect("a wall").into_iter().find(|other| other.id == id).expect("it").revision;
    drop(tx);
    let (revision, changed) = (revision.to_string(), "Los dos juntos");
    let fields = [("id", note.as_str()), ("revision", &revision), ("note", changed), ("back", "")];
    ana.post_files(EditNote::PATH, &fields, &[&photo]).await;
    assert_eq!(photos_of(&app, id).await.len(), 1);
    assert!(ana.get(&format!("/knowledge/{note}")).await.text.contains(changed));
}
