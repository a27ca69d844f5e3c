use super::*;
use crate::judging::Direction;

fn quantitative(unit: &str) -> Criterion {
    Criterion {
        id: uuid::Uuid::nil().into(),
        name: String::new(),
        kind: CriterionKind::Quantitative,
        unit: unit.to_owned(),
        direction: Direction::Less,
        low: String::new(),
        middle: String::new(),
        high: String::new(),
        department_id: None,
        department: None,
        part_of: None,
        whole: None,
        weight: 100,
    }
}

#[test]
fn a_quantity_is_read_as_people_type_it() {
    let read = |typed| parse_judgement(CriterionKind::Quantitative, typed);
    let right = [
        ("0", 0),
        ("12000", 1_200_000),
        ("12,000", 1_200_000),
        (" S/ 12 000.50 ", 1_200_050),
        ("1,234,567.8", 123_456_780),
        ("12,5", 1_250),
        ("-3.07", -307),
        ("−0.5", -50),
        ("10000000000", 1_000_000_000_000),
    ];
    for (typed, hundredths) in right {
        assert_eq!(read(typed), Some(hundredths), "{typed}");
    }
    for wrong in
        ["", "-", "abc", "1.234", "1,23,456", "1.2.3", "12e3", "10000000000.01", ".5", "0,125", "١"]
    {
        assert_eq!(read(wrong), None, "{wrong}");
    }
    let (money, hours) = (quantitative("S/ al mes"), quantitative("horas"));
    for value in [0, 1_200_000, 1_250, 1_205, -307, -50, -100] {
        let typed = as_typed(&money, value);
        assert_eq!(parse_judgement(CriterionKind::Quantitative, &typed), Some(value));
    }
    // Money has two decimals; nothing else gets any that nobody typed.
    assert_eq!(as_typed(&money, 1_250), "12.50");
    assert_eq!(as_typed(&hours, 1_250), "12.5");
    assert_eq!(as_typed(&hours, -1_205), "-12.05");
}

#[test]
fn a_choice_is_one_of_five() {
    let read = |typed| parse_judgement(CriterionKind::Qualitative, typed);
    assert_eq!((read("1"), read("5")), (Some(100), Some(500)));
    for wrong in ["", "0", "6", "2.5", "-1"] {
        assert_eq!(read(wrong), None, "{wrong}");
    }
    let scale = Criterion { kind: CriterionKind::Qualitative, ..quantitative("") };
    assert_eq!(as_typed(&scale, 400), "4");
}

#[test]
fn even_weights_make_a_hundred() {
    assert_eq!(even_weights(3), [34, 33, 33]);
    assert_eq!(even_weights(4), [25, 25, 25, 25]);
    for count in 1..=CRITERIA_MAX {
        let weights = even_weights(count);
        assert_eq!((weights.len(), weights.iter().sum::<i64>()), (count, 100));
    }
    assert!(even_weights(0).is_empty());
}

#[test]
fn a_round_opens_when_nothing_is_lacking() {
    assert_eq!(lacks(&[60, 40], 1, 3), []);
    assert_eq!(lacks(&[], 0, 2), [Lack::Criteria, Lack::Concepts, Lack::People]);
    assert_eq!(lacks(&[60, 39], 2, 9), [Lack::Weights(99)]);
    assert_eq!(lacks(&[100, 0], 2, 9), [Lack::Weightless]);
}

#[test]
fn one_or_two_who_finished_are_not_counted_in_public() {
    assert_eq!([0, 1, 2, 3, 12].map(turnout_shown), [None, None, None, Some(3), Some(12)]);
}
