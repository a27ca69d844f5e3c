//! The program on the command line.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};
use tempfile::TempDir;

/// A folder with a database in it.
struct Place(TempDir);

impl Place {
    fn new() -> Place {
        Place(tempfile::tempdir().expect("a temporary folder"))
    }

    fn file(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_espiral"));
        command.env("ESPIRAL_DATABASE", format!("sqlite:{}", self.file("a.db"))).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program")
    }

    fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// The one line on stderr of a command that fails.
    fn fail(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
        let text = String::from_utf8(output.stderr).expect("text");
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.starts_with("espiral: "), "{text}");
        text
    }

    fn serve(&self, arguments: &[&str]) -> (Child, BufReader<std::process::ChildStdout>) {
        let mut all = vec!["serve", "--listen", "127.0.0.1:0"];
        all.extend_from_slice(arguments);
        let mut command = self.command(&all);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program");
        let stdout = child.stdout.take().expect("its output");
        (child, BufReader::new(stdout))
    }

    async fn change(&self, statement: &'static str) {
        let options = SqliteConnectOptions::new().filename(self.file("a.db"));
        let mut connection = options.connect().await.expect("the database");
        sqlx::query(statement).execute(&mut connection).await.expect(statement);
    }

    /// The bytes of all photos.
    async fn photos(&self) -> Vec<Vec<u8>> {
        let options = SqliteConnectOptions::new().filename(self.file("a.db"));
        let mut connection = options.connect().await.expect("the database");
        let all = sqlx::query_scalar("SELECT large FROM photos ORDER BY id");
        all.fetch_all(&mut connection).await.expect("photos")
    }
}

fn line(reader: &mut impl BufRead) -> String {
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    line
}

fn terminate(mut child: Child) -> Option<i32> {
    let id = child.id().to_string();
    Command::new("kill").args(["-TERM", &id]).status().expect("kill");
    child.wait().expect("its end").code()
}

#[test]
fn the_demo_needs_an_empty_database() {
    let place = Place::new();
    assert!(place.succeed(&["demo"]).contains("admin@respira.example"));
    assert!(place.fail(&["demo"]).contains("holds something"));
}

#[tokio::test]
async fn a_check_names_what_does_not_hold() {
    let place = Place::new();
    place.succeed(&["demo"]);
    let lines = place.succeed(&["check"]);
    assert!(lines.lines().count() > 15 && lines.lines().all(|line| line.starts_with("ok")));
    place.change("DELETE FROM bookings").await;
    let output = place.run(&["check"]);
    assert_eq!(output.status.code(), Some(1));
    let lines = String::from_utf8(output.stdout).expect("text");
    assert!(lines.contains("FAILED  the time of those who facilitate is booked: "), "{lines}");
    assert!(place.fail(&["check"]).contains("1 of "));
}

