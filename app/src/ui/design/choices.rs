use super::data;
use super::words::text;
use crate::ui::*;
use leptos::prelude::*;

#[component]
pub fn Lists() -> impl IntoView {
    let tabs = vec![
        Tab::new("#", text("Notes", "Notas"), true).count(9),
        Tab::new("#", text("Concepts", "Conceptos"), false).count(3),
        Tab::new("#", text("Archetypes", "Arquetipos"), false),
        Tab::new("#", text("Practices", "Prácticas"), false),
    ];
    view! {
        <Tabs label=text("Knowledge", "Conocimiento") tabs />
        <FilterBar action="#" active=2 search="informe".to_string()>
            <div class="field"><label for="b">{text("Branch", "Sede")}</label><select id="b" class="input"><option>"Central"</option></select></div>
            <div class="field"><label for="d">{text("From", "Desde")}</label><input id="d" type="date" class="input" /></div>
        </FilterBar>
        <Section title=text("Sessions", "Sesiones") aside="13">
            <SessionTable />
            <Pagination page=2 pages=5 base="?q=informe" />
        </Section>
        <Columns>
            <Card title=text("What happened", "Qué pasó")><Timeline entries=data::history() /></Card>
            <Card title=text("Details", "Detalles")>
                <Facts>
                    <Fact label=text("Facilitator", "Facilitadora")>
                        <PersonLine name="Rosa Huamán Flores" position=text("CS instructor", "Instructora de servicio") branch="Sede Norte" href="#" />
                    </Fact>
                    <Fact label=text("Audience", "Público")>{text("Administrative and customer service", "Administrativo y servicio al cliente")}</Fact>
                    <Fact label=text("Duration", "Duración")>"1 h 45 min"</Fact>
                </Facts>
                <Prose html="<p>Leer el DNI en voz alta <strong>antes</strong> de guardar.</p><ul><li>Uno</li><li>Dos</li></ul><blockquote>Como el piloto con su copiloto.</blockquote>" />
            </Card>
        </Columns>
    }
}

#[component]
fn SessionTable() -> impl IntoView {
    let heads = [
        text("Session", "Sesión"),
        text("Date", "Fecha"),
        text("State", "Estado"),
        text("Attendance", "Asistencia"),
    ];
    let columns = vec![
        Column::text(heads[0]),
        Column::text(heads[1]),
        Column::text(heads[2]),
        Column::number(heads[3]),
    ];
    let rows = [
        (
            text("Typing reports: common errors", "Digitar informes: errores comunes"),
            "8 jul",
            Tone::Good,
            text("executed", "ejecutada"),
            "14 de 15",
        ),
        (
            text("SSOMA campaigns by segment", "Campañas SSOMA por segmento"),
            "19 ago",
            Tone::Neutral,
            text("planned", "planificada"),
            "–",
        ),
        (
            text("On the telephone", "Atención telefónica"),
            "2 sep",
            Tone::Warn,
            text("late", "atrasada"),
            "0 de 12",
        ),
        (
            text("Key customers", "Clientes clave"),
            "5 sep",
            Tone::Bad,
            text("cancelled", "cancelada"),
            "–",
        ),
    ];
    let rows = rows.into_iter().map(move |(title, date, tone, state, present)| {
        view! {
            <Row>
                <TitleCell><a href="#">{title}</a><small>{text("Phase 1", "Fase 1")}</small></TitleCell>
                <Cell label=heads[1]>{date}</Cell>
                <Cell label=heads[2]><Badge tone>{state}</Badge></Cell>
                <Cell label=heads[3] numeric=true>{present}</Cell>
            </Row>
        }
    });
    view! { <Table caption=text("Sessions", "Sesiones") columns>{rows.collect_view()}</Table> }
}

