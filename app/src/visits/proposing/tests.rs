use chrono::{DateTime, Datelike, TimeDelta, Utc, Weekday};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::visits::Weekdays;

fn branch(n: usize) -> BranchId {
    Uuid::from_u128(n as u128 + 1).into()
}

fn person(n: usize) -> PersonId {
    Uuid::from_u128(n as u128 + 1001).into()
}

/// Monday 2 March 2026 is day 0.
fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(n)
}

fn place(n: usize, every_days: i64, last: Option<NaiveDate>) -> Place {
    Place {
        id: branch(n),
        every_days,
        open: Weekdays::WORKING,
        blocked: Vec::new(),
        last_visit: last,
        needs: Vec::new(),
        starts_minute: 540,
        ends_minute: 720,
        time_zone: "America/Lima".into(),
    }
}

fn member(n: usize) -> Member {
    Member {
        id: person(n),
        weekdays: Weekdays::WORKING,
        away: Vec::new(),
        busy: Vec::new(),
        teaches: Vec::new(),
        only: Vec::new(),
        minutes: HashMap::new(),
    }
}

fn week(places: Vec<Place>, crew: Vec<Member>) -> Question {
    Question { first: day(0), last: day(4), places, crew, ..Question::default() }
}

/// Day, branch and instructor of each line, as numbers.
fn told(proposal: &Proposal) -> Vec<(i64, usize, usize)> {
    let number = |id: Uuid| id.as_u128() as usize;
    let lines = proposal.lines.iter();
    lines
        .map(|line| {
            let (branch, person) = (line.branch.into(), line.instructor.into());
            ((line.day - day(0)).num_days(), number(branch) - 1, number(person) - 1001)
        })
        .collect()
}

#[test]
fn whoever_has_waited_longest_is_first() {
    let ago = |days| Some(day(0) - Days::new(days));
    // Three branches that wish for a visit every ten days, one instructor.
    let places = vec![place(0, 10, ago(9)), place(1, 10, ago(20)), place(2, 10, ago(12))];
    let proposal = propose(&week(places, vec![member(0)]));
    assert_eq!(told(&proposal), [(0, 1, 0), (1, 2, 0), (2, 0, 0)]);
    let why = &proposal.lines[0].why;
    assert_eq!((why.waited, why.every, why.needed), (Some(20), 10, false));
    // Before, the second would have waited 24 days until Friday; it is 20 now.
    let outcome = &proposal.outcome;
    assert_eq!(outcome.before, Some(Gap { branch: branch(1), days: 24 }));
    assert_eq!(outcome.after, Some(Gap { branch: branch(1), days: 20 }));
    // Its wish was broken before the first morning came.
    let unmet: Vec<_> = outcome.unmet.iter().map(|one| (one.branch, one.days, one.why)).collect();
    assert!(unmet.contains(&(branch(1), 20, UnmetWhy::Before)));
    // The first was due on Tuesday, when somebody else had waited longer.
    assert!(unmet.contains(&(branch(0), 11, UnmetWhy::Others)));
}

/// What was proposed comes out as it was; taken out of the middle, the next one waited longer.
#[test]
fn reasons_stay_true_when_a_visit_is_taken_out() {
    let ago = Some(day(0) - Days::new(6));
    let question = Question { last: day(18), ..week(vec![place(0, 6, ago)], vec![member(0)]) };
    let proposal = propose(&question);
    let fixed =
        |line: &Line| Fixed { branch: line.branch, instructor: line.instructor, day: line.day };
    let mut visits: Vec<Fixed> = proposal.lines.iter().map(fixed).collect();
    assert!(visits.len() >= 3, "{visits:?}");
    assert_eq!(recount(&question, &visits), proposal);
    let first = visits[0].day;
    visits.remove(1);
    let counted = recount(&question, &visits);
    assert_eq!(counted.lines[0].why, proposal.lines[0].why);
    let waited = (visits[1].day - first).num_days();
    assert_eq!(counted.lines[1].why.waited, Some(waited));
    assert!(Some(waited) > proposal.lines[2].why.waited);
}

#[test]
fn waiting_is_measured_by_the_wish() {
    let ago = |days| Some(day(0) - Days::new(days));
    // Twelve days of thirty are less than six of seven.
    let places = vec![place(0, 30, ago(12)), place(1, 7, ago(6))];
    assert_eq!(told(&propose(&week(places, vec![member(0)])))[0], (0, 1, 0));
}