#[tokio::test]
async fn a_copy_brings_back_what_was_lost() {
    let place = Place::new();
    place.succeed(&["demo"]);
    let copy = place.file("copy.db");
    let said = place.succeed(&["backup", &copy]);
    assert!(said.contains("verified copy") && said.contains(" rows in "), "{said}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&copy).expect("the copy").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    let photos = place.photos().await;
    assert!(photos.iter().any(|photo| photo.starts_with(b"\xff\xd8\xff")));
    place.change("DELETE FROM photos").await;
    place.change("DELETE FROM grants").await;
    assert!(place.fail(&["check"]).contains("failed"));
    assert!(place.fail(&["restore", &copy]).contains("--force"));
    place.succeed(&["restore", &copy, "--force"]);
    let lines = String::from_utf8(place.run(&["check"]).stdout).expect("text");
    assert!(lines.contains("ok      somebody can give access"), "{lines}");
    assert_eq!(place.photos().await, photos);

    // Into nothing it needs no force; nothing is left beside.
    std::fs::remove_file(place.file("a.db")).expect("the database");
    place.succeed(&["restore", &copy]);
    let mut names: Vec<_> = std::fs::read_dir(place.0.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
        .collect();
    names.sort();
    assert_eq!(names, ["a.db", "copy.db"]);
}

#[test]
fn what_is_no_copy_is_not_restored() {
    let place = Place::new();
    std::fs::write(place.file("text"), "not a database").expect("a file");
    assert!(place.fail(&["restore", &place.file("text")]).contains("not a copy"));
    assert!(place.fail(&["restore", &place.file("nothing")]).contains("no file"));
    assert!(!Path::new(&place.file("a.db")).exists());

    place.succeed(&["migrate"]);
    assert!(place.fail(&["backup", &place.file("a.db")]).contains("the database itself"));
    assert!(place.fail(&["backup", "/no/such/folder/x"]).contains("cannot write"));
}

#[test]
fn a_damaged_copy_is_not_restored() {
    let place = Place::new();
    place.succeed(&["demo"]);
    let copy = place.file("copy.db");
    place.succeed(&["backup", &copy]);
    let mut bytes = std::fs::read(&copy).expect("the copy");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xA5);
    std::fs::write(&copy, bytes).expect("the copy");
    assert!(place.fail(&["restore", &copy, "--force"]).contains("not a copy"));
}

#[test]
fn a_missing_database_is_not_made_by_asking_for_it() {
    let place = Place::new();
    let copy = place.file("copy.db");
    for arguments in [&["check"][..], &["backup", &copy], &["user", "reset", "ana@respira.example"]]
    {
        assert!(place.fail(arguments).contains("there is no database at"), "{arguments:?}");
    }
    assert!(!Path::new(&place.file("a.db")).exists());
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    let place = Place::new();
    place.succeed(&["migrate"]);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(place.change("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 8"));
    for arguments in [&["migrate"][..], &["serve", "--listen", "127.0.0.1:0"], &["check"]] {
        assert!(place.fail(arguments).contains("newer Espiral"), "{arguments:?}");
    }
}

#[test]
fn people_get_links_and_unknown_addresses_become_administrators() {
    let place = Place::new();
    let add = ["user", "add", "Ana@respira.example", "--public-url", "https://espiral.example/"];
    let said = place.succeed(&add);
    assert!(said.contains("ana@respira.example sets a password"), "{said}");
    assert!(said.contains("  https://espiral.example/access/"), "{said}");
    assert_ne!(place.succeed(&add), said, "each link is new");
    assert!(place.succeed(&["user", "reset", "ana@respira.example"]).contains("/access/"));
    let unknown = place.fail(&["user", "reset", "eva@respira.example"]);
    assert!(unknown.contains("nobody active has the address eva@respira.example"));
}

#[test]
fn people_are_imported_all_or_none_or_the_good_rows() {
    let place = Place::new();
    place.succeed(&["demo"]);
    let file = place.file("people.csv");
    let head = "Name;Email;Branch\n";
    std::fs::write(&file, format!("{head}Eva Ramos;eva@respira.example;Sede Norte\n"))
        .expect("a file");
    let import = ["import", "people", file.as_str()];
    let tried = place.succeed(&["import", "people", &file, "--dry-run"]);
    assert_eq!(tried, "This would be imported: 1 new, 0 changed, 0 as before, 0 wrong.\n");
    assert_eq!(place.succeed(&import), "Imported: 1 new, 0 changed, 0 as before, 0 wrong.\n");
    assert_eq!(place.succeed(&import), "Imported: 0 new, 0 changed, 1 as before, 0 wrong.\n");

    let rows = "Ana Paz;ana.paz@respira.example;Sede Sur\nLuz;nobody;Sede Marte\n";
    std::fs::write(&file, format!("{head}{rows}")).expect("a file");
    let output = place.run(&import);
    let lines = String::from_utf8(output.stdout).expect("text");
    assert!(lines.starts_with("Line 3 (Luz): "), "{lines}");
    assert!(place.fail(&import).contains("nothing was imported: 1 new"));
    let good = place.succeed(&["import", "people", &file, "--good-rows"]);
    assert!(good.ends_with("Imported: 1 new, 0 changed, 0 as before, 1 wrong.\n"), "{good}");
    assert!(place.fail(&["import", "people", "/no/such/file"]).contains("cannot read"));
}

#[test]
fn the_first_start_leads_to_the_first_administrator() {
    let place = Place::new();
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let (child, mut output) = place.serve(&["--public-url", "http://espiral.example"]);
        assert_eq!(line(&mut output), "Espiral is at http://espiral.example\n");
        assert!(line(&mut output).contains("Create the administrator"));
        let link = line(&mut output);
        assert!(link.starts_with("  http://espiral.example/setup/"), "{link}");
        tokens.push(link);
        assert_eq!(terminate(child), Some(0));
    }
    assert_ne!(tokens[0], tokens[1]);
}

