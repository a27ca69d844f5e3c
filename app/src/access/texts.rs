use crate::lang::{Lang, lang};

pub struct Texts {
    pub sign_in: &'static str,
    pub sign_in_title: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub email_missing: &'static str,
    pub password_missing: &'static str,
    pub wrong_sign_in: &'static str,
    pub too_many_attempts: &'static str,
    pub forgotten: &'static str,
    pub demo_title: &'static str,
    pub demo_lead: &'static str,
    pub sign_in_as: fn(&str) -> String,
    pub sign_out: &'static str,
}

static EN: Texts = Texts {
    sign_in: "Sign in",
    sign_in_title: "Sign in",
    email: "Email",
    password: "Password",
    email_missing: "Enter your email",
    password_missing: "Enter your password",
    wrong_sign_in: "Email or password is wrong. Check both and try again.",
    too_many_attempts: "There were too many attempts. Wait 15 minutes, or ask an administrator for a new link.",
    forgotten: "Forgotten your password? Ask an administrator for a link to set a new one.",
    demo_title: "Demo clinic",
    demo_lead: "Look around as one of these people:",
    sign_in_as: |name| format!("Sign in as {name}"),
    sign_out: "Sign out",
};

static ES: Texts = Texts {
    sign_in: "Ingresar",
    sign_in_title: "Ingresar",
    email: "Correo electrónico",
    password: "Contraseña",
    email_missing: "Escribe tu correo electrónico",
    password_missing: "Escribe tu contraseña",
    wrong_sign_in: "El correo o la contraseña no coinciden. Revisa ambos e intenta otra vez.",
    too_many_attempts: "Hubo demasiados intentos. Espera 15 minutos o pide un enlace nuevo a un administrador.",
    forgotten: "¿Olvidaste tu contraseña? Pide a un administrador un enlace para crear otra.",
    demo_title: "Clínica de demostración",
    demo_lead: "Conoce el sistema como una de estas personas:",
    sign_in_as: |name| format!("Ingresar como {name}"),
    sign_out: "Salir",
};

/// The words in a language.
pub fn of(lang: Lang) -> &'static Texts {
    lang.pick(&EN, &ES)
}

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    of(lang())
}