#[test]
fn among_equals_the_shorter_way() {
    let ago = Some(day(0) - Days::new(8));
    let places = vec![place(0, 7, ago), place(1, 7, ago)];
    let with = |n, minutes: [i64; 2]| Member {
        minutes: HashMap::from([(branch(0), minutes[0]), (branch(1), minutes[1])]),
        ..member(n)
    };
    // 20 + 25 minutes rather than 15 + 60.
    let question = week(places, vec![with(0, [15, 20]), with(1, [25, 60])]);
    let proposal = propose(&Question { last: day(0), ..question });
    assert_eq!(told(&proposal), [(0, 0, 1), (0, 1, 0)]);
}

#[test]
fn a_rare_morning_is_not_passed_over() {
    let ago = |days| Some(day(0) - Days::new(days));
    // The first opens on Mondays only: its next chance is a week away.
    let mondays = Weekdays::read(&["1".into()]).unwrap();
    let places = vec![Place { open: mondays, ..place(0, 10, ago(7)) }, place(1, 10, ago(9))];
    assert_eq!(told(&propose(&week(places, vec![member(0)])))[..2], [(0, 0, 0), (1, 1, 0)]);
}

#[test]
fn new_people_come_first() {
    let ago = |days| Some(day(0) - Days::new(days));
    let needs = vec![Need { mornings: 1, until: day(0) }];
    let places = vec![place(0, 10, ago(50)), Place { needs, ..place(1, 10, ago(6)) }];
    let proposal = propose(&week(places, vec![member(0)]));
    assert_eq!(told(&proposal)[0], (0, 1, 0));
    assert!(proposal.lines[0].why.needed);
}

/// One person needs two mornings until Thursday, another one until Tuesday: they share the first. A visit
/// that stands counts; what has been given is needed no more.
#[test]
fn a_need_goes_down_with_each_morning() {
    let ago = |days| Some(day(0) - Days::new(days));
    let needs = vec![Need { mornings: 2, until: day(3) }, Need { mornings: 1, until: day(1) }];
    let places = vec![place(0, 2, ago(50)), Place { needs, ..place(1, 10, ago(1)) }];
    let question = week(places, vec![member(0)]);
    let proposal = propose(&question);
    assert_eq!(told(&proposal)[..3], [(0, 1, 0), (1, 1, 0), (2, 0, 0)]);
    let needed: Vec<bool> = proposal.lines.iter().map(|line| line.why.needed).collect();
    assert_eq!(needed[..3], [true, true, false]);
    assert_eq!(proposal.lines.iter().filter(|line| line.branch == branch(1)).count(), 2);
    let fixed = vec![Fixed { branch: branch(1), instructor: person(0), day: day(2) }];
    let proposal = propose(&Question { fixed, ..question });
    assert_eq!(told(&proposal)[..2], [(0, 1, 0), (1, 0, 0)]);
}

#[test]
fn nobody_is_visited_again_before_half_of_the_wish_nor_just_before_a_fixed_visit() {
    let places = vec![place(0, 8, None)];
    let proposal = propose(&week(places.clone(), vec![member(0)]));
    assert_eq!(told(&proposal), [(0, 0, 0), (4, 0, 0)]);
    // On Wednesday somebody goes there already: Monday and Friday would be too near.
    let fixed = vec![Fixed { branch: branch(0), instructor: person(0), day: day(2) }];
    let proposal = propose(&Question { fixed, ..week(places, vec![member(0)]) });
    assert_eq!(told(&proposal), []);
}

#[test]
fn what_could_not_be_met_says_why() {
    let ago = Some(day(0) - Days::new(6));
    let shut = Place { blocked: vec![(day(0), day(6))], ..place(0, 7, ago) };
    let far = Place { time_zone: "America/Lima".into(), ..place(1, 7, ago) };
    let only = Member { only: vec![branch(0)], ..member(0) };
    let outcome = propose(&week(vec![shut, far], vec![only])).outcome;
    let unmet: Vec<_> = outcome.unmet.iter().map(|one| (one.branch, one.why)).collect();
    assert_eq!(unmet, [(branch(0), UnmetWhy::Closed), (branch(1), UnmetWhy::Nobody)]);
    // Four of them, one instructor, two mornings: two have to wait.
    let ago = Some(day(0) - Days::new(7));
    let places = (0..4).map(|n| place(n, 7, ago)).collect();
    let question = Question { last: day(1), ..week(places, vec![member(0)]) };
    let outcome = propose(&question).outcome;
    let waiting = outcome.unmet.iter().filter(|one| one.why == UnmetWhy::Others).count();
    assert_eq!(waiting, 3);
}

