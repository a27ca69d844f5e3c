use crate::lang::{Lang, lang};

pub struct Texts {
    pub calendar_name: fn(&str) -> String,
    pub title: &'static str,
    pub what: &'static str,
    pub none: &'static str,
    pub make: &'static str,
    pub there_is: fn(&str) -> String,
    pub lost: &'static str,
    pub renew: &'static str,
    pub renew_text: &'static str,
    pub end: &'static str,
    pub end_text: &'static str,
    pub ready: &'static str,
    pub ready_text: &'static str,
    pub open_here: &'static str,
    pub open_here_hint: &'static str,
    pub scan: &'static str,
    pub qr: &'static str,
    pub by_hand: &'static str,
    pub by_hand_text: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub add_one: &'static str,
}

static EN: Texts = Texts {
    calendar_name: |organisation| format!("{organisation} · my sessions"),
    title: "My calendar",
    what: "See your sessions in the calendar of your phone, next to your own appointments. What moves or is cancelled changes there by itself, usually within hours.",
    none: "You add it once. Nobody else sees your calendar.",
    make: "Add to your phone's calendar",
    there_is: |when| format!("Your calendar can be read since {when}."),
    lost: "For safety its address is not shown again. If you need it on another device, make a new one.",
    renew: "Make a new address",
    renew_text: "The address you have now stops working, on all devices. You add the new one to each.",
    end: "End it",
    end_text: "Phones that read your calendar show nothing new any more. Your sessions stay as they are.",
    ready: "Your calendar is ready",
    ready_text: "Choose one of these ways now: the address is shown this once. Keep it to yourself, because whoever has it sees your sessions.",
    open_here: "Add it on this device",
    open_here_hint: "Your calendar opens and asks whether to subscribe. Confirm it.",
    scan: "On your phone: point its camera at this picture and open the link.",
    qr: "The address of your calendar as a QR code",
    by_hand: "Or copy the address",
    copy: "Copy",
    copied: "Copied",
    by_hand_text: "In Google Calendar on a computer: Other calendars, From URL, and paste it. In Outlook: Add calendar, Subscribe from web.",
    add_one: "Add to calendar",
};

static ES: Texts = Texts {
    calendar_name: |organisation| format!("{organisation} · mis sesiones"),
    title: "Mi calendario",
    what: "Mira tus sesiones en el calendario de tu celular, junto a tus otras citas. Lo que cambia de hora o se cancela se actualiza solo, casi siempre en pocas horas.",
    none: "Se agrega una sola vez. Nadie más ve tu calendario.",
    make: "Agregar al calendario de tu celular",
    there_is: |when| format!("Tu calendario se puede leer desde el {when}."),
    lost: "Por seguridad, su dirección no se vuelve a mostrar. Si la necesitas en otro dispositivo, crea una nueva.",
    renew: "Crear otra dirección",
    renew_text: "La dirección que tienes deja de funcionar en todos tus dispositivos. Agregas la nueva en cada uno.",
    end: "Terminar",
    end_text: "Los celulares que leen tu calendario ya no mostrarán nada nuevo. Tus sesiones siguen igual.",
    ready: "Tu calendario está listo",
    ready_text: "Elige ahora una de estas formas: la dirección se muestra solo esta vez. No la compartas, porque quien la tiene ve tus sesiones.",
    open_here: "Agregarlo en este dispositivo",
    open_here_hint: "Se abre tu calendario y pregunta si quieres suscribirte. Acepta.",
    scan: "En tu celular: apunta la cámara a esta imagen y abre el enlace.",
    qr: "La dirección de tu calendario como código QR",
    by_hand: "O copia la dirección",
    copy: "Copiar",
    copied: "Copiada",
    by_hand_text: "En Google Calendar, en una computadora: Otros calendarios, Desde URL, y pégala. En Outlook: Agregar calendario, Suscribirse desde la web.",
    add_one: "Agregar al calendario",
};

pub fn texts() -> &'static Texts {
    texts_of(lang())
}

/// The words of a language: a telephone that asks says none.
pub fn texts_of(lang: Lang) -> &'static Texts {
    lang.pick(&EN, &ES)
}
