//! Words by hand, in each language.

use super::*;

/// Whether a text would be found, by the terms alone.
fn finds(query: &str, text: &str) -> bool {
    let terms = terms(text);
    let query = Query::of(query).unwrap();
    query.parts.iter().all(|part| match part {
        Part::Word(forms) => terms.iter().any(|term| {
            forms.contains(&term.main) || term.other.as_ref().is_some_and(|o| forms.contains(o))
        }),
        Part::Phrase { terms: wanted, open } => terms
            .windows(wanted.len())
            .any(|window| fits(wanted, *open, window.iter().map(|term| &*term.main))),
    })
}

fn all_find(cases: &[(&str, &str)]) {
    for (query, text) in cases {
        assert!(finds(query, text), "{query} in {text}: {:?} {:?}", Query::of(query), terms(text));
    }
}

fn none_finds(cases: &[(&str, &str)]) {
    for (query, text) in cases {
        assert!(!finds(query, text), "{query} in {text}: {:?} {:?}", Query::of(query), terms(text));
    }
}

#[test]
fn spanish_endings_and_accents_do_not_matter() {
    all_find(&[
        ("reclamo", "Llegan más reclamos los lunes"),
        ("reclamos", "Un reclamo por teléfono"),
        ("errores", "un error de digitación"),
        ("error", "los errores"),
        ("digitacion", "Errores de digitación"),
        ("digitación", "errores de digitacion"),
        ("digitaciones", "errores de digitacion"),
        ("sesiones", "una sesion"),
        ("DNI", "el dni"),
        ("medicas", "informe médico"),
        ("ninos", "el niño"),
        ("niña", "los niños"),
        ("pingüino", "pinguinos"),
        ("informe tarde", "los informes llegan tarde"),
    ]);
    none_finds(&[("reclamo", "Nadie se queja"), ("informe tarde", "los informes llegan temprano")]);
}

#[test]
fn english_endings_do_not_matter() {
    all_find(&[
        ("reports", "one report is late"),
        ("report", "the reports"),
        ("typing", "who types late"),
        ("queue", "long queues"),
    ]);
    none_finds(&[("type", "tired")]);
}

#[test]
fn a_korean_word_is_found_by_its_parts() {
    let text = "고객만족 교육을 받았습니다";
    for query in ["고객만족", "만족", "교육", "고", "족", "받았"] {
        assert!(finds(query, text), "{query}");
    }
    for query in ["고족", "족교", "육교"] {
        assert!(!finds(query, text), "{query}");
    }
    assert!(finds("顧客", "顧客満足") && finds("cs교육", "CS교육 3일"));
}

#[test]
fn a_korean_particle_does_not_matter() {
    // "report" as a subject, as an object, with "in": the word is the same.
    all_find(&[
        ("보고서", "보고서를 읽고 저장합니다"),
        ("보고서를", "보고서가 늦습니다"),
        ("보고서에서", "보고서는 어제 나왔다"),
        ("환자에게", "환자가 기다립니다"),
    ]);
    // A short word that ends like one is left alone: "meeting" is not "times".
    none_finds(&[("회의", "두 회차")]);
    // In quotes it is meant as it stands.
    none_finds(&[("\"보고서를\"", "보고서가 늦습니다")]);
}

#[test]
fn arabic_article_marks_and_endings_do_not_matter() {
    all_find(&[
        ("تقرير", "التقرير متأخر"),
        ("التقرير", "هذا تقرير"),
        ("تَقْرِيرٌ", "تقرير"),
        ("تقرير", "التَّقْرِيرُ الطِّبِّيُّ"),
        ("أخطاء", "اخطاء في التقارير"),
        ("مدرسه", "المدرسة"),
        ("مدرسة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("تقريـــر", "تقرير"),
    ]);
    none_finds(&[("تقرير", "طبيب")]);
}

#[test]
fn a_phrase_is_found_in_its_order() {
    all_find(&[
        ("\"doble control\"", "El doble control de informes"),
        ("«control de informes»", "Doble control del informe; control de informe"),
        ("“doble control” informe", "Informes: doble control"),
        ("\"고객만족 교육\"", "고객만족 교육을"),
        ("\"cs교육\"", "CS교육 3일"),
        // Nobody closed it.
        ("\"doble control", "doble control"),
    ]);
    none_finds(&[
        ("\"control doble\"", "doble control"),
        ("\"doble control\"", "doble y buen control"),
        ("\"만족 교육\"", "교육 만족"),
    ]);
}

#[test]
fn a_query_holds_nothing_but_words() {
    assert_eq!(Query::of(" -- \"'*() "), None);
    assert_eq!(Query::of("\"\""), None);
    let query = Query::of("NEAR(\"a b\" OR c*) ' & !x").unwrap();
    assert_eq!(
        query.fts5(false),
        "({title words} : (\"near\")) AND ({title words} : (\"a b\")) AND \
         ({title words} : (\"or\")) AND ({title words} : (\"c\")) AND ({title words} : (\"x\"))"
    );
    assert_eq!(query.tsquery(false, true), "('near') & ('a' <-> 'b') & ('or') & ('c') & ('x')");
    assert_eq!(query.tsquery(false, false), "('near') & ('a' & 'b') & ('or') & ('c') & ('x')");
    let query = Query::of("errores 고").unwrap();
    assert_eq!(query.fts5(true), "(facts : (\"qerror\")) AND (title : (\"고\" *))");
    assert_eq!(query.tsquery(true, true), "('=error') & ('=고':*)");
}

#[test]
fn what_was_looked_for_is_marked() {
    let query = Query::of("reclamo digitacion").unwrap();
    assert_eq!(
        query.marked("Los reclamos por digitación, sí"),
        [
            ("Los ", false),
            ("reclamos", true),
            (" por ", false),
            ("digitación", true),
            (", sí", false)
        ]
    );
    assert_eq!(query.marked("nada"), [("nada", false)]);
    // Decomposed accents stay whole.
    assert_eq!(query.marked("digitacio\u{301}n"), [("digitacio\u{301}n", true)]);
    let marked = |query: &str, text: &'static str| -> Vec<&str> {
        let query = Query::of(query).unwrap();
        let pieces = query.marked(text).into_iter();
        pieces.filter(|(_, hit)| *hit).map(|(piece, _)| piece).collect()
    };
    assert_eq!(marked("errores", "Un error y otro error"), ["error", "error"]);
    // Of a phrase, only where it stands together.
    assert_eq!(marked("\"doble control\"", "doble control, control doble"), ["doble", "control"]);
    assert_eq!(marked("보고서를", "보고서가 늦습니다"), ["보고서가"]);
    assert_eq!(marked("تقرير", "هذا التقرير"), ["التقرير"]);
}

#[test]
fn terms_are_written_with_their_other_forms_after_them() {
    let text = written(&terms("typing errors"));
    let (mains, others) = halves(&text);
    assert_eq!((mains.split(' ').count(), others.is_empty()), (2, false));
    assert_eq!(halves("a b"), ("a b", ""));
}