/// Clocks in Madrid skip 02:00 to 03:00 on 29 March 2026; a morning then does not exist.
#[test]
fn a_morning_that_clocks_skip_is_none() {
    let sunday = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
    let all = Weekdays::read(&["1", "7"].map(String::from)).unwrap();
    let one = Place {
        open: all,
        starts_minute: 150,
        ends_minute: 240,
        time_zone: "Europe/Madrid".into(),
        ..place(0, 7, None)
    };
    let crew = vec![Member { weekdays: all, ..member(0) }];
    let question = Question { first: sunday, last: sunday + Days::new(1), ..week(vec![one], crew) };
    let days: Vec<_> = propose(&question).lines.iter().map(|line| line.day).collect();
    assert_eq!(days, [sunday + Days::new(1)]);
}

#[test]
fn a_year_ends_and_a_leap_day_comes() {
    let friday = NaiveDate::from_ymd_opt(2028, 2, 25).unwrap();
    let question = Question {
        first: friday,
        last: friday + Days::new(6),
        ..week(vec![place(0, 2, None)], vec![member(0)])
    };
    let days: Vec<_> = propose(&question).lines.iter().map(|line| line.day.ordinal()).collect();
    // 25 February is day 56; Tuesday 29 February is day 60.
    assert_eq!(days, [56, 59, 60, 61, 62]);
    let last = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    let new_year = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    let closed = Place { blocked: vec![(new_year, new_year)], ..place(0, 2, None) };
    let question =
        Question { first: last, last: last + Days::new(4), ..week(vec![closed], vec![member(0)]) };
    let days: Vec<_> = propose(&question).lines.iter().map(|line| line.day.ordinal()).collect();
    assert_eq!(days, [365, 4]);
}

#[test]
fn what_stands_against_a_visit() {
    let away = Member { away: vec![(day(1), day(1))], ..member(0) };
    let elsewhere = Member { only: vec![branch(1)], ..member(1) };
    let stands = Fixed { branch: branch(0), instructor: person(1), day: day(2) };
    let question =
        Question { fixed: vec![stands], ..week(vec![place(0, 7, None)], vec![away, elsewhere]) };
    let against = |instructor, on, now| {
        let visit = Fixed { branch: branch(0), instructor: person(instructor), day: day(on) };
        question.against(&visit, moment(day(now), 8))
    };
    assert_eq!(against(0, 0, 0), []);
    // Mornings begin at nine.
    assert_eq!(against(0, 0, 1), [Against::Past]);
    assert_eq!(against(0, 1, 0), [Against::Away]);
    assert_eq!(against(1, 3, 0), [Against::Stranger]);
    assert_eq!(against(0, 5, 0), [Against::Closed, Against::NotWorking]);
    assert_eq!(against(0, 2, 0), [Against::BranchHasOne]);
    let both = [Against::Stranger, Against::BranchHasOne, Against::InstructorHasOne];
    assert_eq!(against(1, 2, 0), both);
}

fn moment(on: NaiveDate, hour: i64) -> DateTime<Utc> {
    // Lima is five hours behind.
    on.and_hms_opt(0, 0, 0).unwrap().and_utc() + TimeDelta::hours(5 + hour)
}

