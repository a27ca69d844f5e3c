use uuid::Uuid;

use chrono::{Datelike, Weekday};

use super::*;

const LIMA: &str = "America/Lima";

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(n: u128) -> PersonId {
    PersonId::from(Uuid::from_u128(n))
}

fn place(n: u128) -> BranchId {
    BranchId::from(Uuid::from_u128(n))
}

fn three() -> [Wanted; 3] {
    [1, 2, 3].map(|number| Wanted {
        number,
        starts_at_minute: 540,
        minutes: 180,
        ..Wanted::default()
    })
}

/// They all work where the day is.
fn team<const N: usize>(ids: [u128; N]) -> [Teacher; N] {
    ids.map(|n| Teacher { id: person(n), way: Way::Base })
}

fn here(instructors: &[Teacher]) -> Place<'_> {
    Place { branch: place(1), zone: LIMA, open: None, instructors }
}

fn around<'a>(from: &str, places: &'a [Place<'a>], busy: &'a [Busy]) -> Around<'a> {
    Around {
        places,
        from: on(from),
        in_time: on(from) + Days::new(10),
        weekdays: HashMap::new(),
        busy,
        own: &[],
        now: "2026-03-02T12:00:00Z".parse().unwrap(),
    }
}

fn busy(who: u128, from: &str, to: &str, at: Option<u128>) -> Busy {
    let moment = |text: &str| format!("{text}:00Z").parse().unwrap();
    let (starts_at, ends_at) = (moment(from), moment(to));
    let what = if at.is_some() { Held::Day } else { Held::Session };
    Busy { person: person(who), starts_at, ends_at, together_at: at.map(place), what }
}

fn told(slots: &[Option<Slot>]) -> Vec<(String, PersonId)> {
    slots.iter().flatten().map(|slot| (slot.on.to_string(), slot.instructor)).collect()
}

#[test]
fn days_follow_one_another_around_weekends_and_closed_days() {
    // Thursday 5 March 2026; Monday is a holiday there.
    let team = team([1]);
    let open = |day: NaiveDate| day != on("2026-03-09");
    let places = [Place { open: Some(&open), ..here(&team) }];
    let slots = propose(&around("2026-03-05", &places, &[]), &three());
    let days: Vec<_> = told(&slots).into_iter().map(|(day, _)| day).collect();
    assert_eq!(days, ["2026-03-05", "2026-03-06", "2026-03-10"]);
    // Nine o'clock in Lima.
    assert_eq!(slots[0].as_ref().unwrap().starts_at.to_rfc3339(), "2026-03-05T14:00:00+00:00");
}

#[test]
fn over_the_end_of_the_year_and_the_leap_day() {
    let team = team([1]);
    let places = [here(&team)];
    let slots = propose(&around("2027-12-30", &places, &[]), &three());
    let days: Vec<_> = told(&slots).into_iter().map(|(day, _)| day).collect();
    assert_eq!(days, ["2027-12-30", "2027-12-31", "2028-01-03"]);
    let slots = propose(&around("2028-02-28", &places, &[]), &three());
    assert_eq!(told(&slots)[1].0, "2028-02-29");
}

#[test]
fn whoever_facilitates_or_is_elsewhere_is_not_asked() {
    let team = team([1, 2]);
    let places = [here(&team)];
    let taken = [
        busy(1, "2026-03-04T15:00", "2026-03-04T16:00", None), // a session
        busy(1, "2026-03-05T14:00", "2026-03-05T17:00", Some(2)), // a day elsewhere
        busy(2, "2026-03-06T14:00", "2026-03-06T17:00", None),
    ];
    let slots = propose(&around("2026-03-04", &places, &taken), &three());
    assert_eq!(
        told(&slots),
        [
            ("2026-03-04".to_owned(), person(2)),
            ("2026-03-05".to_owned(), person(2)),
            ("2026-03-06".to_owned(), person(1)),
        ]
    );
}

#[test]
fn no_day_comes_while_the_person_sits_in_with_somebody() {
    let team = team([1]);
    let places = [here(&team)];
    let moment = |text: &str| format!("{text}:00Z").parse().unwrap();
    // The end of the first day, and what only touches the second.
    let own = [
        (moment("2026-03-04T16:30"), moment("2026-03-04T18:00")),
        (moment("2026-03-05T17:00"), moment("2026-03-05T18:00")),
    ];
    let around = Around { own: &own, ..around("2026-03-04", &places, &[]) };
    let days: Vec<_> = told(&propose(&around, &three())).into_iter().map(|(day, _)| day).collect();
    assert_eq!(days, ["2026-03-05", "2026-03-06", "2026-03-09"]);
}

