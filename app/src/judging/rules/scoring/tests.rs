use uuid::Uuid;

use super::*;

fn criterion(number: u128, kind: CriterionKind, direction: Direction, weight: i64) -> Criterion {
    Criterion {
        id: Uuid::from_u128(number).into(),
        name: format!("C{number}"),
        kind,
        unit: String::new(),
        direction,
        low: String::new(),
        middle: String::new(),
        high: String::new(),
        department_id: None,
        department: None,
        part_of: None,
        whole: None,
        weight,
    }
}

fn quality(number: u128, weight: i64) -> Criterion {
    criterion(number, CriterionKind::Qualitative, Direction::More, weight)
}

fn cost(number: u128, weight: i64) -> Criterion {
    criterion(number, CriterionKind::Quantitative, Direction::Less, weight)
}

fn department(number: u128) -> DepartmentId {
    Uuid::from_u128(1_000 + number).into()
}

/// `values[concept][criterion]` are whole numbers as people type them.
fn judged(criteria: Vec<Criterion>, values: &[&[&[i64]]]) -> Snapshot {
    let id = |index: usize| ConceptId::from(Uuid::from_u128(100 + index as u128));
    let concepts = (0..values.len())
        .map(|index| Judged { concept: id(index), revision: 1, title: format!("{index}") })
        .collect();
    let mut given = Vec::new();
    for (concept, by_criterion) in values.iter().enumerate() {
        for (criterion, values) in criteria.iter().zip(*by_criterion) {
            given.extend(values.iter().map(|value| Given {
                concept_id: id(concept),
                criterion_id: criterion.id,
                department_id: None,
                value: value * 100,
            }));
        }
    }
    let departments = HashMap::new();
    snapshot(Round { criteria, concepts, given, departments, judges: 3, participants: 5 })
}

/// Points, place (0 for none) and whether it is shared.
fn places(snapshot: &Snapshot) -> Vec<(i64, i64, bool)> {
    let totals = snapshot.concepts.iter().filter_map(|concept| concept.weighted.as_ref());
    totals.map(|total| (total.points, total.rank.unwrap_or(0), total.tied)).collect()
}

/// 1 2 2 4 5: median 2; without it the halves are 1 2 and 4 5: quartiles 1.5 and 4.5.
/// 1 2 4 5: median 3, quartiles 1.5 and 4.5. In half-hundredths, times 200.
#[test]
fn quartiles_are_the_medians_of_the_halves() {
    let odd = spread(CriterionKind::Qualitative, vec![500, 200, 100, 400, 200]);
    assert_eq!((odd.min, odd.q1, odd.median, odd.q3, odd.max), (200, 300, 400, 900, 1_000));
    assert_eq!(odd.counts, [1, 2, 0, 1, 1]);
    let even = spread(CriterionKind::Quantitative, vec![500, 100, 200, 400]);
    assert_eq!((even.q1, even.median, even.q3), (300, 600, 900));
    assert!(even.counts.is_empty());
    let one = spread(CriterionKind::Quantitative, vec![7]);
    assert_eq!((one.min, one.q1, one.median, one.q3, one.max), (14, 14, 14, 14, 14));
    // Hundredths whose median lies between them: 0.01 and 0.02.
    assert_eq!(spread(CriterionKind::Quantitative, vec![1, 2]).median, 3);
}