prop_compose! {
    fn a_question()(
        days in 1u64..12,
        places in prop::collection::vec(
            (1i64..20, 0u32..128, prop::option::of(1u64..40), prop::option::of((0u64..12, 0u64..4)),
             prop::option::of(0u64..12), prop::bool::ANY), 0..7),
        crew in prop::collection::vec(
            (0u32..128, prop::option::of((0u64..12, 0u64..4)), prop::option::of((0u64..12, 6i64..14)),
             prop::collection::vec(0usize..7, 0..3), prop::collection::vec(0i64..120, 7)), 0..5),
        fixed in prop::collection::vec((0usize..7, 0usize..5, 0u64..12), 0..6),
    ) -> Question {
        let weekdays = |bits: u32| {
            let days: Vec<String> =
                (1..=7).filter(|n| bits & (1 << (n - 1)) != 0).map(|n: u32| n.to_string()).collect();
            Weekdays::read(&days).unwrap()
        };
        let places: Vec<Place> = places.into_iter().enumerate().map(|(n, one)| {
            let (every, open, last, blocked, need, seoul) = one;
            Place {
                open: weekdays(open),
                blocked: blocked.map(|(from, more)| (day(from), day(from + more))).into_iter().collect(),
                needs: need.map(|on| Need { mornings: 2, until: day(on) }).into_iter().collect(),
                time_zone: if seoul { "Asia/Seoul" } else { "America/Lima" }.into(),
                ..place(n, every, last.map(|ago| day(0) - Days::new(ago)))
            }
        }).collect();
        let crew: Vec<Member> = crew.into_iter().enumerate().map(|(n, one)| {
            let (works, away, busy, only, minutes) = one;
            Member {
                weekdays: weekdays(works),
                away: away.map(|(from, more)| (day(from), day(from + more))).into_iter().collect(),
                teaches: Vec::new(),
                busy: busy.map(|(on, hour)| (moment(day(on), hour), moment(day(on), hour + 1)))
                    .into_iter().collect(),
                only: only.into_iter().map(branch).collect(),
                minutes: minutes.into_iter().enumerate().map(|(n, way)| (branch(n), way)).collect(),
                ..member(n)
            }
        }).collect();
        // What stands has no two in one place either.
        let mut taken = HashSet::new();
        let fixed = fixed.into_iter().filter(|(place, who, on)| {
            let free = !taken.contains(&(*place, *on)) && !taken.contains(&(who + 100, *on));
            taken.insert((*place, *on));
            taken.insert((who + 100, *on));
            free
        }).map(|(place, who, on)| {
            Fixed { branch: branch(place), instructor: person(who), day: day(on) }
        }).collect();
        Question {
            first: day(0),
            last: day(days - 1),
            places,
            crew,
            fixed,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is asked: nobody in two places, no branch twice, nothing on a day that is closed,
    /// blocked or taken, nobody who is away, busy or visits elsewhere only.
    #[test]
    fn no_hard_rule_is_ever_broken(question in a_question()) {
        let proposal = propose(&question);
        let mut members = HashSet::new();
        let mut places = HashSet::new();
        for fixed in &question.fixed {
            members.insert((fixed.instructor, fixed.day));
            places.insert((fixed.branch, fixed.day));
        }
        for line in &proposal.lines {
            prop_assert!(members.insert((line.instructor, line.day)), "{line:?}");
            prop_assert!(places.insert((line.branch, line.day)), "{line:?}");
            prop_assert!((question.first..=question.last).contains(&line.day));
            let place = question.places.iter().find(|place| place.id == line.branch).unwrap();
            let member = question.crew.iter().find(|one| one.id == line.instructor).unwrap();
            prop_assert!(place.open.on(line.day) && member.weekdays.on(line.day));
            let within = |spans: &[(NaiveDate, NaiveDate)]| {
                spans.iter().any(|(from, to)| *from <= line.day && line.day <= *to)
            };
            prop_assert!(!within(&place.blocked) && !within(&member.away));
            prop_assert!(member.only.is_empty() || member.only.contains(&place.id));
            let (from, until) = place.morning(line.day).unwrap();
            prop_assert!(member.busy.iter().all(|(begin, end)| *end <= from || *begin >= until));
            // Whoever publishes it sees it the same way.
            let Line { branch, instructor, day, .. } = *line;
            let against = question.against(&Fixed { branch, instructor, day }, moment(day, -24));
            prop_assert!(against.is_empty(), "{against:?}");
        }
    }

    #[test]
    fn the_same_question_has_the_same_answer(question in a_question()) {
        prop_assert_eq!(propose(&question), propose(&question.clone()));
    }

    /// Nobody waits for the sake of a branch that is less in need, unless those who could go to it
    /// cannot go there.
    #[test]
    fn whoever_waits_longer_comes_first(question in a_question()) {
        let proposal = propose(&question);
        let mut rota = Rota::new(&question);
        for on in question.days() {
            let lines: Vec<&Line> =
                proposal.lines.iter().filter(|line| line.day == on).collect();
            let worth = |place: usize| {
                (rota.is_needed(place, on), rota.pressure(place, on))
            };
            let index = |id: BranchId| {
                question.places.iter().position(|place| place.id == id).unwrap()
            };
            for place in rota.open_on(on) {
                let one = &question.places[place];
                if rota.is_left_out(place, on) || lines.iter().any(|line| line.branch == one.id) {
                    continue;
                }
                let Some(at) = one.morning(on) else { continue };
                for line in &lines {
                    let member =
                        question.crew.iter().find(|one| one.id == line.instructor).unwrap();
                    if member.goes_to(one.id) && !member.is_busy(one.id, at) {
                        prop_assert!(worth(index(line.branch)) >= worth(place), "{line:?} {one:?}");
                    }
                }
            }
            for line in lines {
                rota.visited(index(line.branch), on);
            }
        }
    }

    /// More visits never make the longest wait longer.
    #[test]
    fn a_proposal_never_makes_the_longest_wait_longer(question in a_question()) {
        let outcome = propose(&question).outcome;
        let days = |gap: Option<Gap>| gap.map_or(0, |gap| gap.days);
        prop_assert!(days(outcome.after) <= days(outcome.before));
    }
}

#[test]
fn mondays_are_mondays() {
    assert_eq!(day(0).weekday(), Weekday::Mon);
}