#[test]
fn a_served_database_is_copied_but_not_replaced() {
    let place = Place::new();
    let (child, mut output) = place.serve(&["--demo"]);
    assert!(line(&mut output).starts_with("Espiral is at http://127.0.0.1:"));
    assert!(line(&mut output).contains("espiral-demo"));
    let copy = place.file("copy.db");
    place.succeed(&["backup", &copy]);
    assert!(place.fail(&["restore", &copy, "--force"]).contains("stop the server first"));
    assert_eq!(terminate(child), Some(0));
    place.succeed(&["restore", &copy, "--force"]);
}

#[test]
fn a_taken_port_and_a_bad_database_are_named() {
    let place = Place::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let said = place.fail(&["serve", "--listen", &address]);
    assert!(said.contains(&format!("cannot listen on {address}")), "{said}");
    let said = place.fail(&["migrate", "--database", "sqlite:/no/such/folder/a.db"]);
    assert!(said.contains("cannot open the database sqlite:/no/such/folder/a.db"), "{said}");
    let said = place.fail(&["migrate", "--database", "mysql://root:secret@db/x"]);
    assert!(said.contains("postgres://") && !said.contains("secret"), "{said}");
    assert_eq!(place.run(&["serve", "--listen", "nowhere"]).status.code(), Some(2));
}

/// A fresh database on the PostgreSQL server of `TEST_DATABASE_URL`.
async fn on_postgres(name: &str) -> Option<String> {
    let server = std::env::var("TEST_DATABASE_URL").ok()?;
    let options: PgConnectOptions = server.parse().expect("an address");
    let mut admin = options.connect().await.expect("the server");
    for statement in
        [format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), format!("CREATE DATABASE {name}")]
    {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut admin).await.expect("a database");
    }
    Some(server.replacen("/postgres?", &format!("/{name}?"), 1))
}

#[tokio::test]
async fn postgres_is_copied_and_brought_back() {
    let name = format!("espiral_copy_{}", std::process::id());
    let Some(database) = on_postgres(&name).await else { return };
    let place = Place::new();
    let on = |command: &[&'static str]| {
        let mut all = vec!["--database".to_owned(), database.clone()];
        all.extend(command.iter().map(|&part| part.to_owned()));
        all
    };
    let copy: &'static str = place.file("copy.dump").leak();
    let succeed = |command: &[&'static str]| {
        let arguments = on(command);
        place.succeed(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let fail = |command: &[&'static str]| {
        let arguments = on(command);
        place.fail(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    succeed(&["demo"]);
    assert!(succeed(&["backup", copy]).contains("verified copy"));

    let options: PgConnectOptions = database.parse().expect("an address");
    let mut connection = options.connect().await.expect("the database");
    sqlx::query("DELETE FROM grants").execute(&mut connection).await.expect("no grants");
    assert!(fail(&["check"]).contains("failed"));
    assert!(fail(&["restore", copy]).contains("--force"));

    let mut served = options.application_name("espiral").connect().await.expect("a server");
    sqlx::query("SELECT 1").execute(&mut served).await.expect("an answer");
    assert!(fail(&["restore", copy, "--force"]).contains("stop the servers first"));
    served.close().await.expect("its end");

    assert!(succeed(&["restore", copy, "--force"]).contains("holds the copy"));
    let arguments = on(&["check"]);
    let output = place.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let lines = String::from_utf8(output.stdout).expect("text");
    assert!(lines.contains("ok      somebody can give access"), "{lines}");

    // Into an empty database it needs no force.
    let empty = on_postgres(&name).await.expect("a database");
    let restored = place.succeed(&["restore", copy, "--database", &empty]);
    assert!(restored.contains("holds the copy"), "{restored}");
    on_postgres(&name).await;
}
