use super::*;
use crate::people::{
    Branch, BranchId, DepartmentId, Directory, Named, Person, PersonFacts, PersonField, PositionId,
};
use chrono::NaiveDate;

const HEAD: &str = "nombre,correo,número,sede,área,puesto,ingreso\n";

fn existing() -> Existing {
    let branch = |name: &str, active| Branch {
        id: BranchId::new(),
        name: name.into(),
        address: String::new(),
        time_zone: "America/Lima".into(),
        active,
        revision: 1,
    };
    let directory = Directory {
        branches: vec![
            branch("Sede Central", true),
            branch("Sede Norte", true),
            branch("Sede Vieja", false),
        ],
        departments: vec![
            Named {
                id: DepartmentId::new(),
                name: "Informes médicos".into(),
                active: true,
                revision: 1,
            },
            Named { id: DepartmentId::new(), name: "Archivo".into(), active: false, revision: 1 },
        ],
        positions: vec![Named {
            id: PositionId::new(),
            name: "Digitador(a)".into(),
            active: true,
            revision: 1,
        }],
    };
    let person = |number: Option<&str>, email: Option<&str>, name: &str| Known {
        person: Person::new(PersonFacts {
            name: name.into(),
            employee_number: number.map(Into::into),
            email: email.map(Into::into),
            branch_id: directory.branches[0].id,
            department_id: Some(directory.departments[0].id),
            position_id: None,
            hired_on: NaiveDate::from_ymd_opt(2020, 3, 2),
        }),
        is_admin: false,
    };
    let mut people = vec![
        person(Some("R001"), Some("ana@respira.example"), "Ana Torres Vega"),
        person(Some("R002"), None, "Luis Flores"),
        person(None, Some("rosa@respira.example"), "Rosa Quispe"),
        person(Some("R004"), None, "Iván Zegarra"),
        person(Some("R005"), None, "Jefa Suprema"),
    ];
    people[3].person.active = false;
    people[4].is_admin = true;
    Existing { directory, people }
}

fn table(text: &str) -> Table {
    read(text.as_bytes(), Encoding::Utf8).unwrap()
}

fn planned(rows: &str) -> Plan {
    plan(&table(&format!("{HEAD}{rows}")), &existing(), Options::default()).unwrap()
}

