use super::*;
use crate::{polls::PollId, sessions::SessionId};

fn poll(kind: PollKind, options: &[&str]) -> Poll {
    Poll {
        id: PollId::default(),
        session_id: SessionId::default(),
        kind,
        question: "?".into(),
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        low: String::new(),
        high: String::new(),
        state: PollState::Open,
        shown: false,
        revision: 1,
    }
}

fn typed(choices: &[&str]) -> Vec<String> {
    choices.iter().map(|choice| (*choice).to_owned()).collect()
}

#[test]
fn nothing_is_told_of_four_answers() {
    assert_eq!(turnout(4), None);
    assert_eq!(turnout(5), Some(5));
    assert!(!has_results(PollState::Closed, 4));
    assert!(has_results(PollState::Closed, 5));
    assert!(!has_results(PollState::Open, 300));
    assert!(!has_results(PollState::Draft, 300));
}

#[test]
fn those_who_belong_answer_while_it_is_open() {
    let invited = Standing { invited: true, ..Standing::default() };
    let (open, closed) = (SessionState::Open, SessionState::Closed);
    assert_eq!(answering(PollState::Open, open, invited), Answering::Open);
    assert_eq!(answering(PollState::Open, closed, invited), Answering::Open);
    assert_eq!(answering(PollState::Open, open, Standing::default()), Answering::NotTheirs);
    assert_eq!(answering(PollState::Draft, open, invited), Answering::NotYet);
    assert_eq!(answering(PollState::Closed, open, invited), Answering::Over);
    assert_eq!(answering(PollState::Open, SessionState::Cancelled, invited), Answering::Over);
}

#[test]
fn an_answer_is_one_of_the_options() {
    let one = poll(PollKind::One, &["a", "b", "c"]);
    assert_eq!(given(&one, &typed(&["2"]), ""), Ok(Given::Chosen(vec![2])));
    for wrong in [&[][..], &["3"], &["-1"], &["x"], &["0", "1"]] {
        assert_eq!(given(&one, &typed(wrong), "a"), Err(AnswerProblem::Empty), "{wrong:?}");
    }
    let several = poll(PollKind::Several, &["a", "b", "c"]);
    assert_eq!(given(&several, &typed(&["2", "0", "2"]), ""), Ok(Given::Chosen(vec![0, 2])));
    let scale = poll(PollKind::Scale, &[]);
    assert_eq!(given(&scale, &typed(&["4"]), ""), Ok(Given::Chosen(vec![4])));
    assert_eq!(given(&scale, &typed(&["5"]), ""), Err(AnswerProblem::Empty));
    let words = poll(PollKind::Words, &[]);
    assert_eq!(given(&words, &[], "  más\n tiempo "), Ok(Given::Words("más tiempo".into())));
    assert_eq!(given(&words, &typed(&["0"]), " \u{200b}"), Err(AnswerProblem::Empty));
    assert_eq!(given(&words, &[], &"ñ".repeat(200)), Ok(Given::Words("ñ".repeat(200))));
    assert_eq!(given(&words, &[], &"ñ".repeat(201)), Err(AnswerProblem::TooLong));
}

/// Three answers in all their orders leave the same behind.
#[test]
fn the_order_of_the_answers_leaves_no_trace() {
    let chosen = |places: &[usize]| Given::Chosen(places.to_vec());
    let words = |text: &str| Given::Words(text.into());
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for answers in [
        [chosen(&[0]), chosen(&[2]), chosen(&[0, 2])],
        [words("calma"), words("apuro"), words("calma")],
    ] {
        let left = orders.map(|order| {
            let mut tally = Tally { counts: vec![0; 3], ..Tally::default() };
            for place in order {
                count(&mut tally, answers[place].clone());
            }
            tally
        });
        assert!(left.iter().all(|tally| *tally == left[0]), "{left:?}");
        assert_eq!(left[0].answers, 3);
    }
}

#[test]
fn of_too_few_answers_nothing_is_left() {
    let tally = |answers| Tally { answers, counts: vec![answers, 0], words: vec!["a".into()] };
    assert_eq!(closed(tally(4)), Tally { answers: 4, ..Tally::default() });
    assert_eq!(closed(tally(5)), tally(5));
}

#[test]
fn options_are_lines_each_once() {
    assert_eq!(options(" sí \r\n\nno\nsí\n \u{200b}\n"), ["sí", "no"]);
}

#[test]
fn results_from_elsewhere_add_up() {
    let of = |kind, answers, counts: &[i64], words: &[&str]| {
        adds_up(kind, 3, &Tally { answers, counts: counts.to_vec(), words: typed(words) })
    };
    assert!(of(PollKind::One, 6, &[1, 0, 5], &[]));
    assert!(!of(PollKind::One, 6, &[1, 0, 4], &[]));
    assert!(!of(PollKind::One, 6, &[1, 5], &[]));
    assert!(!of(PollKind::One, 6, &[-1, 1, 6], &[]));
    assert!(!of(PollKind::One, 6, &[1, 0, 5], &["miedo"]));
    // Of several choices each answer has one at least, and no option more than all of them.
    assert!(of(PollKind::Several, 5, &[5, 5, 0], &[]));
    assert!(!of(PollKind::Several, 5, &[6, 0, 0], &[]));
    assert!(!of(PollKind::Several, 5, &[2, 1, 1], &[]));
    assert!(of(PollKind::Words, 2, &[], &["calma", "miedo"]));
    assert!(!of(PollKind::Words, 3, &[], &["calma", "miedo"]));
    assert!(!of(PollKind::Words, 1, &[1], &["calma"]));
}
