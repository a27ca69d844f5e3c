use crate::lang::lang;

/// The words for taking a merge or a split back.
pub struct UndoTexts {
    pub undo_merge: &'static str,
    pub undo_merge_text: &'static str,
    pub undo_split: &'static str,
    pub undo_split_text: &'static str,
    /// Before the reason why not.
    pub held: &'static str,
    // The reasons.
    pub judged: &'static str,
    pub built: &'static str,
    pub changed: &'static str,
    pub said: &'static str,
    pub linked: &'static str,
    pub kept: &'static str,
}

static EN: UndoTexts = UndoTexts {
    undo_merge: "Take the merge back",
    undo_merge_text: "The concept that was made disappears with its text. Those it was made of are again as they were before.",
    undo_split: "Take the split back",
    undo_split_text: "The two concepts that were made disappear with their texts. The one they were made of is again as it was before.",
    held: "This cannot be taken back any more.",
    judged: "What was made has been judged or decided on, so it stays.",
    built: "An archetype is built on what was made, so it stays.",
    changed: "What was made has been changed, merged or split since, so it stays.",
    said: "Somebody has commented on what was made, so it stays.",
    linked: "Other texts lead to what was made, so it stays.",
    kept: "Somebody vouches for what was made or looks after it, so it stays.",
};

static ES: UndoTexts = UndoTexts {
    undo_merge: "Deshacer la unión",
    undo_merge_text: "El concepto que se creó desaparece con su texto. Aquellos de los que se hizo vuelven a estar como antes.",
    undo_split: "Deshacer la división",
    undo_split_text: "Los dos conceptos que se crearon desaparecen con sus textos. Aquel del que se hicieron vuelve a estar como antes.",
    held: "Esto ya no se puede deshacer.",
    judged: "Lo que se creó ya se evaluó o se decidió, así que se queda.",
    built: "Un arquetipo se apoya en lo que se creó, así que se queda.",
    changed: "Lo que se creó se cambió, se unió o se dividió después, así que se queda.",
    said: "Alguien comentó lo que se creó, así que se queda.",
    linked: "Otros textos enlazan con lo que se creó, así que se queda.",
    kept: "Alguien responde por lo que se creó o lo cuida, así que se queda.",
};

pub fn texts() -> &'static UndoTexts {
    lang().pick(&EN, &ES)
}
