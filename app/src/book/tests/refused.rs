//! What is written by hand, and what is refused, with its line.

use super::*;
use crate::book::Problem;

/// The smallest folder of use, as somebody would write it.
fn by_hand() -> Vec<File> {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    vec![
        file("programme.md", "+++\nespiral = 1\nname = \"Reportes\"\n+++\nInformes con errores."),
        file(
            "sessions/1.md",
            "+++\ntopic = \"Taller\"\nstarts = \"2022-07-08T14:00:00Z\"\nthemes = [\"Apuro\"]\n+++\n",
        ),
        file(
            "notes/1.md",
            "+++\nsession = \"sessions/1\"\nsaid = \"2022-07-08T14:20:00Z\"\n\
             author = \"Rosa\"\ntheme = \"apuro\"\n+++\n\nLa **cola**.\n",
        ),
        file(
            "concepts/1.md",
            "+++\ntitle = \"Leer\"\nmethod = \"induction\"\nauthors = [\"Rosa\"]\n\
             notes = [\"notes/1\"]\nstate = \"accepted\"\n+++\n\nLeer antes.\n",
        ),
        file(
            "archetypes/1.md",
            "+++\nname = \"Lectura\"\nbegun = \"2022-07-20T14:00:00Z\"\n\
             concepts = [\"concepts/1\"]\n+++\n\n## Pasos <!-- steps -->\n\nLeer y guardar.\n",
        ),
        file(
            "versions/1.md",
            "+++\narchetype = \"archetypes/1\"\nnumber = 1\nname = \"Lectura\"\n\
             made = \"2022-07-21T14:00:00Z\"\n+++\n\n## Pasos <!-- steps -->\n\nLeer.\n",
        ),
    ]
}

fn problems(change: impl Fn(&mut Vec<File>)) -> Vec<(String, usize, String)> {
    let mut files = by_hand();
    change(&mut files);
    let problems = check(&files, &[], now()).err().unwrap_or_default();
    let told = |one: Problem| (one.file, one.line, one.text);
    problems.into_iter().map(told).collect()
}

fn replace(files: &mut [File], path: &str, from: &str, to: &str) {
    let file = files.iter_mut().find(|file| file.0 == path).expect("a file");
    assert!(file.1.contains(from), "{}", file.1);
    file.1 = file.1.replace(from, to);
}

#[test]
fn what_is_written_by_hand_is_good() {
    let Ok(checked) = check(&by_hand(), &[], now()) else { panic!("{:#?}", problems(|_| ())) };
    let names: Vec<_> = checked.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Rosa"]);
    // The text of the version came first, then the one of today.
    let steps = &checked.blueprints[0].sections[&crate::archetypes::Part::Steps];
    let bodies: Vec<_> = steps.iter().map(|text| text.written.body.as_str()).collect();
    assert_eq!(bodies, ["Leer.", "Leer y guardar."]);
    assert_eq!(checked.notes[0].html, "<p>La <strong>cola</strong>.</p>\n");
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let told = |path: &str, from: &str, to: &str| {
        let mut found = problems(|files| replace(files, path, from, to));
        assert!(!found.is_empty(), "{to:?}");
        let (file, line, text) = found.remove(0);
        assert_eq!(file, path, "{text}");
        assert!(!text.is_empty());
        line
    };
    assert_eq!(told("notes/1.md", "sessions/1", "sessions/2"), 2);
    assert_eq!(told("notes/1.md", "sessions/1", "../programme"), 2);
    assert_eq!(told("notes/1.md", "2022-07-08T14:20:00Z", "ayer"), 3);
    assert_eq!(told("notes/1.md", "2022-07-08T14:20:00Z", "9999-07-08T14:20:00Z"), 3);
    assert_eq!(told("notes/1.md", "author", "autor"), 4);
    assert_eq!(told("notes/1.md", "\"Rosa\"", "\"\""), 4);
    assert_eq!(told("notes/1.md", "\"apuro\"", "\"calma\""), 5);
    assert_eq!(told("notes/1.md", "La **cola**.", ""), 8);
    assert_eq!(told("notes/1.md", "La **cola**.", &"a".repeat(20_001)), 8);
    assert_eq!(told("notes/1.md", "+++\n\n", "\n"), 1);
    assert_eq!(told("sessions/1.md", "\"Taller\"", "\" \""), 2);
    assert_eq!(told("sessions/1.md", "\n+++\n", "\nzone = \"Lima\"\n+++\n"), 5);
    assert_eq!(told("concepts/1.md", "induction", "magic"), 3);
    assert_eq!(told("concepts/1.md", "notes/1", "notes/9"), 5);
    assert_eq!(told("concepts/1.md", "state", "made_of = [\"concepts/1\"]\nstate"), 6);
    assert_eq!(told("archetypes/1.md", "## Pasos <!-- steps -->", "Pasos"), 7);
    assert_eq!(told("versions/1.md", "number = 1", "number = 2"), 3);
    assert_eq!(
        told("versions/1.md", "\n+++\n\n", "\nreleased = \"2022-07-22T14:00:00Z\"\n+++\n\n"),
        6
    );
    assert_eq!(told("programme.md", "espiral = 1", "espiral = 2"), 2);
    let says = |from: &str, to: &str| problems(|files| replace(files, "notes/1.md", from, to));
    assert!(
        says("author", "autor")[0].2.starts_with("“autor” is not known here. Known are: session,")
    );
    let kind = says("author =", "kind = \"gossip\"\nauthor =");
    assert_eq!(kind[0].2, "“gossip” is none of: experience, idea, knowhow, feeling");
    assert_eq!(says("said = \"2022-07-08T14:20:00Z\"\n", "")[0].2, "“said” is missing");
    let missing = problems(|files| files.retain(|file| file.0 != "programme.md"));
    assert_eq!(missing[0].0, "programme.md");
}

