use super::Texts;
use crate::{
    lang::Lang,
    ui::{numbers::number, plural},
};

fn count(n: i64, one: &'static str, many: &'static str) -> String {
    format!("{} {}", number(n), plural(Lang::En, n, one, many))
}

pub static TEXTS: Texts = Texts {
    card: "Knowledge as files",
    card_text: "Notes, concepts, decisions, archetypes and practices as Markdown, with photos, comments and where each comes from.",
    take_out: "Download",
    carry_in: "Carry knowledge in",
    empty_text: "Nothing was said here yet. Knowledge from another programme can be carried in.",
    revision: "Revision",
    dissent: "Dissent",
    contribution: "Contribution",
    comment: "Comment",
    readme: |name| {
        format!(
            "# {name}\n\nThe knowledge of a programme, one file for each thing.\n\n\
             - `sessions` where people met, `notes` what they said there, \
             `polls` what they answered\n\
             - `concepts` what was put into words, `rounds` how it was judged, `decisions` what was decided about it\n\
             - `archetypes` what was built of it, `versions` each frozen text\n\
             - `practices` where it went\n\
             - `photos` of the notes, `comments` on all of it, `upkeep` who keeps it right\n\n\
             Between the lines of `+++` stands what a thing is and where it comes from. Names that \
             were hidden are not in these files. They can be carried into an empty programme.\n"
        )
    },
    programmes: "Programmes",
    title: "Carry knowledge in",
    intro: "From a file that was downloaded from another programme, or written by hand.",
    file: "File",
    file_hint: "A .zip of at most 32 MB.",
    read_file: "Check the file",
    no_file: "Choose a file first.",
    too_large: "The file is larger than 32 MB.",
    broken: "The file did not arrive whole. Send it again.",
    back: "Back to the programme",
    how: "What happens",
    how_what: "What comes along",
    how_what_text: "Sessions with their notes, photos, themes and the polls whose results were shown, concepts with all revisions, decisions and dissent, archetypes with versions and trial runs, practices, comments, who vouches for a text, and what comes from what.",
    how_people: "People",
    how_people_text: "Recognised by e-mail address, else by name. Of others only the name is kept.",
    how_hidden: "Hidden names",
    how_hidden_text: "Never in the file. Those notes stay unnamed.",
    how_rest: "What stays behind",
    how_rest_text: "Judgements, who answered a poll, attendance, and who is invited. Sessions that come along count in no indicator.",
    check: "Check the knowledge",
    check_intro: |name| format!("From “{name}”. Nothing is added yet."),
    other_file: "Choose another file",
    will_add: "What will be added",
    sessions: "Sessions",
    notes: "Notes",
    polls: "Polls",
    concepts: "Concepts",
    rounds: "Rounds of judging",
    decisions: "Decisions",
    archetypes: "Archetypes",
    versions: "Versions",
    practices: "Practices",
    photos: "Photos",
    comments: "Comments",
    of_them_unnamed: |n| format!("{} unnamed", number(n)),
    phase_moves: |phase| format!("The programme goes on in phase {phase}."),
    becomes_job_training: |kind| {
        format!(
            "The programme becomes job training ({kind}): new people are admitted when their CS days are done."
        )
    },
    names: "Who is meant",
    names_text: "These names are in the file.",
    name: "Name in the file",
    here: "Here",
    by_email: "by e-mail address",
    by_name: "by name",
    name_kept: "Nobody here; the name is kept",
    aside: "Left aside",
    aside_text: "Nothing is read from these files.",
    carry: |n| format!("Carry in {}", count(n, "thing", "things")),
    commit_text: "All of it is added at once. It cannot be undone as a whole.",
    cannot_read: "The file cannot be carried in",
    problems: |n| count(n, "problem", "problems"),
    problems_text: "Nothing was added. Correct the files and send them again.",
    more_problems: |n| format!("And {} more.", number(n)),
    place: "Where",
    line: |line| format!("line {line}"),
    what: "What is wrong",
    changed_meanwhile: "Who is meant has changed meanwhile. Look at it again.",
    carried: |programme| format!("Carried in from “{programme}”"),
    carried_by: |who, when| format!("Held elsewhere. {who} carried it in on {when}."),
    held_by: |names| format!("Facilitated by {names}."),
    phase_reason: |programme| format!("Knowledge carried in from “{programme}”"),
    no_phases: "Only a programme of five phases takes knowledge in.",
    not_active: "This programme is over. It takes no knowledge in.",
    not_empty: "Something was said or made in this programme already. Knowledge is carried into an empty one: plan a new programme for it.",
    no_zip: "This is no .zip file, or it is damaged.",
    too_many_files: |most| format!("There are more than {} files in it.", number(most)),
    file_too_large: |file| {
        format!(
            "{file} is too large when unpacked. A text has at most 2 MB, a photo 5 MB; all texts 20 MB, all photos 40 MB."
        )
    },
    no_text: |file| {
        format!("{file} cannot be read: it is damaged, has a password, or is no text in UTF-8.")
    },
    no_programme: "The file programme.md is missing",
    format_wrong: |version| format!("This is version {version} of the format; version 1 is read"),
    no_front: "The first line must be +++, then comes what the thing is, then +++ again",
    endless_front: "The second line of +++ is missing",
    front_wrong: |why| format!("This cannot be read: {why}"),
    field_missing: |name| format!("“{name}” is missing"),
    field_unknown: |name, known| format!("“{name}” is not known here. Known are: {known}"),
    word_unknown: |word, known| format!("“{word}” is none of: {known}"),
    nothing_in_it: "There is nothing in it: no session, no note, no concept",
    too_many: |most| format!("There are more than {}", number(most)),
    too_long: |most| format!("Use at most {} characters", number(most)),
    name_wrong: "A name has 1 to 120 characters",
    person_twice: |key| format!("“{key}” is there twice; give one of them another key"),
    phase_wrong: "A phase is a number from 1 to 5",
    moves_wrong: "The moves begin in phase 1, each goes one phase on or back from where the one before led, none lies ahead, and the last leads to the phase of the programme",
    round_wrong: "These results do not fit together",
    weights_wrong: "The weights of the criteria are whole numbers from 1 that make 100",
    moment_wrong: "The year must be from 1900 to 2200",
    ends_wrong: "It ends before it starts",
    zone_wrong: "Write a time zone such as America/Lima",
    count_wrong: "Write a number from 0 to 100,000",
    topic_missing: "The topic is missing",
    theme_wrong: "This theme is empty or there twice",
    theme_unknown: "The session of this note does not have this theme",
    link_wrong: |to| format!("There is no file “{to}.md” of this kind"),
    origin_wrong: |to| {
        format!("“{to}.md” is missing or comes later; what a concept is made of comes before it")
    },
    photo_missing: |file| format!("There is no photo “{file}”"),
    photo_twice: |file| format!("The photo “{file}” belongs to another note already"),
    section_wrong: "Only an archetype has sections: purpose, steps, roles, tools, checklist, measures, risks",
    comment_missing: "There is no comment in it",
    options_wrong: "An option is empty or there twice",
    answers_few: |least| format!("Results have {least} answers or more: of fewer nothing is told"),
    answers_wrong: "The answers do not add up: of one choice the counts are as many as the answers, of several at least as many, and each text is an answer",
    words_wrong: |most| format!("An answer is one line of 1 to {most} characters"),
    kept_twice: "There is another file about this thing; put both into one",
    ended_twice: "Only one ending can last; say when the others were undone",
    revision_wrong: "The concept does not have this revision",
    reasons_missing: "The reasons are missing",
    dissent_missing: "The text of a dissent is missing",
    contribution_missing: "The text of a contribution is missing",
    text_outside: "This text belongs to no section",
    number_wrong: |number| {
        format!("This should be version {number}: versions are numbered from 1 without a gap")
    },
    frozen_wrong: |section| {
        format!("The section “{section}” does not read as the revision that was frozen")
    },
    untried: "A version is tried before it is released",
    unreleased: "Only a released version is spread",
    place_missing: "The place is missing",
    target_missing: "The target is missing",
    offered_twice: "This version was offered to the same target twice",
    moves_missing: "There is no step: say at least when it was offered",
};
