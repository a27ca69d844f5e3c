//! The plan that an organisation begins with: three CS days, to be changed as it likes.

use super::{PlanDay, Signer};
use crate::lang::Lang;

struct Day {
    title: &'static str,
    topics: &'static [&'static str],
    materials: &'static [&'static str],
    bring: &'static str,
    items: &'static [&'static str],
}

/// What the plan is called.
pub fn name(lang: Lang) -> &'static str {
    lang.pick("Three CS days", "Tres días de servicio al cliente")
}

/// The three days, in a language.
pub fn three_days(lang: Lang) -> Vec<PlanDay> {
    lang.pick(&EN, &ES)
        .iter()
        .zip(1i64..)
        .map(|(day, number)| PlanDay {
            number,
            title: day.title.into(),
            topics: day.topics.join("\n"),
            materials: day.materials.join("\n"),
            bring: day.bring.into(),
            starts_at_minute: 9 * 60,
            minutes: 180,
            // The last day closes the whole, so whoever held it signs it.
            signer: if number == 3 { Signer::Own } else { Signer::Any },
            items: day.items.iter().map(|item| (*item).to_owned()).collect(),
        })
        .collect()
}

static EN: [Day; 3] = [
    Day {
        title: "Who we are for",
        topics: &[
            "Who comes to us, why, and what a visit is like from the door to the goodbye",
            "What we promise, and what a patient may expect of each of us",
            "Greeting, listening, saying what happens next",
        ],
        materials: &["A plan of the house", "What we promise our patients, one page"],
        bring: "Your identity card and comfortable shoes. We have a notebook for you.",
        items: &[
            "Greets within ten seconds, looks at the person and says their own name",
            "Lets the other person finish before answering",
            "Says what happens next and how long it takes",
            "Finds every room a patient is sent to without asking",
        ],
    },
    Day {
        title: "On the phone and at the desk",
        topics: &[
            "A call from the first ring to the note about it",
            "Appointments, papers, payments: what to ask, and in which order",
            "Speaking so that others in the room do not hear what is private",
        ],
        materials: &[
            "The questions of an appointment, in their order",
            "How a call is written down",
        ],
        bring: "Your notebook with at least one question from yesterday.",
        items: &[
            "Answers by the third ring with the name of the clinic and their own",
            "Repeats name, date and time before making an appointment",
            "Asks for an identity card without saying private things aloud",
            "Writes down a call so that a colleague understands it",
            "Asks for help when they do not know, instead of guessing",
        ],
    },
    Day {
        title: "When something goes wrong",
        topics: &[
            "Waiting, mistakes, complaints: what helps and what makes it worse",
            "Putting it right: what each of us may decide alone",
            "What we learn from it, and how it comes to everybody",
        ],
        materials: &["What each of us may decide alone, one page"],
        bring: "A story of when you were treated badly somewhere, and one of when you were treated well.",
        items: &[
            "Lets an angry person finish and repeats what they want in their own words",
            "Apologises for what happened without blaming a colleague",
            "Offers what they may offer, and calls somebody for the rest",
            "Tells somebody who waits how long it will be, before being asked",
            "Writes down what went wrong so that it does not happen again",
        ],
    },
];

static ES: [Day; 3] = [
    Day {
        title: "Para quién estamos",
        topics: &[
            "Quién viene, por qué, y cómo es una visita desde la puerta hasta la despedida",
            "Qué prometemos y qué puede esperar un paciente de cada uno",
            "Saludar, escuchar y decir qué sigue",
        ],
        materials: &["Un plano de la sede", "Lo que prometemos a nuestros pacientes, una hoja"],
        bring: "Tu DNI y zapatos cómodos. El cuaderno lo ponemos nosotros.",
        items: &[
            "Saluda antes de diez segundos, mira a la persona y dice su nombre",
            "Deja terminar al otro antes de responder",
            "Dice qué sigue y cuánto demora",
            "Encuentra sin preguntar cada ambiente al que se envía a un paciente",
        ],
    },
    Day {
        title: "En el teléfono y en el mostrador",
        topics: &[
            "Una llamada desde el primer timbre hasta su registro",
            "Citas, documentos y pagos: qué se pregunta y en qué orden",
            "Hablar de modo que los demás no oigan lo privado",
        ],
        materials: &["Las preguntas de una cita, en su orden", "Cómo se registra una llamada"],
        bring: "Tu cuaderno con al menos una pregunta de ayer.",
        items: &[
            "Contesta antes del tercer timbre con el nombre de la clínica y el suyo",
            "Repite nombre, fecha y hora antes de dar una cita",
            "Pide el DNI sin decir en voz alta datos privados",
            "Registra una llamada de modo que un colega la entienda",
            "Pide ayuda cuando no sabe, en vez de adivinar",
        ],
    },
    Day {
        title: "Cuando algo sale mal",
        topics: &[
            "Esperas, errores y reclamos: qué ayuda y qué lo empeora",
            "Cómo se arregla: qué puede decidir cada uno sin preguntar",
            "Qué aprendemos de eso y cómo llega a todos",
        ],
        materials: &["Qué puede decidir cada uno sin preguntar, una hoja"],
        bring: "Una historia de cuando te atendieron mal en algún lugar, y otra de cuando te atendieron bien.",
        items: &[
            "Deja terminar a quien está molesto y repite con sus palabras lo que pide",
            "Se disculpa por lo ocurrido sin culpar a un colega",
            "Ofrece lo que puede ofrecer y llama a alguien para lo demás",
            "Avisa a quien espera cuánto falta, antes de que pregunte",
            "Anota qué salió mal para que no se repita",
        ],
    },
];
