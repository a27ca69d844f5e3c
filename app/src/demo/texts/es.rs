use super::{Decided, Kept, NewPeople, Passage, Texts, Tried};
use crate::lang::Lang;

pub static ES: Texts = Texts {
    lang: Lang::Es,
    branches: ["Sede Central", "Sede Norte", "Sede Sur", "Sede Callao"],
    branch_in: |district| format!("Sede {district}"),
    departments: [
        "Atención al cliente",
        "Informes médicos",
        "Administración",
        "Laboratorio",
        "Recursos humanos",
    ],
    positions: [
        "Recepcionista",
        "Digitador(a) de informes",
        "Enfermero(a) ocupacional",
        "Técnico(a) de laboratorio",
        "Instructor(a) de servicio",
        "Jefe(a) de sede",
        "Analista",
    ],
    room: "Sala 2",
    visit_checks: [
        "Saludo en recepción, de pie y por su nombre",
        "Carteles y consentimientos al día",
        "Tiempo de espera a la vista",
        "Despedida con la próxima cita",
    ],
    holidays: [
        "Año Nuevo",
        "Día del Trabajo",
        "Día de la Bandera",
        "San Pedro y San Pablo",
        "Día de la Fuerza Aérea",
        "Fiestas Patrias",
        "Fiestas Patrias, segundo día",
        "Batalla de Junín",
        "Santa Rosa de Lima",
        "Combate de Angamos",
        "Todos los Santos",
        "Inmaculada Concepción",
        "Batalla de Ayacucho",
        "Navidad",
    ],
    reports: [
        "Informes sin errores y a tiempo",
        "Errores al digitar los informes médicos y entrega tardía a las empresas clientes.",
    ],
    marketing: [
        "Clientes que vuelven",
        "Muy pocos incentivos para que las empresas clientes vuelvan a contratar.",
    ],
    current: [
        "Citas sin esperas",
        "Las personas esperan más de 40 minutos entre un examen y el siguiente. En Callao, leer el DNI al llegar acortó la cola: ¿qué más se puede adelantar?",
    ],
    topics: [
        "Errores comunes al digitar informes médicos",
        "Consecuencias de los errores y de la entrega tardía, a corto y largo plazo",
        "Impacto económico de los errores y de la entrega tardía",
        "Herramientas tecnológicas para prevenir errores y demoras",
        "Cómo difundir el plan con herramientas tecnológicas",
        "Reconocer nuestro yo ideal: automotivación y confianza en el trabajo",
        "Cómo motivarnos para motivar y satisfacer al cliente",
        "Segmentos de clientes y campañas SSOMA que les convienen",
        "Claves de mercado para campañas SSOMA: precio, servicio y calidad",
        "Impacto económico de la pérdida de clientes",
        "Atención telefónica a empresas clientes",
        "Uso del nuevo módulo de citas",
        "Manejo de quejas en recepción",
    ],
    cancelled: "La facilitadora estuvo con descanso médico",
    current_topics: [
        "Qué hacemos cuando se junta la gente en la sala de espera",
        "Poner en palabras cómo ordenamos la cola",
        "Con qué criterios elegimos qué cambiar",
    ],
    prompts: [
        "¿Qué hace la mejor persona del equipo que no está escrito en ningún lado?",
        "Si tuvieras que explicárselo en una frase a alguien nuevo, ¿qué dirías?",
        "Si solo hubiera tiempo y dinero para un cambio, ¿cuál elegirías y por qué?",
        "¿Qué hace falta el día en que empiece: qué paso, qué herramienta, la ayuda de quién?",
        "¿Quién más tiene este problema y qué necesitaría para probarlo?",
    ],
    notes: [
        (
            "Los códigos de **audiometría** y **espirometría** se parecen; en la tarde, con cola, los cruzo.",
            "códigos, turno tarde",
            "Digitar el informe",
        ),
        (
            "Leo el DNI en voz alta antes de guardar. Nadie me lo enseñó, pero desde entonces no me devuelven informes.",
            "DNI, revisión",
            "Guardar el informe",
        ),
        (
            "Cuando llegan dos informes del mismo apellido, los separo con una hoja de color.",
            "orden",
            "Recibir la hoja",
        ),
        (
            "El sistema se cierra a los diez minutos. Si no guardo antes de atender el teléfono, digito todo otra vez y ahí me equivoco.",
            "sistema, teléfono",
            "Digitar el informe",
        ),
        (
            "Reviso primero la fecha de nacimiento: si no cuadra con la edad, el informe es de otra persona.",
            "revisión",
            "Guardar el informe",
        ),
        (
            "Da vergüenza preguntar dos veces la letra del doctor, así que uno adivina.",
            "letra del doctor",
            "Leer la hoja",
        ),
    ],
    photo: "Una bandeja con informes; dos hojas de color separan los que tienen el mismo apellido",
    themes: ["Lo que se parece", "Revisar antes de guardar"],
    went_on: [
        "Quienes faltan dijeron lo suyo de palabra; está en el muro.",
        "En cada área hay al menos un concepto.",
        "Los demás lo prueban ya en su turno y lo cuentan en la sala.",
    ],
    concepts: [
        (
            "Leer en voz alta antes de guardar",
            "Quien **lee en voz alta** el DNI y la fecha de nacimiento antes de guardar nota el cruce a tiempo.\n\n- Toma unos cinco segundos.\n- No necesita ningún sistema nuevo.",
            "",
        ),
        (
            "La bandeja es un semáforo",
            "Si la bandeja muestra en qué estado está cada informe, nadie toma dos hojas del mismo apellido a la vez.",
            "La bandeja de informes es un semáforo: en rojo espera, en amarillo se revisa, en verde sale.",
        ),
        (
            "Digitar sin interrupciones",
            "Los errores crecen cuando se digita y se atiende el teléfono a la vez: el sistema se cierra y todo se escribe de nuevo.",
            "Digitar con el teléfono al lado es como tomar la presión mientras se conversa: se pierde la cuenta.",
        ),
        (
            "Preguntar sin vergüenza",
            "Si preguntar la letra del doctor es parte del procedimiento, nadie adivina.",
            "",
        ),
        (
            "Revisar la fecha de nacimiento",
            "Si la fecha de nacimiento no cuadra con la edad, el informe es de otra persona.",
            "",
        ),
        (
            "Leer el DNI en voz alta",
            "Leer el DNI en voz alta antes de guardar evita devoluciones.",
            "",
        ),
    ],
    sub_criterion: [
        "En la tarde, con cola",
        "Nos detendría",
        "Nos demoraría un poco",
        "No nos quitaría tiempo",
    ],
    decided: [
        Decided {
            options: "Preguntar siempre al doctor, o solo cuando dos personas no entienden.",
            reasons: "Nadie está en contra, pero falta decir a quién se pregunta cuando el doctor ya se fue.",
            dissent: "",
        },
        Decided {
            options: "Una persona contesta el teléfono por turnos, o se contrata una central.",
            reasons: "Por turnos no cuesta nada y los errores de la tarde bajan.",
            dissent: "En la tarde somos dos. Si una solo contesta, la otra no llega a la hora.",
        },
        Decided {
            options: "Bandejas de colores ahora, o esperar al sistema nuevo.",
            reasons: "Gusta mucho, pero las bandejas no caben en los puestos. Se mira otra vez en octubre.",
            dissent: "",
        },
        Decided {
            options: "Empezar en todas las sedes a la vez, o primero en la Central.",
            reasons: "No cuesta casi nada y se puede empezar mañana. Quienes ya lo hacen casi no tienen devoluciones.",
            dissent: "Leer en voz alta un DNI delante de otros pacientes no me parece bien. Habría que hacerlo en voz baja o con la puerta cerrada.",
        },
    ],
    archetype: "Doble control de informes",
    parts: [
        "Que ningún informe médico se devuelva por un **dato cruzado**, y que todos salgan el mismo día.",
        "1. Tomar un solo informe de la bandeja.\n2. Leer en voz alta DNI, apellido y código del examen.\n3. Digitar y comparar la fecha de nacimiento con la edad.\n4. Guardar **antes** de contestar el teléfono.\n5. Pasarlo a la bandeja de revisión cruzada.",
        "- Quien digita: pasos 1 a 4.\n- Quien revisa: otra persona, nunca la misma.\n- Jefatura de sede: mira el tablero al mediodía.",
        "- Lector de código de barras en cada puesto.\n- Aviso del sistema a los ocho minutos sin guardar.\n- Dos bandejas de color por puesto: [[La bandeja es un semáforo]].",
        "- ¿DNI leído en voz alta?\n- ¿Fecha de nacimiento y edad cuadran?\n- ¿Código de audiometría o espirometría confirmado?\n- ¿Guardado antes de atender?",
        "Informes devueltos por cada 1000, cada semana. Era 31; es bueno con menos de 10.",
        "En la tarde, con cola, se salta la lectura en voz alta. Entonces: una caja más abierta hasta las 18 h.",
    ],
    inputs: [
        "En Enfermería el código viene escrito a mano. ¿Quién lo confirma si no se lee?",
        "El lector falla con los carnés viejos; hay que dejar el teclado a la mano.",
        "Si falta una persona, la revisión cruzada se queda sin hacer. Propongo turnos entre sedes.",
    ],
    roles_with_stand_in: "- Quien digita: pasos 1 a 4.\n- Quien revisa: otra persona, nunca la misma. Si falta, la sede más cercana revisa por el sistema.\n- Jefatura de sede: mira el tablero al mediodía.",
    versions: ["Primera versión, para probar", "Quién revisa cuando falta alguien"],
    trials: [
        Tried {
            measured: "Informes devueltos en tres días, de 212 digitados",
            result: "5 devueltos (24 por 1000). Antes eran 31 por 1000.",
            to_change: "Nadie sabía quién revisa cuando falta una persona: escribirlo en los roles.",
        },
        Tried {
            measured: "Informes devueltos en el turno con más cola, de 118 digitados",
            result: "1 devuelto (8 por 1000). Todos salieron el mismo día.",
            to_change: "",
        },
    ],
    afternoon: "Turno tarde, Sede Central",
    client: "Minera Los Andes",
    central: [
        ("Aquí se construyó y aquí se probó.", ""),
        ("Empieza en los dos turnos.", ""),
        ("El mes salió bien y el equipo lo pide.", "9 devueltos por 1000 en agosto"),
    ],
    north: [
        ("Tiene la misma cola en la tarde.", ""),
        ("La jefa de sede quiere verlo con su gente.", ""),
        ("La gente del turno tarde lo pidió.", "De 28 a 9 devueltos por 1000"),
    ],
    south: [
        ("Sus devoluciones son las más altas.", ""),
        ("Esperan los lectores; empiezan con dos puestos.", ""),
    ],
    callao: [
        ("Es la sede más chica: se ve rápido si funciona.", ""),
        ("Empieza en recepción, con un solo lector.", ""),
        (
            "Con un solo lector no alcanza para cada puesto: lo pusieron en la puerta.",
            "De 26 a 7 devueltos por 1000, y 12 minutos menos de espera",
        ),
    ],
    service: [("Recepción lee los mismos carnés.", "")],
    outside: [
        ("Su área de salud digita los mismos formatos.", ""),
        ("Este año cambian de sistema.", ""),
    ],
    adapted: "En Callao leemos el DNI **en la puerta**, al llegar, y no en cada puesto. El informe nace con los datos correctos, y de paso damos el número de la cola: la gente espera menos.",
    kept: Kept {
        seconds: Passage {
            quote: "Toma unos cinco segundos.",
            said: [
                "En Enfermería tomó **ocho** los primeros días. Después, cinco.",
                "Lo medí otra vez en agosto: cinco, también con cola.",
            ],
        },
        aloud: Passage {
            quote: "Quien lee en voz alta el DNI y la fecha de nacimiento antes de guardar nota el cruce a tiempo.",
            said: ["@Ana Torres Vega, ¿cómo lo hacen en recepción cuando hay cola?"],
        },
        telephone: Passage {
            quote: "Guardar antes de contestar el teléfono.",
            said: [
                "¿Y si llama el doctor? Propongo que conteste quien revisa.",
                "De acuerdo: contesta quien revisa. Así lo probamos.",
            ],
        },
        other: Passage {
            quote: "Quien revisa: otra persona, nunca la misma.",
            said: ["En Callao hay una sola persona por turno. ¿Quién revisa ahí?"],
        },
        verified: [
            "Lo probé una semana en el turno mañana.",
            "Seguí los pasos en la prueba de la Sede Central.",
        ],
    },
    new: NewPeople {
        place: "Sala de reuniones",
        modules: [
            ("Sistema de citas", "Dar, mover y anular citas; empresas y pacientes"),
            ("Admisión y documentos", "Qué papel va con cada examen"),
            ("Recibir a quien espera", "Avisar, explicar y cumplir"),
            ("Cuando reclaman", "Escuchar, ofrecer y avisar a quien decide"),
        ],
        let_through: "Viene de otra clínica de la red con sus tres días firmados en papel.",
        remark: "Al comienzo con ayuda, después sin ella.",
        observed: "Antes de llamar al siguiente paciente miró quién llevaba más tiempo esperando y le dijo cuánto faltaba.",
        reflection: "Yo habría llamado por orden de lista. Avisar toma diez segundos y nadie se acercó a preguntar.",
        host: "Preguntó lo que había que preguntar.",
        job_training: "Sistema de citas: dar, mover y anular",
    },
};
