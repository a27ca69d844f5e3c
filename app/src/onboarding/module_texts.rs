//! The words of the modules that a position learns.

use crate::lang::lang;

pub struct ModuleTexts {
    pub job_training_intro: &'static str,
    pub no_modules: &'static str,
    pub no_modules_text: &'static str,
    pub add_module: &'static str,
    pub module_title: &'static str,
    pub module_about: &'static str,
    pub module_exists: &'static str,
    pub move_up: &'static str,
    pub move_down: &'static str,
    pub edit_module: &'static str,
    pub remove_module: &'static str,
    pub remove_module_text: fn(&str) -> String,
    pub kind_missing: &'static str,
    pub no_positions: &'static str,
    pub no_positions_text: &'static str,
    pub to_positions: &'static str,
}

static EN: ModuleTexts = ModuleTexts {
    job_training_intro: "What each position learns once the CS days are done.",
    no_modules: "No modules yet",
    no_modules_text: "Add what a position must learn, the technical and the behavioural part.",
    add_module: "Add module",
    module_title: "Name of the module",
    module_about: "What it is about",
    module_exists: "The position has a module of that name",
    move_up: "Move up",
    move_down: "Move down",
    edit_module: "Edit module",
    remove_module: "Remove module",
    remove_module_text: |name| {
        format!("{name} goes from the plan. Who finished it has finished it.")
    },
    kind_missing: "Choose a kind",
    no_positions: "No position is free for this",
    no_positions_text: "Add the positions of your organisation first, such as reception. If each has one already, change that one.",
    to_positions: "Positions",
};

static ES: ModuleTexts = ModuleTexts {
    job_training_intro: "Lo que aprende cada puesto al terminar los días de servicio.",
    no_modules: "Todavía no hay módulos",
    no_modules_text: "Agrega lo que debe aprender cada puesto, en lo técnico y en la conducta.",
    add_module: "Agregar módulo",
    module_title: "Nombre del módulo",
    module_about: "De qué trata",
    module_exists: "El puesto ya tiene un módulo con ese nombre",
    move_up: "Subir",
    move_down: "Bajar",
    edit_module: "Editar módulo",
    remove_module: "Quitar módulo",
    remove_module_text: |name| format!("{name} sale del plan. Quien lo terminó, lo terminó."),
    kind_missing: "Elige un tipo",
    no_positions: "No hay un puesto disponible",
    no_positions_text: "Primero agrega los puestos de tu organización, por ejemplo recepción. Si cada puesto ya tiene el suyo, edítalo.",
    to_positions: "Puestos",
};

pub fn module_texts() -> &'static ModuleTexts {
    lang().pick(&EN, &ES)
}
