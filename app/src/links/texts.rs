use crate::lang::lang;

pub struct Texts {
    pub mentioned_in: &'static str,
    pub astray: &'static str,
    pub unknown: fn(&str) -> String,
    pub several: fn(&str) -> String,
}

static EN: Texts = Texts {
    mentioned_in: "Mentioned in",
    astray: "Not every title is a link",
    unknown: |title| format!("[[{title}]]: nothing that you can see has this title."),
    several: |title| {
        format!(
            "[[{title}]]: several things have this title. Write the address of the one you mean: [{title}](/concepts/…)"
        )
    },
};

static ES: Texts = Texts {
    mentioned_in: "Se menciona en",
    astray: "No todos los títulos son enlaces",
    unknown: |title| format!("[[{title}]]: nada de lo que puedes ver tiene este título."),
    several: |title| {
        format!(
            "[[{title}]]: varias cosas tienen este título. Escribe la dirección de la que quieres: [{title}](/concepts/…)"
        )
    },
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}
