use crate::lang::lang;

pub struct Texts {
    pub optional: &'static str,
    pub error: &'static str,
    pub problem: &'static str,
    pub stale: &'static str,
    pub stale_compared: &'static str,
    pub taken: &'static str,
    pub forbidden: &'static str,
    pub not_found: &'static str,
    pub busy: &'static str,
    pub failed: &'static str,
    pub kept: &'static str,
    pub sending: &'static str,
    pub waiting: &'static str,
    pub change: &'static str,
    pub discard: &'static str,
}

static EN: Texts = Texts {
    optional: "(optional)",
    error: "Error",
    problem: "There is a problem",
    stale: "This was changed meanwhile, by somebody else or in another tab. Your text is still below: open the page in a second tab to compare, then save again.",
    stale_compared: "This was changed meanwhile, by somebody else or in another tab. Both texts stand on this page: compare them, then save again.",
    taken: "Somebody was quicker: this already exists.",
    forbidden: "You may not do this. Ask an administrator if you think you should.",
    not_found: "This no longer exists, or you may not see it.",
    busy: "The server is busy. Nothing was lost: try again in a moment.",
    failed: "Something went wrong on our side. Nothing was lost: try again.",
    kept: "A draft, kept on this device.",
    sending: "Sending…",
    waiting: "No connection. It waits on this device and is sent once, by itself.",
    change: "Change it",
    discard: "Discard the draft",
};

static ES: Texts = Texts {
    optional: "(opcional)",
    error: "Error",
    problem: "Hay un problema",
    stale: "Esto cambió mientras tanto, por otra persona o en otra pestaña. Tu texto sigue abajo: abre la página en otra pestaña para comparar y guarda otra vez.",
    stale_compared: "Esto cambió mientras tanto, por otra persona o en otra pestaña. Los dos textos están en esta página: compáralos y guarda otra vez.",
    taken: "Alguien se adelantó: esto ya existe.",
    forbidden: "No tienes permiso para hacer esto. Si crees que debes tenerlo, habla con un administrador.",
    not_found: "Esto ya no existe o no puedes verlo.",
    busy: "El servidor está ocupado. No se perdió nada: intenta en un momento.",
    failed: "Algo falló de nuestro lado. No se perdió nada: intenta otra vez.",
    kept: "Un borrador, guardado en este dispositivo.",
    sending: "Enviando…",
    waiting: "Sin conexión. Espera en este dispositivo y se envía solo, una sola vez.",
    change: "Cambiarlo",
    discard: "Descartar el borrador",
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}