/// The problems of the only row.
fn wrong(row: &str) -> Vec<Problem> {
    match &planned(row).rows[0].outcome {
        Outcome::Wrong(problems) => problems.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn separators_marks_and_line_ends_do_not_matter() {
    let comma = table("name,email\nAna,a@x.pe\n");
    for text in [
        "\u{feff}name,email\nAna,a@x.pe\n",
        "name;email\r\nAna;a@x.pe\r\n",
        "name\temail\rAna\ta@x.pe",
        "sep=;\nname;email\nAna;a@x.pe",
        "\"name\";\"email\"\n\"Ana\";\"a@x.pe\"",
        "name , email\n Ana , a@x.pe ",
    ] {
        let found = table(text);
        assert_eq!(found.headers, comma.headers, "{text:?}");
        assert_eq!(found.rows[0].cells, comma.rows[0].cells, "{text:?}");
    }
}

#[test]
fn lines_are_counted_as_an_editor_does() {
    let found = table("\nname,email\n\n\nAna,a@x.pe\n,\n\"Luis\nAlberto\",l@x.pe\nRosa,r@x.pe\n");
    let numbers: Vec<usize> = found.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [5, 7, 9]);
    assert_eq!(found.rows[1].cells[0], "Luis\nAlberto");
    assert_eq!(table("sep=,\r\nname\r\nAna\r\n").rows[0].number, 3);
}

#[test]
fn quotes_keep_separators_and_quotes() {
    let found = table("name;email\n\"Núñez; Ana \"\"Anita\"\"\";a@x.pe\n");
    assert_eq!(found.rows[0].cells[0], "Núñez; Ana \"Anita\"");
}

#[test]
fn latin_1_is_detected() {
    let latin = b"nombre;correo\nAna N\xfa\xf1ez;a@x.pe\n";
    assert_eq!(detect(latin), Encoding::Windows1252);
    assert_eq!(read(latin, Encoding::Windows1252).unwrap().rows[0].cells[0], "Ana Núñez");
    assert_eq!(detect("Núñez".as_bytes()), Encoding::Utf8);
    let misread = read(latin, Encoding::Utf8).unwrap();
    let planned = plan(&misread, &existing(), Options::default()).unwrap();
    assert!(matches!(&planned.rows[0].outcome, Outcome::Wrong(p) if p[0] == Problem::BadLetters));
    // A mark in the file decides, whatever was chosen.
    let marked = "\u{feff}nombre\nNúñez\n".as_bytes();
    assert_eq!(read(marked, Encoding::Windows1252).unwrap().rows[0].cells[0], "Núñez");
    let utf16: Vec<u8> =
        "\u{feff}nombre\nNúñez\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16, detect(&utf16)).unwrap().rows[0].cells[0], "Núñez");
}

#[test]
fn what_is_no_table_says_so() {
    let why = |bytes: &[u8]| read(bytes, Encoding::Utf8).unwrap_err();
    assert_eq!(why(b""), Unreadable::Empty);
    assert_eq!(why(b" \n;;\n"), Unreadable::Empty);
    assert_eq!(why(b"name,email\n"), Unreadable::NoRows);
    assert_eq!(why(b"PK\x03\x04..."), Unreadable::Workbook);
    assert_eq!(why(b"a\0b\n"), Unreadable::NotText);
    let plan = |text| plan(&table(text), &existing(), Options::default()).map(|_| ()).unwrap_err();
    assert_eq!(plan("correo,sede\na@x.pe,Sede Central\n"), Unreadable::NoNames);
    assert_eq!(plan("nombre,sede\nAna,Sede Central\n"), Unreadable::NoKeys);
    assert_eq!(plan("name,nombre,email\nAna,Ana,a@x.pe\n"), Unreadable::Twice(PersonField::Name));
}

#[test]
fn headings_are_known_in_both_languages() {
    for heading in [
        "nombre,correo,número,sede,área,puesto,ingreso",
        "Name,Email,Employee_Number,Branch,Department,Position,Hired_on",
        "NOMBRES Y APELLIDOS,Correo electrónico,N°,SEDE,Area,Cargo,Fecha de ingreso",
        "Nombre completo,E-mail,Nro.,Sucursal,Departamento,Puesto,F",
        "Name,Email,Employee number,Branch,Department,Position,Hired on",
        "Nombre,Correo electrónico,Número de colaborador(a),Sede,Área,Puesto,Fecha de ingreso",
    ] {
        let headings: Vec<String> = heading.split(',').map(Into::into).collect();
        let columns = Columns::recognise(&headings).unwrap();
        let fields: Vec<PersonField> = columns.known().map(|(field, _)| field).collect();
        assert_eq!(fields[..6], PersonField::ALL[..6], "{heading}");
    }
}

#[test]
fn a_new_person_is_added() {
    let planned = planned(
        "Ana Núñez Díaz,Ana.N@Respira.example, r010 ,sede norte,INFORMES MEDICOS,,8/7/2022\n",
    );
    let Outcome::Add(wanted) = &planned.rows[0].outcome else { panic!("{planned:?}") };
    assert_eq!(wanted.facts.name, "Ana Núñez Díaz");
    assert_eq!(wanted.facts.email.as_deref(), Some("ana.n@respira.example"));
    assert_eq!(wanted.facts.employee_number.as_deref(), Some("R010"));
    assert!(wanted.facts.department_id.is_some() && wanted.facts.position_id.is_none());
    assert_eq!(wanted.facts.hired_on, NaiveDate::from_ymd_opt(2022, 7, 8));
    assert_eq!((planned.added(), planned.wrong(), planned.rows[0].line), (1, 0, 2));
}

#[test]
fn people_are_recognised_by_number_and_else_by_address() {
    let planned = planned(concat!(
        "Ana Torres Vega,ana.t@respira.example,R001,,,,\n",
        "Luis Flores,,r002,Sede Central,Informes médicos,,02/03/2020\n",
        "Rosa Quispe Mamani,ROSA@respira.example,R003,,,Digitador(a),\n",
    ));
    assert_eq!((planned.changed(), planned.same(), planned.wrong()), (2, 1, 0));
    let changes = |at: usize| match &planned.rows[at].outcome {
        Outcome::Change { changes, .. } => {
            changes.iter().map(|c| (c.field, c.from.as_str(), c.to.as_str())).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    let (from, to) = ("ana@respira.example", "ana.t@respira.example");
    assert_eq!(changes(0), [(PersonField::Email, from, to)]);
    assert_eq!(
        changes(2),
        [
            (PersonField::Name, "Rosa Quispe", "Rosa Quispe Mamani"),
            (PersonField::EmployeeNumber, "", "R003"),
            (PersonField::Position, "", "Digitador(a)"),
        ]
    );
}

#[test]
fn each_problem_is_named() {
    let text = |text: &str| text.to_owned();
    assert_eq!(wrong(",a@x.pe,,Sede Central,,,\n"), [Problem::NameMissing]);
    assert_eq!(wrong("Ana,,,Sede Central,,,\n"), [Problem::NoKey]);
    assert_eq!(wrong("Ana,ana,,Sede Central,,,\n"), [Problem::EmailInvalid(text("ana"))]);
    assert_eq!(wrong("Ana,a@x.pe,,,,,\n"), [Problem::BranchMissing]);
    assert_eq!(
        wrong("Ana,a@x.pe,,Sede Sur,,,31/02/2022\n"),
        [
            Problem::DateInvalid(text("31/02/2022")),
            Problem::Unknown(PersonField::Branch, text("Sede Sur"))
        ]
    );
    assert_eq!(
        wrong("Ana,a@x.pe,,Sede Vieja,Archivo,,\n"),
        [
            Problem::Inactive(PersonField::Branch, text("Sede Vieja")),
            Problem::Inactive(PersonField::Department, text("Archivo"))
        ]
    );
    assert_eq!(wrong("Ana,a@x.pe,,Sede Central,,,,x\n"), [Problem::TooManyCells]);
    assert_eq!(
        wrong("Ana,rosa@respira.example,R001,,,,\n"),
        [Problem::TwoPeople(text("Ana Torres Vega"), text("Rosa Quispe"))]
    );
    assert_eq!(
        wrong("Ana,ana@respira.example,R099,,,,\n"),
        [Problem::OtherNumber(text("Ana Torres Vega"), text("R001"))]
    );
    assert_eq!(wrong("Iván,,R004,,,,\n"), [Problem::PersonInactive(text("Iván Zegarra"))]);
    assert_eq!(wrong("Jefa,,R005,,,,\n"), [Problem::OfAdmin(text("Jefa Suprema"))]);
    let long = "x".repeat(121);
    assert_eq!(
        wrong(&format!("{long},a@x.pe,,Sede Central,,,\n")),
        [Problem::TooLong(PersonField::Name)]
    );
}

#[test]
fn rows_about_the_same_person_are_all_wrong() {
    let planned = planned(concat!(
        "Ana,n@x.pe,R010,Sede Central,,,\n",
        "Luis,l@x.pe,R011,Sede Central,,,\n",
        "Ana,m@x.pe,r010,Sede Central,,,\n",
        "Otra,N@x.pe,,Sede Central,,,\n",
        "Ana Torres,,R001,,,,\n",
        "Ana T.,ana@respira.example,,,,,\n",
    ));
    let others: Vec<Option<usize>> = planned
        .rows
        .iter()
        .map(|row| match &row.outcome {
            Outcome::Wrong(problems) => problems.iter().find_map(|problem| match problem {
                Problem::Repeated(line) => Some(*line),
                _ => None,
            }),
            _ => None,
        })
        .collect();
    assert_eq!(planned.wrong(), 5);
    assert!(matches!(others[0], Some(4 | 5)), "{others:?}");
    assert_eq!(others[1..], [None, Some(2), Some(2), Some(7), Some(6)]);
}

#[test]
fn unknown_departments_are_offered_or_refused() {
    let text = format!(
        "{HEAD}Ana,a@x.pe,,Sede Central,Óptica,Óptico,\nLuis,l@x.pe,,Sede Central,OPTICA,,\n"
    );
    let refused = plan(&table(&text), &existing(), Options::default()).unwrap();
    assert_eq!(refused.wrong(), 2);
    let names: Vec<&str> = refused.new_names.values().map(String::as_str).collect();
    assert_eq!(names, ["Óptica", "Óptico"]);
    let options = Options { create_names: true, ..Options::default() };
    let planned = plan(&table(&text), &existing(), options).unwrap();
    assert_eq!(planned.added(), 2);
    assert_ne!(planned.fingerprint(), refused.fingerprint());
}

#[test]
fn administrators_are_changed_by_administrators() {
    let options = Options { change_admins: true, ..Options::default() };
    let planned = plan(&table(&format!("{HEAD}Jefa,,R005,,,,\n")), &existing(), options).unwrap();
    assert_eq!(planned.changed(), 1);
    // Nothing to change is nothing to refuse.
    assert_eq!(self::planned("Jefa Suprema,,R005,,,,\n").same(), 1);
}

#[test]
fn somebody_may_stay_in_a_department_that_was_given_up() {
    let mut existing = existing();
    existing.people[1].person.department_id = Some(existing.directory.departments[1].id);
    let text = format!("{HEAD}Luis Flores,,R002,,Archivo,,\n");
    let planned = plan(&table(&text), &existing, Options::default()).unwrap();
    assert_eq!(planned.same(), 1, "{planned:?}");
}

#[test]
fn ten_thousand_rows_are_quick() {
    let rows: String = (0..10_000)
        .map(|n| format!("Persona {n},p{n}@x.pe,N{n},Sede Norte,,,1/2/2020\n"))
        .collect();
    let started = std::time::Instant::now();
    let planned = planned(&rows);
    assert_eq!(planned.added(), 10_000);
    // A second even without optimisation; anything quadratic would take minutes.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn a_row_says_when_job_training_begins_and_why_somebody_needs_no_onboarding() {
    let headings = ["Nombre", "Correo", "Sede", "Inicio de capacitación", "Sin inducción", "Otro"];
    let headings: Vec<String> = headings.map(str::to_owned).to_vec();
    let columns = Columns::recognise(&headings).unwrap();
    assert_eq!(columns.ignored, ["Otro"]);
    let cells: Vec<String> = ["Ana", "a@x.pe", "Central", "16/03/2026", "Viene de otra sede", ""]
        .map(str::to_owned)
        .to_vec();
    assert_eq!(columns.of_hire(&cells), [Some("16/03/2026"), Some("Viene de otra sede")]);
    assert_eq!(columns.of_hire(&["Ana".to_owned()]), [None, None]);
}
