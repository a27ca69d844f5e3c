use super::{Decided, Kept, NewPeople, Passage, Texts, Tried};
use crate::lang::Lang;

pub static EN: Texts = Texts {
    lang: Lang::En,
    branches: ["Central branch", "North branch", "South branch", "Callao branch"],
    branch_in: |district| format!("{district} branch"),
    departments: [
        "Customer service",
        "Medical reports",
        "Administration",
        "Laboratory",
        "Human resources",
    ],
    positions: [
        "Receptionist",
        "Report typist",
        "Occupational nurse",
        "Laboratory technician",
        "Service instructor",
        "Branch manager",
        "Analyst",
    ],
    room: "Room 2",
    visit_checks: [
        "Greeting at reception, standing and by name",
        "Signs and consent forms up to date",
        "Waiting time in view",
        "Farewell with the next appointment",
    ],
    holidays: [
        "New Year",
        "Labour Day",
        "Flag Day",
        "Saint Peter and Saint Paul",
        "Air Force Day",
        "Independence Day",
        "Independence Day, second day",
        "Battle of Junín",
        "Saint Rose of Lima",
        "Battle of Angamos",
        "All Saints",
        "Immaculate Conception",
        "Battle of Ayacucho",
        "Christmas",
    ],
    reports: [
        "Reports without errors and on time",
        "Errors when medical reports are typed, and reports that reach client companies late.",
    ],
    marketing: [
        "Customers who come back",
        "Client companies have too few reasons to hire us again.",
    ],
    current: [
        "Appointments without waiting",
        "People wait more than 40 minutes between one exam and the next. In Callao, reading the ID card on arrival made the queue shorter: what else can be done earlier?",
    ],
    topics: [
        "Common errors when typing medical reports",
        "What errors and late delivery lead to, soon and later",
        "What errors and late delivery cost",
        "Tools that prevent errors and delays",
        "How to spread the plan with the tools we have",
        "Knowing our ideal self: motivation and confidence at work",
        "Motivating ourselves to motivate and satisfy the customer",
        "Customer segments, and the safety campaigns that suit them",
        "Market keys for safety campaigns: price, service and quality",
        "What losing customers costs",
        "Client companies on the telephone",
        "Working with the new appointments module",
        "Complaints at the front desk",
    ],
    cancelled: "The facilitator was on sick leave",
    current_topics: [
        "What we do when the waiting room fills up",
        "Putting into words how we order the queue",
        "By which criteria we choose what to change",
    ],
    prompts: [
        "What does the best person of the team do that is written nowhere?",
        "If you had to explain it to somebody new in one sentence, what would you say?",
        "If there were time and money for one change only, which would you choose, and why?",
        "What do we need on the day it starts: which step, which tool, whose help?",
        "Who else has this problem, and what would they need to try it?",
    ],
    notes: [
        (
            "The codes for **audiometry** and **spirometry** look alike; in the afternoon, with a queue, I mix them up.",
            "codes, afternoon",
            "Typing the report",
        ),
        (
            "I read the ID number aloud before I save. Nobody taught me, but since then no report has come back to me.",
            "ID number, checking",
            "Saving the report",
        ),
        (
            "When two reports with the same surname arrive, I put a coloured sheet between them.",
            "order",
            "Receiving the sheet",
        ),
        (
            "The system closes after ten minutes. If I don't save before I pick up the telephone, I type it all again, and that is where I go wrong.",
            "system, telephone",
            "Typing the report",
        ),
        (
            "I check the date of birth first: if it doesn't fit the age, the report is somebody else's.",
            "checking",
            "Saving the report",
        ),
        (
            "It is embarrassing to ask twice what the doctor wrote, so one guesses.",
            "doctor's handwriting",
            "Reading the sheet",
        ),
    ],
    photo: "A tray of reports; two coloured sheets keep those with the same surname apart",
    themes: ["What looks alike", "Checking before saving"],
    went_on: [
        "Those who are missing said theirs aloud; it is on the wall.",
        "Every department has at least one concept.",
        "The others try it on their shift now and tell of it in the room.",
    ],
    concepts: [
        (
            "Read aloud before saving",
            "Whoever **reads aloud** the ID number and the date of birth before saving notices a mix-up in time.\n\n- It takes about five seconds.\n- It needs no new system.",
            "",
        ),
        (
            "The tray is a traffic light",
            "If the tray shows how far each report is, nobody takes two sheets with the same surname at once.",
            "The tray of reports is a traffic light: on red it waits, on amber it is checked, on green it leaves.",
        ),
        (
            "Typing without interruptions",
            "Errors grow when one types and answers the telephone at once: the system closes and everything is typed again.",
            "Typing beside the telephone is like taking blood pressure while chatting: one loses count.",
        ),
        (
            "Asking without embarrassment",
            "If asking about the doctor's handwriting is part of the procedure, nobody guesses.",
            "",
        ),
        (
            "Check the date of birth",
            "If the date of birth doesn't fit the age, the report is somebody else's.",
            "",
        ),
        (
            "Read the ID number aloud",
            "Reading the ID number aloud before saving keeps reports from coming back.",
            "",
        ),
    ],
    sub_criterion: [
        "In the afternoon, with a queue",
        "It would stop us",
        "It would slow us down a little",
        "It would cost us no time",
    ],
    decided: [
        Decided {
            options: "Always ask the doctor, or only when two people cannot read it.",
            reasons: "Nobody is against it, but it doesn't say whom to ask when the doctor has left.",
            dissent: "",
        },
        Decided {
            options: "People take turns at the telephone, or we hire a call centre.",
            reasons: "Turns cost nothing, and there are fewer errors in the afternoon.",
            dissent: "There are two of us in the afternoon. If one only answers calls, the other never finishes on time.",
        },
        Decided {
            options: "Coloured trays now, or wait for the new system.",
            reasons: "People like it a lot, but the trays don't fit on the desks. To be looked at again in October.",
            dissent: "",
        },
        Decided {
            options: "Begin in all branches at once, or in the central one first.",
            reasons: "It costs next to nothing and can begin tomorrow. Those who do it already hardly get any report back.",
            dissent: "Reading an ID number aloud in front of other patients doesn't seem right to me. It should be in a low voice, or with the door closed.",
        },
    ],
    archetype: "Double check of reports",
    parts: [
        "That no medical report comes back because of **mixed-up data**, and that all leave on the same day.",
        "1. Take a single report from the tray.\n2. Read aloud ID number, surname and code of the exam.\n3. Type it, and compare the date of birth with the age.\n4. Save **before** answering the telephone.\n5. Put it on the tray for the cross-check.",
        "- Who types: steps 1 to 4.\n- Who checks: another person, never the same.\n- Branch manager: looks at the board at noon.",
        "- A barcode reader at each desk.\n- A warning of the system after eight minutes without saving.\n- Two coloured trays for each desk: [[The tray is a traffic light]].",
        "- ID number read aloud?\n- Do date of birth and age agree?\n- Code of audiometry or spirometry confirmed?\n- Saved before answering?",
        "Reports that come back in every 1,000, each week. It was 31; below 10 is good.",
        "In the afternoon, with a queue, reading aloud is skipped. Then: one more counter stays open until 6 p.m.",
    ],
    inputs: [
        "In nursing the code is written by hand. Who confirms it when it cannot be read?",
        "The reader fails with old cards; keep the keyboard at hand.",
        "If somebody is missing, the cross-check is not done. I propose turns between branches.",
    ],
    roles_with_stand_in: "- Who types: steps 1 to 4.\n- Who checks: another person, never the same. If nobody is there, the nearest branch checks in the system.\n- Branch manager: looks at the board at noon.",
    versions: ["First version, to be tried", "Who checks when somebody is missing"],
    trials: [
        Tried {
            measured: "Reports that came back in three days, of 212 typed",
            result: "5 came back (24 per 1,000). It was 31 per 1,000 before.",
            to_change: "Nobody knew who checks when somebody is missing: write it into the roles.",
        },
        Tried {
            measured: "Reports that came back in the shift with the longest queue, of 118 typed",
            result: "1 came back (8 per 1,000). All left on the same day.",
            to_change: "",
        },
    ],
    afternoon: "Afternoon shift, central branch",
    client: "Minera Los Andes",
    central: [
        ("It was built here and tried here.", ""),
        ("It begins in both shifts.", ""),
        ("The month went well, and the team asks for it.", "9 came back per 1,000 in August"),
    ],
    north: [
        ("It has the same queue in the afternoon.", ""),
        ("The branch manager wants to see it with her people.", ""),
        ("The people of the afternoon shift asked for it.", "From 28 to 9 per 1,000"),
    ],
    south: [
        ("More reports come back there than anywhere.", ""),
        ("They wait for the readers and begin with two desks.", ""),
    ],
    callao: [
        ("It is the smallest branch: one soon sees whether it works.", ""),
        ("It begins at the front desk, with a single reader.", ""),
        (
            "One reader is not enough for every desk: they put it at the door.",
            "From 26 to 7 per 1,000, and 12 minutes less of waiting",
        ),
    ],
    service: [("The front desk reads the same cards.", "")],
    outside: [
        ("Their health department types the same forms.", ""),
        ("They change their system this year.", ""),
    ],
    adapted: "In Callao we read the ID card **at the door**, on arrival, and not at each desk. The report begins with the right data, and we hand out the number for the queue on the way: people wait less.",
    kept: Kept {
        seconds: Passage {
            quote: "It takes about five seconds.",
            said: [
                "In nursing it took **eight** in the first days. Then five.",
                "I measured it again in August: five, with a queue, too.",
            ],
        },
        aloud: Passage {
            quote: "Whoever reads aloud the ID number and the date of birth before saving notices a mix-up in time.",
            said: ["@Ana Torres Vega, how do you do it at the front desk when there is a queue?"],
        },
        telephone: Passage {
            quote: "Save before answering the telephone.",
            said: [
                "And if the doctor calls? I propose that whoever checks answers.",
                "Agreed: whoever checks answers. We try it that way.",
            ],
        },
        other: Passage {
            quote: "Who checks: another person, never the same.",
            said: ["In Callao there is one person on each shift. Who checks there?"],
        },
        verified: [
            "I tried it for a week on the morning shift.",
            "I followed the steps in the trial of the central branch.",
        ],
    },
    new: NewPeople {
        place: "Meeting room",
        modules: [
            ("The appointment system", "Making, moving and cancelling; companies and patients"),
            ("Admission and papers", "Which paper goes with which exam"),
            ("Welcoming who waits", "Tell, explain, keep your word"),
            ("When somebody complains", "Listen, offer, call whoever decides"),
        ],
        let_through: "Comes from another clinic of the network with three days signed on paper.",
        remark: "With help at first, then without.",
        observed: "Before calling the next patient she looked who had waited longest and told them how long it would be.",
        reflection: "I would have called in the order of the list. Telling takes ten seconds, and nobody came to ask.",
        host: "Asked what there was to ask.",
        job_training: "The appointment system: making, moving, cancelling",
    },
};