#[test]
fn people_of_one_branch_learn_together() {
    let team = team([1, 2]);
    let places = [here(&team)];
    let taken = [busy(2, "2026-03-04T14:00", "2026-03-04T17:00", Some(1))];
    let slots = propose(&around("2026-03-04", &places, &taken), &three());
    assert_eq!(told(&slots)[0].1, person(2));
    // And stay with the instructor they know.
    assert_eq!(told(&slots)[1].1, person(2));
}

#[test]
fn without_an_instructor_there_is_no_day() {
    assert_eq!(propose(&around("2026-03-04", &[here(&[])], &[]), &three()), [None, None, None]);
}

#[test]
fn a_morning_that_has_begun_is_not_proposed() {
    let team = team([1]);
    let places = [here(&team)];
    let mut around = around("2026-03-02", &places, &[]);
    around.now = "2026-03-02T14:00:00Z".parse().unwrap();
    assert_eq!(told(&propose(&around, &three()))[0].0, "2026-03-03");
}

#[test]
fn a_branch_is_asked_on_its_opening_mornings_only() {
    let team = team([1]);
    let places = [here(&team)];
    let tuesdays = |on: NaiveDate| on.weekday() == Weekday::Tue;
    let places = places.map(|place| Place { open: Some(&tuesdays), ..place });
    let slots = propose(&around("2026-03-02", &places, &[]), &three());
    let days: Vec<_> = told(&slots).into_iter().map(|(day, _)| day).collect();
    assert_eq!(days, ["2026-03-03", "2026-03-10", "2026-03-17"]);
}

#[test]
fn whoever_works_on_some_days_of_the_week_is_asked_on_those() {
    let team = team([1]);
    let places = [here(&team)];
    let mut around = around("2026-03-02", &places, &[]);
    let wednesdays = Weekdays::read(&["3".to_owned()]).unwrap();
    around.weekdays.insert(person(1), wednesdays);
    let slots = propose(&around, &three());
    let days: Vec<_> = told(&slots).into_iter().map(|(day, _)| day).collect();
    assert_eq!(days, ["2026-03-04", "2026-03-11", "2026-03-18"]);
    // Somebody else has the other days.
    let both = super::tests::team([1, 2]);
    let places = [here(&both)];
    let around = Around { places: &places, ..around };
    let slots = propose(&around, &three());
    assert_eq!(
        told(&slots),
        [
            ("2026-03-02".to_owned(), person(2)),
            ("2026-03-03".to_owned(), person(2)),
            ("2026-03-04".to_owned(), person(2)),
        ]
    );
}

/// No proposal breaks a hard rule, whatever the team, its days and its ways are.
#[test]
fn no_proposal_breaks_a_hard_rule() {
    let mut seed = 7u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % below
    };
    let mut found = 0;
    for _ in 0..500 {
        let mut ways = |n: u128| {
            let way = [Way::Base, Way::Minutes(20), Way::Minutes(200), Way::Unknown];
            Teacher { id: person(n), way: way[next(4) as usize] }
        };
        let (own, there) = ([1, 2, 3].map(&mut ways), [2, 3].map(&mut ways));
        let mut taken = Vec::new();
        for _ in 0..next(16) {
            let start = on("2026-03-02") + Days::new(next(12));
            let start = start.and_hms_opt(12 + next(8) as u32, 0, 0).unwrap().and_utc();
            let (together_at, what) = [
                (None, Held::Session),
                (None, Held::Absence),
                (Some(place(1)), Held::Visit),
                (Some(place(2)), Held::Day),
                (Some(place(3)), Held::Visit),
            ][next(5) as usize];
            let person = person(1 + u128::from(next(3)));
            let ends_at = start + TimeDelta::hours(1 + next(3) as i64);
            taken.push(Busy { person, starts_at: start, ends_at, together_at, what });
        }
        let blocked = on("2026-03-02") + Days::new(next(8));
        let open = move |on: NaiveDate| on != blocked;
        let other = Place { branch: place(2), ..here(&there) };
        let places = [Place { open: Some(&open), ..here(&own) }, other];
        let mut around = around("2026-03-02", &places, &taken);
        let bits: Vec<String> =
            (1..=5).filter(|_| next(3) > 0).map(|n: u64| n.to_string()).collect();
        if let Some(days) = Weekdays::read(&bits) {
            around.weekdays.insert(person(2), days);
        }
        let slots = propose(&around, &three());
        for slot in slots.iter().flatten() {
            found += 1;
            assert!(slot.on.weekday().num_days_from_monday() < 5 && slot.starts_at > around.now);
            assert!(slot.branch != place(1) || slot.on != blocked);
            assert!(around.weekdays.get(&slot.instructor).is_none_or(|days| days.on(slot.on)));
            let own = taken.iter().filter(|busy| busy.person == slot.instructor);
            // In two places neither at once nor in one morning.
            let noon = slot.on.and_hms_opt(18, 0, 0).unwrap().and_utc();
            for busy in own.filter(|busy| busy.together_at != Some(slot.branch)) {
                let at_once = busy.starts_at < slot.ends_at && busy.ends_at > slot.starts_at;
                let same_morning = busy.starts_at < noon
                    && busy.ends_at > noon - TimeDelta::hours(13)
                    && busy.together_at.is_some();
                assert!(!at_once && !same_morning, "{busy:?} {slot:?}");
            }
            let place = places.iter().find(|place| place.branch == slot.branch).unwrap();
            let teacher = place.instructors.iter().find(|one| one.id == slot.instructor).unwrap();
            // Whoever is too far comes only where they are anyway.
            if teacher.way == Way::Minutes(200) {
                assert!(matches!(slot.why, Why::Visit | Why::Together));
            }
        }
        let days: Vec<_> = slots.iter().flatten().map(|slot| slot.on).collect();
        assert!(days.windows(2).all(|two| two[0] < two[1]), "{days:?}");
    }
    assert!(found > 1000, "{found}");
}