/// Cost (less is better, weight 60): medians 1,000, 3,000, 2,000. Points: (3,000 − x) ÷ 2,000 =
/// 1, 0, ½. Quality (weight 40): medians 2, 4, 3. Points: (x − 1) ÷ 4 = ¼, ¾, ½.
/// Weighted: .6 + .1 = .70; 0 + .3 = .30; .3 + .2 = .50. Plain: .625, .375, .5.
#[test]
fn a_round_worked_by_hand() {
    let snapshot = judged(
        vec![cost(1, 60), quality(2, 40)],
        &[
            &[&[900, 1_000, 1_500], &[1, 2, 3]],
            &[&[3_000, 3_000, 3_000], &[4, 4, 5]],
            &[&[1_000, 2_000, 9_000], &[3, 3, 3]],
        ],
    );
    assert_eq!(places(&snapshot), [(7_000, 1, false), (3_000, 3, false), (5_000, 2, false)]);
    let plain: Vec<i64> =
        snapshot.concepts.iter().filter_map(|c| c.plain.as_ref()).map(|t| t.points).collect();
    assert_eq!(plain, [6_250, 3_750, 5_000]);
    let points: Vec<_> = snapshot.concepts[0].cells.iter().map(|cell| cell.points).collect();
    assert_eq!(points, [Some(10_000), Some(2_500)]);
    // Cost of the third: quartiles 1,000 and 9,000 of estimates from 900 to 9,000:
    // 8,000 ÷ 8,100 = 98.76 %. Quality of the first: quartiles 1 and 3 of a scale of 4: 50 %.
    let most = &snapshot.disagreements[..2];
    assert_eq!((most[0].concept, most[0].share), (snapshot.concepts[2].concept, 9_876));
    assert_eq!((most[1].concept, most[1].share), (snapshot.concepts[0].concept, 5_000));
}

/// Medians 2, 2, 2: none costs more than another, so cost does not tell them apart.
#[test]
fn equal_medians_of_a_quantity_have_all_points() {
    let snapshot = judged(
        vec![cost(1, 50), quality(2, 50)],
        &[&[&[2, 2, 2], &[1, 1, 1]], &[&[1, 2, 9], &[5, 5, 5]], &[&[2, 2, 2], &[3, 3, 3]]],
    );
    assert_eq!(places(&snapshot), [(5_000, 3, false), (10_000, 1, false), (7_500, 2, false)]);
    // One concept alone is in the same place.
    let alone = judged(vec![cost(1, 100)], &[&[&[5, 6, 7]]]);
    assert_eq!(places(&alone), [(10_000, 1, false)]);
}

/// The better end of the same medians 10, 20, 40 depends on the direction:
/// less: 30/30, 20/30, 0; more: 0, 10/30, 30/30.
#[test]
fn the_direction_turns_the_scale() {
    let values: &[&[&[i64]]] = &[&[&[10, 10, 10]], &[&[20, 20, 20]], &[&[40, 40, 40]]];
    let less = judged(vec![cost(1, 100)], values);
    assert_eq!(places(&less), [(10_000, 1, false), (6_667, 2, false), (0, 3, false)]);
    let gain = criterion(1, CriterionKind::Quantitative, Direction::More, 100);
    let more = judged(vec![gain], values);
    assert_eq!(places(&more), [(0, 3, false), (3_333, 2, false), (10_000, 1, false)]);
}

/// Three criteria of weight 1 with medians 0, 1, 3: thirds. 1/3 + 2/3 + 0 is exactly
/// 0 + 0 + 1, although 0.333… + 0.666… need not be 1 in floating point.
#[test]
fn ties_are_exact() {
    let gain = |n| criterion(n, CriterionKind::Quantitative, Direction::More, 1);
    let snapshot = judged(
        vec![gain(1), gain(2), gain(3)],
        &[
            &[&[1, 1, 1], &[2, 2, 2], &[0, 0, 0]],
            &[&[0, 0, 0], &[0, 0, 0], &[3, 3, 3]],
            &[&[3, 3, 3], &[3, 3, 3], &[3, 3, 3]],
        ],
    );
    assert_eq!(places(&snapshot), [(3_333, 2, true), (3_333, 2, true), (10_000, 1, false)]);
    // A hair apart is no tie, although both show 50.00: 5,000,000,001 of 10,000,000,000.
    let snapshot = judged(
        vec![gain(1)],
        &[
            &[&[0, 0, 0]],
            &[&[5_000_000_000, 5_000_000_000, 5_000_000_000]],
            &[&[5_000_000_001, 5_000_000_001, 5_000_000_001]],
            &[&[10_000_000_000, 10_000_000_000, 10_000_000_000]],
        ],
    );
    assert_eq!(
        places(&snapshot),
        [(0, 4, false), (5_000, 3, false), (5_000, 2, false), (10_000, 1, false)]
    );
}