#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <Section title=text("A form", "Un formulario")>
            <form class="form">
                <div class="error-summary" role="alert" tabindex="-1">
                    <h2>{text("There is a problem", "Hay un problema")}</h2>
                    <ul><li><a href="#f-topic">{text("Write a topic", "Escribe un tema")}</a></li></ul>
                </div>
                <div class="field" data-bad="">
                    <label for="f-topic">{text("Topic", "Tema")}</label>
                    <p class="hint" id="f-topic-hint">{text("What people will see in their calendar.", "Lo que verán las personas en su calendario.")}</p>
                    <p class="problem" id="f-topic-problem">{text("Write a topic", "Escribe un tema")}</p>
                    <input class="input" id="f-topic" aria-invalid="true" aria-describedby="f-topic-hint f-topic-problem" />
                </div>
                <div class="field">
                    <label for="f-date">{text("Date", "Fecha")}</label>
                    <input class="input input-date" id="f-date" type="date" value="2022-07-15" />
                </div>
                <div class="field">
                    <label for="f-seats">{text("Seats", "Cupos")}<span class="optional">{text(" (optional)", " (opcional)")}</span></label>
                    <input class="input input-number" id="f-seats" type="number" value="15" />
                </div>
                <div class="field">
                    <label for="f-room">{text("Room", "Sala")}</label>
                    <select class="input" id="f-room"><option>"Sala 2, sede Central"</option></select>
                </div>
                <fieldset class="field">
                    <legend>{text("Audience", "Público")}</legend>
                    <p class="hint">{text("Who is invited.", "A quién se invita.")}</p>
                    <div class="choices">
                        <label class="choice"><input type="radio" name="a" checked /><span>{text("Customer service", "Servicio al cliente")}<small>"18 personas"</small></span></label>
                        <label class="choice"><input type="radio" name="a" /><span>{text("Everyone", "Todas las personas")}</span></label>
                        <label class="choice"><input type="checkbox" /><span>{text("Hide my name", "Ocultar mi nombre")}</span></label>
                    </div>
                </fieldset>
                <details class="form-section"><summary>{text("More options", "Más opciones")}</summary><p>"…"</p></details>
                <div class="field"><label for="f-file">{text("File", "Archivo")}</label><input class="input" id="f-file" type="file" /></div>
                <div class="form-actions">
                    <Button kind=Kind::Primary>{text("Plan session", "Planificar sesión")}</Button>
                    <ButtonLink href="#" kind=Kind::Quiet>{text("Cancel", "Cancelar")}</ButtonLink>
                </div>
            </form>
        </Section>
    }
}

#[component]
pub fn Messages() -> impl IntoView {
    view! {
        <Toast text=text("Session planned for Friday 15 July.", "Sesión planificada para el viernes 15 de julio.")>
            <Button kind=Kind::Quiet icon=Icon::Undo>{text("Undo", "Deshacer")}</Button>
        </Toast>
        <Notice>{text("The plan was frozen on 1 July.", "El plan se congeló el 1 de julio.")}</Notice>
        <Notice tone=Tone::Warn title=text("Two sessions overlap", "Dos sesiones se cruzan")>
            <p>{text("Rosa Huamán facilitates both.", "Rosa Huamán facilita las dos.")}</p>
        </Notice>
        <Notice tone=Tone::Bad>{text("The code has changed. Type the six characters on the screen.", "El código cambió. Escribe los seis caracteres de la pantalla.")}</Notice>
        <Inline>
            <Button kind=Kind::Primary icon=Icon::Check>{text("I'm here", "Estoy aquí")}</Button>
            <Button icon=Icon::Plus>{text("Add", "Agregar")}</Button>
            <Button kind=Kind::Quiet icon=Icon::Pencil>{text("Edit", "Editar")}</Button>
            <Confirm label=text("Cancel session", "Cancelar sesión") icon=Icon::Trash
                text=text("15 people lose their seat. Their notes stay.", "15 personas pierden su cupo. Sus notas se conservan.")>
                <Button kind=Kind::Danger>{text("Cancel session", "Cancelar sesión")}</Button>
            </Confirm>
        </Inline>
        <Inline>
            {(1..=5).map(|n| view! { <Badge tone=Tone::Phase(n)>{text("Phase", "Fase")}" "{n.to_string()}</Badge> }).collect_view()}
            <Badge tone=Tone::Good>{text("present", "presente")}</Badge>
            <Badge tone=Tone::Warn>{text("late", "tarde")}</Badge>
            <Badge tone=Tone::Bad>{text("absent", "ausente")}</Badge>
            <Badge tone=Tone::Info>{text("in review", "en evaluación")}</Badge>
            <Badge>{text("excused", "justificada")}</Badge>
        </Inline>
        <Empty title=text("No concepts yet", "Todavía no hay conceptos")
            text=text("A concept grows out of notes. Choose two that say the same.", "Un concepto nace de notas. Elige dos que digan lo mismo.")>
            <ButtonLink href="#" kind=Kind::Primary>{text("See the notes", "Ver las notas")}</ButtonLink>
        </Empty>
    }
}