#[test]
fn nothing_that_is_typed_becomes_a_script() {
    for text in [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](javascript:alert(1))",
    ] {
        let mut files = by_hand();
        replace(&mut files, "notes/1.md", "La **cola**.", text);
        replace(&mut files, "archetypes/1.md", "Leer y guardar.", text);
        let checked = check(&files, &[], now()).expect("a book");
        let steps = &checked.blueprints[0].sections[&crate::archetypes::Part::Steps];
        for html in [&checked.notes[0].html, &steps[1].written.html] {
            let plain = html.to_lowercase();
            for wrong in ["<script", "<img", "href=\"javascript"] {
                assert!(!plain.contains(wrong), "{html}");
            }
        }
    }
}

/// Deep nesting and a megabyte of text are read or refused in a moment.
#[test]
fn large_and_deep_texts_do_not_stall() {
    let begun = std::time::Instant::now();
    let deep = format!("+++\na = {}1{}\n+++\n", "[".repeat(10_000), "]".repeat(10_000));
    assert!(!problems(|files| files.push(("notes/2.md".into(), deep.clone()))).is_empty());
    let long = "> ".repeat(500_000);
    assert!(!problems(|files| replace(files, "notes/1.md", "La **cola**.", &long)).is_empty());
    assert!(begun.elapsed().as_secs() < 20);
}

/// The way through the phases has no gaps, and leads to where the programme is.
#[test]
fn a_way_through_the_phases_is_whole() {
    let step = |from: i64, to: i64, day: &str| {
        format!(
            "[[moves]]\nfrom = {from}\nto = {to}\nat = \"{day}T14:00:00Z\"\nby = \"Rosa\"\n\
             reason = \"Ya hablamos\"\ngaps = [{{ gap = \"not_shared\", missing = 3, of = 12 }}]\n"
        )
    };
    let wrong = |phase: i64, steps: &[String]| {
        let front = format!("name = \"Reportes\"\nphase = {phase}\n{}", steps.concat());
        problems(|files| replace(files, "programme.md", "name = \"Reportes\"\n", &front))
    };
    let on = [step(1, 2, "2022-07-14"), step(2, 3, "2022-07-21"), step(3, 2, "2022-07-26")];
    assert_eq!(wrong(2, &on), []);
    assert_eq!(wrong(1, &on[..0]), []);
    for (phase, steps) in [
        // Not where it leads, not from the beginning, two at once, back in time, ahead of now.
        (3, on.to_vec()),
        (3, on[1..2].to_vec()),
        (3, vec![step(1, 3, "2022-07-14")]),
        (3, vec![on[0].clone(), step(2, 3, "2022-07-01")]),
        (2, vec![step(1, 2, "2026-03-05")]),
        (1, vec![step(1, 0, "2022-07-14")]),
    ] {
        let found = wrong(phase, &steps);
        assert_eq!(found[0].0, "programme.md", "{found:?}");
        assert_eq!(found[0].2, crate::book::texts::texts().moves_wrong);
    }
    let much = [step(1, 2, "2022-07-14").replace("missing = 3", "missing = -3")];
    assert_eq!(wrong(2, &much)[0].2, crate::book::texts::texts().count_wrong);
}