/// The second concept has no counting judgement by the second criterion: its total is its first
/// one's alone, says so, and has no place above the first, for which all count. Two judgements count as none, or the total would tell them.
#[test]
fn what_is_missing_drops_out() {
    let snapshot = judged(
        vec![quality(1, 30), quality(2, 70)],
        &[&[&[5, 5, 5], &[1, 1, 1]], &[&[3, 3, 3], &[5, 5]], &[&[], &[]]],
    );
    let [first, second, third] = &snapshot.concepts[..] else { panic!("three concepts") };
    let total = |points, rank, criteria, weight| {
        Some(Total { points, rank, tied: false, criteria, weight })
    };
    assert_eq!(first.weighted, total(3_000, Some(1), 2, 100));
    assert_eq!(second.weighted, total(5_000, None, 1, 30));
    assert_eq!(second.plain, total(5_000, None, 1, 30));
    assert_eq!((second.cells[1].n, &second.cells[1].spread), (2, &None));
    assert_eq!((&third.weighted, &third.plain), (&None, &None));
    let two = judged(vec![quality(1, 30), quality(2, 70)], &[&[&[3, 3, 3], &[1, 1]]]);
    // What counts for nobody is held against nobody.
    assert_eq!(two.concepts[0].weighted, total(5_000, Some(1), 1, 30));
}

/// The first two have all of what counts (weights 30 and 50; nobody judged the third criterion
/// often enough): (30·½ + 50·1) ÷ 80 = 81.25 and (30·1 + 50·¼) ÷ 80 = 53.125. The others have one
/// criterion each, one of them with all its points.
#[test]
fn a_part_has_no_place_among_the_whole() {
    let snapshot = judged(
        vec![quality(1, 30), quality(2, 50), quality(3, 20)],
        &[
            &[&[3, 3, 3], &[5, 5, 5], &[5, 5]],
            &[&[5, 5, 5], &[2, 2, 2], &[]],
            &[&[5, 5, 5], &[], &[5]],
            &[&[], &[5, 5, 5], &[]],
        ],
    );
    assert_eq!(
        places(&snapshot),
        [(8_125, 1, false), (5_313, 2, false), (10_000, 0, false), (10_000, 0, false)]
    );
    // When each has something else, nothing can be compared.
    let apart =
        judged(vec![quality(1, 50), quality(2, 50)], &[&[&[5, 5, 5], &[]], &[&[], &[1, 1, 1]]]);
    assert_eq!(places(&apart), [(10_000, 0, false), (0, 0, false)]);
}

/// The groups that are shown of so many people in each department, and how many are in them.
fn shown(sizes: &[usize], without: usize) -> Vec<(String, i64)> {
    let names: HashMap<_, _> =
        (0..sizes.len()).map(|i| (department(i as u128), format!("D{i}"))).collect();
    let mut given: Vec<_> = sizes
        .iter()
        .enumerate()
        .flat_map(|(i, size)| vec![(Some(department(i as u128)), 300); *size])
        .collect();
    given.extend(vec![(None, 100); without]);
    let groups = groups(CriterionKind::Qualitative, &given, &names);
    groups.into_iter().map(|group| (group.department, group.n)).collect()
}

#[test]
fn small_departments_cannot_be_worked_out() {
    let named = |groups: &[(&str, i64)]| -> Vec<(String, i64)> {
        groups.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
    };
    assert_eq!(shown(&[3, 4], 0), named(&[("D0", 3), ("D1", 4)]));
    // Two are left over: they would be the whole less the others. The smallest joins them.
    assert_eq!(shown(&[5, 4, 2], 0), named(&[("D0", 5), ("", 6)]));
    assert_eq!(shown(&[5, 4], 1), named(&[("D0", 5), ("", 5)]));
    // Three left over from several small ones hide each other.
    assert_eq!(shown(&[5, 2, 1], 0), named(&[("D0", 5), ("", 3)]));
    // Where only the others would be left, there is nothing to tell apart.
    assert_eq!(shown(&[3, 2], 0), named(&[]));
    assert_eq!(shown(&[2, 2], 0), named(&[]));
}
