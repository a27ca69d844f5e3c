//! The words of letters about a rota. They are picked by the language of who gets them.

use crate::lang::Lang;

pub struct Words {
    pub span: fn(&str, &str) -> String,
    pub yours: fn(&str) -> String,
    pub yours_text: &'static str,
    pub here: fn(&str) -> String,
    pub here_text: &'static str,
    /// A branch, and who comes.
    pub with: fn(&str, &str) -> String,
    pub see: &'static str,
}

static EN: Words = Words {
    span: |from, to| format!("{from} to {to}"),
    yours: |span| format!("Your visits, {span}"),
    yours_text: "There is a new rota. These are your visits:",
    here: |span| format!("Visits to your branch, {span}"),
    here_text: "There is a new rota. These visits come to your branch:",
    with: |branch, name| format!("{branch} · with {name}"),
    see: "See the rota",
};

static ES: Words = Words {
    span: |from, to| format!("del {from} al {to}"),
    yours: |span| format!("Tus visitas {span}"),
    yours_text: "Hay un nuevo rol de visitas. Estas son las tuyas:",
    here: |span| format!("Visitas a tu sede {span}"),
    here_text: "Hay un nuevo rol de visitas. Estas son las de tu sede:",
    with: |branch, name| format!("{branch} · con {name}"),
    see: "Ver el rol de visitas",
};

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        lang.pick(&EN, &ES)
    }
}
