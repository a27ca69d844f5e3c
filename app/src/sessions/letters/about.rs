//! What a letter says of a session.

use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::Content,
    routes,
    sessions::{
        Session,
        saying::{self, Span},
        store,
        texts::letters::Words,
        zones,
    },
    ui::dates,
    visits,
};

/// A session with the names that a letter needs.
#[derive(Clone, Debug)]
pub struct About {
    pub session: Session,
    /// The branch and its address.
    branch: Option<(String, String)>,
    facilitators: Vec<String>,
    programme: Option<String>,
    /// It is a visit to the branch.
    pub visit: bool,
}

impl About {
    pub async fn of(tx: &mut Tx, session: &Session) -> Result<About> {
        let mut found = store::facilitators(tx, &[session.id]).await?;
        let facilitators = found.remove(&session.id).unwrap_or_default();
        let programme = store::programme_line(tx, session.id).await?;
        Ok(About {
            session: session.clone(),
            branch: store::branch_and_address(tx, session).await?,
            facilitators: facilitators.into_iter().map(|person| person.name).collect(),
            programme: programme.map(|programme| programme.name),
            visit: visits::store::is_visit(tx, session.id).await?,
        })
    }

    /// What it is called, and what is said of it, in a language.
    pub fn words(&self, lang: Lang) -> &'static Words {
        if self.visit { Words::of_visit(lang) } else { Words::of(lang) }
    }

    /// A letter with what became of the session, these paragraphs, and the facts of it.
    pub fn content(&self, lang: Lang, what: &str, lines: &[&'static str]) -> Content {
        let t = self.words(lang);
        let start = zones::in_zone(self.session.starts_at, &self.session.time_zone);
        let day = dates::day(lang, start.date());
        let mut facts = vec![
            (t.when.to_owned(), self.when(lang)),
            (t.topic.to_owned(), self.session.topic.clone()),
            (t.place.to_owned(), self.place(lang)),
        ];
        if !self.session.link.is_empty() {
            facts.push((t.link.to_owned(), self.session.link.clone()));
        }
        if !self.facilitators.is_empty() {
            facts.push((t.with.to_owned(), self.facilitators.join(", ")));
        }
        if let Some(programme) = &self.programme {
            facts.push((t.programme.to_owned(), programme.clone()));
        }
        let which = format!("{} · {day}, {}", self.session.topic, dates::time(start.time()));
        Content {
            subject: format!("{what}: {which}"),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            facts,
            link: Some((t.see.to_owned(), self.path())),
            in_short: Some((what.to_owned(), which)),
        }
    }

    fn path(&self) -> String {
        let id = self.session.id;
        if self.visit { routes::visit(id) } else { routes::session(id) }
    }

    /// Day and hours on the clocks of the place, with its name: who reads it may be elsewhere.
    pub fn when(&self, lang: Lang) -> String {
        let Session { starts_at, ends_at, time_zone, .. } = &self.session;
        Span { starts_at: *starts_at, ends_at: *ends_at, zone: time_zone }.when(lang)
    }

    fn place(&self, lang: Lang) -> String {
        let (branch, address) = self.branch.clone().unwrap_or_default();
        match saying::place([&branch, &self.session.room, &address], " · ") {
            place if place.is_empty() => Words::of(lang).online.to_owned(),
            place => place,
        }
    }

    fn with(&self, lang: Lang) -> String {
        if self.facilitators.is_empty() {
            Words::of(lang).nobody.to_owned()
        } else {
            self.facilitators.join(", ")
        }
    }

    /// The same, with those who lead another state of it.
    pub fn led_by(&self, other: &About) -> About {
        About { facilitators: other.facilitators.clone(), ..self.clone() }
    }

    /// Somebody led it, and now it is not the same people.
    pub fn is_led_by_others(&self, now: &About) -> bool {
        !self.facilitators.is_empty() && self.facilitators != now.facilitators
    }

    /// A letter about it that also says who led it before.
    pub fn in_place_of(&self, before: &About, lang: Lang, mut content: Content) -> Content {
        let t = self.words(lang);
        let with = content.facts.iter_mut().filter(|(label, _)| label == t.with);
        with.for_each(|(_, who)| *who = (t.was)(who, &before.with(lang)));
        content
    }

    /// What one would have to know that is different from before: topic, time, place, link, who leads
    /// it.
    pub fn differences<'a>(
        &'a self,
        before: &'a About,
    ) -> impl Fn(Lang) -> Vec<(String, String)> + Sync + 'a {
        move |lang| {
            let t = self.words(lang);
            let link = |about: &About| match about.session.link.as_str() {
                "" => "—".to_owned(),
                link => link.to_owned(),
            };
            let topic = |about: &About| about.session.topic.clone();
            [
                (t.topic, topic(self), topic(before)),
                (t.when, self.when(lang), before.when(lang)),
                (t.place, self.place(lang), before.place(lang)),
                (t.link, link(self), link(before)),
                (t.with, self.with(lang), before.with(lang)),
            ]
            .into_iter()
            .filter(|(_, now, before)| now != before)
            .map(|(label, now, before)| (label.to_owned(), (t.was)(&now, &before)))
            .collect()
        }
    }
}
