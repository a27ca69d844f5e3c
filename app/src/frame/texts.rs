use crate::lang::lang;

pub struct Texts {
    pub today: &'static str,
    pub sessions: &'static str,
    pub knowledge: &'static str,
    pub me: &'static str,
    pub programmes: &'static str,
    pub indicators: &'static str,
    pub people: &'static str,
    pub branches: &'static str,
    pub settings: &'static str,
    pub not_found: &'static str,
    pub not_found_text: &'static str,
    pub forbidden: &'static str,
    pub forbidden_text: &'static str,
    pub busy: &'static str,
    pub busy_text: &'static str,
    pub failed: &'static str,
    pub failed_text: &'static str,
    pub to_today: &'static str,
}

static EN: Texts = Texts {
    today: "Today",
    sessions: "Sessions",
    knowledge: "Knowledge",
    me: "Me",
    programmes: "Programmes",
    indicators: "Indicators",
    people: "People",
    branches: "Branches",
    settings: "Settings",
    not_found: "This page is not here",
    not_found_text: "It may have moved, or it is not meant for you. Check the address or start from Today.",
    forbidden: "This is not open to you",
    forbidden_text: "If you need it for your work, ask an administrator.",
    busy: "The server is busy",
    busy_text: "Nothing was lost. Try again in a moment.",
    failed: "Something went wrong on our side",
    failed_text: "Nothing was lost. Try again; if it happens again, tell an administrator when.",
    to_today: "Go to Today",
};

static ES: Texts = Texts {
    today: "Hoy",
    sessions: "Sesiones",
    knowledge: "Conocimiento",
    me: "Yo",
    programmes: "Programas",
    indicators: "Indicadores",
    people: "Personas",
    branches: "Sedes",
    settings: "Ajustes",
    not_found: "Esta página no está aquí",
    not_found_text: "Quizá se movió o no es para ti. Revisa la dirección o empieza desde Hoy.",
    forbidden: "No tienes acceso a esto",
    forbidden_text: "Si lo necesitas para tu trabajo, pídelo a un administrador.",
    busy: "El servidor está ocupado",
    busy_text: "No se perdió nada. Intenta en un momento.",
    failed: "Algo falló de nuestro lado",
    failed_text: "No se perdió nada. Intenta otra vez; si se repite, avisa a un administrador a qué hora pasó.",
    to_today: "Ir a Hoy",
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}
