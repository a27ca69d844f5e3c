use super::Texts;
use crate::{
    lang::Lang,
    onboarding::{
        DayState, EventKind, Held, JobTraining, Need, Signer, Standing, Why, rules::Conflict,
    },
    ui::{
        dates,
        numbers::{decimal, number},
        plural, some_of,
    },
};

pub static TEXTS: Texts = Texts {
    title: "Onboarding",
    intro: "Who has done their CS days, who is late, and who may start job training today.",
    people: "People",
    people_count: |n| format!("{} {}", number(n), plural(Lang::En, n, "person", "people")),
    of_people: |n| format!("of {} {}", number(n), plural(Lang::En, n, "person", "people")),
    person: "Person",
    position: "Position",
    branch: "Branch",
    all_branches: "All branches",
    month: "Month hired",
    all_months: "All months",
    state: "State",
    all_states: "All states",
    hired_on: "Hired on",
    day: |n| format!("Day {n}"),
    day_state: |x| match x {
        DayState::NotPlanned => "Not planned",
        DayState::Planned => "Planned",
        DayState::Unmarked => "Not marked",
        DayState::Present => "Present, not signed",
        DayState::Partial => "Partly signed",
        DayState::Done => "Done",
        DayState::Missed => "Missed",
        DayState::Late => "Late",
        DayState::Overridden => "Skipped",
    },
    standing: |x| match x {
        Standing::Running => "In progress",
        Standing::Late => "Late",
        Standing::Done => "Done",
        Standing::Overridden => "By exception",
        Standing::Exempt => "Exempt",
    },
    may_start: "May start job training",
    needs_something: "Needs attention",
    median: "Days to completion (median)",
    median_note: |n| format!("from hire, {} who completed", number(n)),
    overrides: "HR exceptions",
    open: "Open",
    locked: "Locked",
    nobody: "Nobody new yet",
    nobody_text: "Add a person with a hire date, and their days are proposed automatically.",
    nobody_found: "No matches",
    nobody_found_text: "Use fewer filters, or show everybody.",
    show_all: "Show everybody",
    as_csv: "As CSV",
    as_xlsx: "As Excel file",
    export_name: "onboarding",
    my_morning: "My people today",
    trend: "Days to completion, by month hired",
    trend_text: "The median of those who finished, including those who have left since. Fewer is better.",
    trend_point: |median, finished, hired| match median {
        Some(days) => format!("{} ({finished} of {hired})", decimal(days, 1)),
        None => format!("no data (0 of {hired})"),
    },
    mine_title: "Your first days with us",
    mine_intro: "Here is where to be, when and with whom. After these days your job training begins.",
    mine_done: "All done. Your job training is open.",
    mine_open: "Your job training is open.",
    none_of_mine: "You have no onboarding",
    none_of_mine_text: "People who have just started find their first days here.",
    to_sessions: "To the sessions",
    when: "When",
    where_: "Where",
    with_whom: "With whom",
    bring: "What to bring",
    no_time_yet: "No date yet",
    what_it_is_about: "What it is about",
    is_make_up: "make-up day",
    done_before: "in the onboarding before",
    signed_of: |n, of| format!("{n} of {of} signed"),
    sheet: |n, of| format!("Behaviours observed ({n} of {of} signed)"),
    progress: "Progress",
    days_done: "Days done",
    in_time_until: "Due by",
    job_training: "Job training",
    job_training_from: "Job training begins on",
    job_training_hint: "The days should be done before.",
    plan: "Plan",
    plan_version: |name, n| format!("{name}, version {n}"),
    earlier: "The onboarding before this one",
    history: "History",
    event: |x| match x {
        EventKind::Begun => "Onboarding started",
        EventKind::Planned => "Planned",
        EventKind::Moved => "Moved",
        EventKind::Changed => "Another place, instructor or duration",
        EventKind::Unplanned => "Called off",
        EventKind::Left => "Left",
        EventKind::Present => "Attended",
        EventKind::Missed => "Did not attend",
        EventKind::Unmarked => "Attendance taken back",
        EventKind::Signed => "Signed point",
        EventKind::Unsigned => "Signature taken back, point",
        EventKind::Finished => "All days done",
        EventKind::Reopened => "No longer complete",
        EventKind::Released => "Exception by HR",
        EventKind::Exempted => "Needs no onboarding",
        EventKind::Locked => "Locked again",
        EventKind::Counted => "The earlier onboarding counts",
        EventKind::JobTraining => "Start of job training",
        EventKind::HiredOn => "Hire date corrected",
    },
    signed_points: |items| format!("Signed points {items}"),
    conflicts: "Needs attention",
    conflict: |x| match x {
        Conflict::Needs { number, need } => match need {
            Need::NotPlanned => format!("Day {number} has no date yet."),
            Need::Missed => format!("Day {number} was missed and has no make-up day yet."),
            Need::BranchClosed => {
                format!("The branch of day {number} was closed. Give that day another date.")
            }
            Need::BranchBlocked => {
                format!(
                    "Nobody may come to the branch on day {number}. Give that day another date."
                )
            }
            Need::Holiday => {
                format!("Day {number} is on a holiday. Give that day another date.")
            }
            Need::Left => {
                format!("Whoever was to hold day {number} has left. Give that day another date.")
            }
            Need::Role => {
                format!(
                    "Whoever was to hold day {number} is no longer an instructor there. Give that day another date."
                )
            }
            Need::Absent => {
                format!("Whoever holds day {number} is away then. Give that day another date.")
            }
        },
        Conflict::BeforeHire { number } => {
            format!("Day {number} is before the hire date. Move the day.")
        }
        Conflict::Elsewhere { number } => {
            format!("Day {number} is at a branch where the person no longer works. Move the day.")
        }
        Conflict::TrainingBeforeHire => "Job training begins before the hire date.".to_owned(),
        Conflict::AfterJobTraining { number } => {
            format!("Day {number} falls when job training should have begun.")
        }
        Conflict::OutOfOrder { number } => {
            format!("Day {number} comes before the day that should be first.")
        }
        Conflict::AfterDeadline { number } => {
            format!("Day {number} is past the time set for onboarding.")
        }
        Conflict::HiredAgain { on } => {
            let on = dates::short_date(Lang::En, on);
            format!(
                "Hired again on {on}, after these days were done. Begin another onboarding, or let this one count."
            )
        }
    },
    propose: "Plan the days",
    nobody_free: "No instructor can be there in the next weeks. Plan a visit to the branch, give somebody the role of instructor, or enter a date by hand.",
    plan_day: "Plan day",
    move_day: "Move day",
    make_up: "Plan make-up day",
    date: "Date",
    time: "Start",
    time_hint: "By the clocks of the branch.",
    minutes: "Minutes",
    place: "Room or place",
    place_hint: "For example: meeting room, second floor",
    instructor: "Instructor",
    choose: "Choose",
    cancel: "Cancel",
    reason: "Reason",
    reason_hint: "The person and the instructor read it.",
    was_held: "This day was held. It cannot be moved any more.",
    busy_with: |name, what, branch, when| match what {
        Held::Session => format!("{name} facilitates a session then ({when})"),
        Held::Visit => format!("{name} visits {branch} then ({when})"),
        Held::Day => format!("{name} holds a CS day at {branch} then ({when})"),
        Held::Absence => format!("{name} is away then ({when})"),
    },
    why_with: "Why then",
    why: |why, name| match why {
        Why::Visit => format!("{name} visits the branch that morning"),
        Why::Together => format!("{name} is there that morning with other new people"),
        Why::Base => format!("{name} works there"),
        Why::Way(minutes) => format!("{name} is free and {minutes} minutes away"),
        Why::Unknown => format!("{name} is free, but the way there is not known"),
    },
    wait_for_days: |n| {
        let wait = plural(Lang::En, n, "person waits", "people wait");
        format!("{} {wait} for CS days where an instructor is to come", number(n))
    },
    wait_for_days_text: "Their days can be held on the mornings of those visits.",
    plan_waiting: "Plan their days",
    is_through: "Job training is open without the days. Lock it again to plan them.",
    busy_onboarding: |name, when| format!("{name} holds an onboarding day at that time: {when}."),
    just_taken: |name| {
        format!("{name} was just booked for that time. Choose another time or instructor.")
    },
    is_holiday: |name| format!("That day is a holiday: {name}"),
    closed_then: |weekday| format!("The branch takes nobody for training on a {weekday}"),
    not_working: |name, weekday| format!("{name} does not work on a {weekday}"),
    anyway: "Plan it although the day is not usual",
    anyway_hint: "On a holiday, or on a weekday on which the branch or the instructor is not available.",
    same_day: "Another of the days is on that date",
    out_of_order_hr: "The days come in order. Only HR may change it.",
    present: "Present",
    absent: "Did not come",
    unmark: "Undo attendance",
    sign: "Sign",
    sign_all: "Sign all",
    undo: "Undo",
    is_signed: "Signed: ",
    signed_by: |who, when| format!("{who} · {when}"),
    remark: "Remark",
    remark_hint: "Kept with what you sign now.",
    day_before: "Day before",
    day_after: "Day after",
    no_people: "Nobody comes to you on this day",
    no_people_text: "When you hold an onboarding day, its people stand here to be marked and signed.",
    not_current: "This onboarding is over.",
    not_planned_yet: "Plan the day first.",
    not_begun: "The day has not begun.",
    earlier_first: "The days come in order: finish the one before. Only HR may change it.",
    was_absent: "The person is marked as absent. Mark them as present first.",
    signed_already: "Something of this day is signed. Undo the signatures first.",
    for_hr: "For HR",
    save: "Save",
    release: "Open job training",
    release_text: |days| {
        format!(
            "Job training opens although these days are missing: {days}. Your reason stays visible and is counted."
        )
    },
    exempt: "Needs no onboarding",
    exempt_text: "For people who already know the job. The reason stays visible.",
    count_earlier: "Count the earlier onboarding",
    count_again_text: "The days that were done then count, and job training stays open.",
    hired_again: "Hired again",
    count_earlier_text: "The days done before count, and job training opens.",
    lock_again: "Lock again",
    released_since: "Opened by HR as an exception, with days missing",
    exempt_since: "Needs no onboarding",
    by_on: |who, when| format!("{who}, {when}"),
    locked_because: |name, days| {
        format!(
            "Job training of {name} is locked: CS days missing: {days}. HR can open it with a reason."
        )
    },
    locked_mine: |days| {
        format!(
            "This is job training. It opens for you when your CS days are done. Missing: {days}."
        )
    },
    not_shared: "What you wrote was not shared",
    locked_badge: "Locked: CS days missing",
    some_locked: |n| format!("{} locked: CS days missing", number(n)),
    locked_in_roster: |n| {
        format!(
            "{} {} not admitted yet: their CS days are missing. They are not counted as absent.",
            number(n),
            plural(Lang::En, n, "person invited is", "people invited are")
        )
    },
    earlier_unfinished: "The earlier onboarding was not finished, so it cannot count.",
    after: "What comes after",
    is_open: "Job training is open.",
    opens_after: |days| format!("Job training opens when these days are done: {days}."),
    kind_label: "Kind",
    kind: |x| match x {
        JobTraining::Technical => "Technical",
        JobTraining::Behavioural => "Behavioural",
    },
    kind_hint: |x| match x {
        JobTraining::Technical => "The system and its changes",
        JobTraining::Behavioural => "Meeting what customers need, and exceeding it",
    },
    no_modules_of_position: "No modules are set for this position.",
    module_done: "Mark as done",
    sit_ins: "Sit-ins",
    sit_ins_text: "Beside somebody experienced, at real work.",
    no_sit_ins: "None yet. Sit beside somebody experienced and write down what you saw.",
    add_sit_in: "Add sit-in",
    host: "With whom",
    observed: "What was observed",
    observed_hint: "What they did, said, decided.",
    reflection: "Reflection",
    reflection_hint: "What you would do the same way, and what surprised you.",
    as_note: "Share the reflection as a note",
    as_note_hint: "With your name, on the wall of a session that you were at. Who sees that session reads it.",
    note_later: "Once you have been at a session since you were hired, you can share your reflection as a note from here.",
    share_as_note: "Share as a note",
    sat_with: |name| format!("With {name}"),
    sat_with_you: |name| format!("{name} sat in with you"),
    confirmed: "Confirmed by the host",
    not_confirmed: "Not confirmed yet",
    not_so: "The host says it was not so",
    deny_sit_in: "That was not so",
    deny_sit_in_text: "Whoever wrote it down reads your reason and can correct it.",
    why_not_so: "Why it was not so",
    why_not_so_missing: "Say why it was not so",
    correct_sit_in: "Correct",
    withdraw_sit_in: "Withdraw",
    withdraw_sit_in_text: "The sit-in is deleted. A note that came of its reflection stays.",
    sit_in_confirmed: "It is confirmed already and cannot be changed.",
    became_note: "The note it became",
    to_confirm: "To be confirmed by you",
    host_remark: "What you add",
    confirm: "Confirm",
    host_missing: "Choose with whom",
    past_date_missing: "Enter a date up to today",
    observed_missing: "Write what was observed",
    own_reflection: "Only the person shares their own reflection",
    sit_in_exists: "A sit-in with this person on that day is there already",
    plans: "Plans",
    plans_intro: "What is learnt on which day. People keep the version they began with.",
    no_plan: "The usual three days",
    no_plan_text: "They are made when the first person begins. Add a plan of your own for a position that needs another.",
    new_plan: "New plan for a position",
    edit_plan: "Edit plan",
    for_everybody: "For everybody without a plan of their own",
    version: |n| format!("version {n}"),
    on_their_way: |n| format!("{} in progress", number(n)),
    day_facts: |minutes, items, signer| {
        let who = match signer {
            Signer::Own => "signed by whoever holds it",
            Signer::Any => "signed by any instructor",
        };
        format!(
            "{minutes} min · {items} {} to see · {who}",
            plural(Lang::En, items, "thing", "things")
        )
    },
    signer: |x| match x {
        Signer::Own => "The instructor who holds the day",
        Signer::Any => "Any instructor of the branch",
    },
    keep_theirs: |n| {
        format!(
            "{} on their way. They keep their version; what you save holds for those who begin from now on.",
            number(n)
        )
    },
    plan_name: "Name of the plan",
    plan_position_hint: "People of this position begin with this plan.",
    save_version: "Save as new version",
    add_day: "Add day",
    day_title: "Title",
    topics: "Topics",
    one_a_line: "One a line.",
    materials: "Materials",
    materials_hint: "One a line: a sheet, a film, an address like https://…",
    training_place: "Place of training",
    training_place_hint: "New people have their CS days at their own branch, or here when nobody can come to them.",
    training_place_none: "Only at their own branch",
    by_branch: "By branch",
    on_way: "In progress",
    to_check: |n| format!("{n} to check"),
    overrides_note: "in all, including those withdrawn",
    nobody_admitted: |n| {
        format!(
            "{} cannot take part yet: their CS days are missing. There is nobody else, so this session does not open.",
            if n == 1 {
                "The one person invited".to_owned()
            } else {
                format!("All {n} people invited")
            }
        )
    },
    items: "Behaviours to observe",
    items_hint: "One behaviour a line, such that two people would see the same.",
    who_signs: "Who signs",
    day_empty_hint: "left empty it is no day",
    plan_exists: "This position has a plan already",
    none_of_person: "No onboarding.",
    to_onboarding: "To the onboarding",
    begin: "Begin onboarding",
    begin_text: "Their days are proposed on the next free mornings. Job training is locked until they are done.",
    begin_again: "Begin another onboarding",
    begin_again_text: "For somebody who was hired again. The one before stays, and you can let it count.",
    running_already: "This person's onboarding is already in progress.",
    exempt_hire: "Why no onboarding is needed",
    exempt_hire_hint: "Leave it empty: whoever was hired in the last 30 days gets their CS days proposed. A reason stays visible.",
    certificate: "Certificate",
    print_hint: "Print this page, or save it as PDF.",
    certifies: "This certifies that",
    certificate_text: |plan, branch, on| {
        format!("has completed the onboarding “{plan}” at {branch} on {on}.")
    },
    qr: "Leads to the page that checks this certificate",
    qr_hint: "To check it, scan this and sign in.",
    verify: "Check a certificate",
    valid: "This certificate is valid",
    valid_text: "All days were attended and signed.",
    not_valid: "No valid certificate",
    not_valid_text: "The address is wrong, or a signature was taken back.",
    finished_on: "Finished on",
    to_today: "To Today",
    today_is_own: "Today you have an onboarding day",
    today_is_held: "New people are waiting for you today",
    today_own: "Your next onboarding day",
    today_held: "Onboarding days you hold",
    today_in_need: "Onboarding days to plan",
    today_late: |n| {
        format!(
            "{} {} late with their onboarding",
            number(n),
            plural(Lang::En, n, "person is", "people are")
        )
    },
    today_late_text: "Their CS days are not done in time. See what is missing.",
    branch_missing: "Choose a branch",
    date_missing: "Enter a date like 2026-03-15",
    before_hire: "This is before the hire date",
    time_missing: "Enter a time like 09:00",
    minutes_wrong: "Enter minutes from 15 to 720",
    instructor_missing: "Choose an instructor",
    too_long: "Shorten the text",
    reason_missing: "Give the reason",
    title_missing: "Enter a title",
    name_missing: "Enter a name",
    items_missing: "Enter at least one behaviour",
    items_long: "At most 30 lines of 500 characters each",
    position_missing: "Choose a position",
    late_days: "Days allowed for the CS days",
    late_days_hint: "Counted from the hire date. Whoever is not done by then is shown as late.",
    late_days_wrong: "Enter days from 1 to 365",
    session_kind: "Job training",
    session_kind_hint: "New people are admitted to it only when their CS days are done. Sessions of a programme that is job training always are.",
    session_none: "No job training",
    programme_kind_hint: "New people are admitted to its sessions only when their CS days are done.",
    programme_kind_edit_hint: "New people are admitted to its sessions only when their CS days are done. A change also holds for the sessions that are planned; those already held stay as they are.",
    programmes_after: "Programmes",
    locked_in_programme: |n| {
        format!(
            "{} {} locked: CS days missing. Nobody expects them yet.",
            number(n),
            plural(Lang::En, n, "person invited is", "people invited are")
        )
    },
    locked_is_there: "Somebody whose CS days are missing has checked in to a planned session. Undo that mark first.",
    locked_inside: |names| {
        format!(
            "Checked in already, with CS days missing: {}. Undo those marks on the roster first, or ask HR to open job training for them.",
            some_of(Lang::En, names)
        )
    },
};