/// Who is there, then who works there, then the shortest way; an unknown way comes last.
#[test]
fn the_nearest_comes() {
    use Way::{Base, Minutes, Unknown};
    let far = |ways: [Way; 4]| {
        let mut n = 0;
        ways.map(|way| {
            n += 1;
            Teacher { id: person(n), way }
        })
    };
    let who = |ways, taken: &[Busy]| {
        let team = far(ways);
        let places = [here(&team)];
        let slots = propose(&around("2026-03-04", &places, taken), &three()[..1]);
        slots.into_iter().flatten().map(|slot| (slot.instructor, slot.why)).next()
    };
    let visit =
        Busy { what: Held::Visit, ..busy(4, "2026-03-04T14:00", "2026-03-04T17:00", Some(1)) };
    let all = [Unknown, Minutes(40), Base, Minutes(500)];
    assert_eq!(who(all, &[visit]), Some((person(4), Why::Visit)));
    assert_eq!(who(all, &[]), Some((person(3), Why::Base)));
    let near = [Unknown, Minutes(40), Minutes(25), Minutes(500)];
    assert_eq!(who(near, &[]), Some((person(3), Why::Way(25))));
    assert_eq!(who([Minutes(500); 4], &[]), None);
    // With nobody better.
    let unknown = [Minutes(500), Unknown, Unknown, Minutes(91)];
    assert_eq!(who(unknown, &[]), Some((person(2), Why::Unknown)));
}

/// A morning on which the way is known is waited for as long as it is in time.
#[test]
fn an_unknown_way_is_for_days_that_would_be_late() {
    let team =
        [Teacher { id: person(1), way: Way::Unknown }, Teacher { id: person(2), way: Way::Base }];
    let places = [here(&team)];
    let away = |until: &str| {
        let until = format!("{until}T23:00");
        [Busy { what: Held::Absence, ..busy(2, "2026-03-02T05:00", &until, None) }]
    };
    let first = |until: &str| {
        told(&propose(&around("2026-03-04", &places, &away(until)), &three()))[0].clone()
    };
    assert_eq!(first("2026-03-05"), ("2026-03-06".to_owned(), person(2)));
    assert_eq!(first("2026-03-20"), ("2026-03-04".to_owned(), person(1)));
}

/// Nobody is free at the branch, so the day is where people are trained, by the clocks there.
#[test]
fn the_place_of_training_is_asked_when_nobody_is_at_the_branch() {
    let (own, there) = (team([1]), team([2]));
    let seoul = Place { branch: place(2), zone: "Asia/Seoul", open: None, instructors: &there };
    let places = [here(&own), seoul];
    let taken = [busy(1, "2026-03-04T14:00", "2026-03-04T17:00", None)];
    let slots = propose(&around("2026-03-04", &places, &taken), &three());
    let first = slots[0].as_ref().unwrap();
    assert_eq!((first.branch, first.zone.as_str()), (place(2), "Asia/Seoul"));
    // Nine o'clock in Seoul is midnight in Greenwich.
    assert_eq!(first.starts_at.to_rfc3339(), "2026-03-04T00:00:00+00:00");
    assert_eq!(slots[1].as_ref().unwrap().branch, place(1));
}
