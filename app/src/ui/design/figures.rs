use super::data;
use super::words::text;
use crate::ui::*;
use leptos::prelude::*;

#[component]
pub fn Paths() -> impl IntoView {
    view! {
        <Card>
            <Path label="five" steps=data::steps(true) />
        </Card>
        <Grid>
            <Card title=text("Reports without errors", "Informes sin errores") href="#" aside="3 de 5">
                <Path label="compact" steps=data::steps(false) compact=true />
            </Card>
            <Card featured=true>
                <div class="card-head">
                    <Badge tone=Tone::Phase(2)>{text("Phase 2 · Create concepts", "Fase 2 · Crear conceptos")}</Badge>
                    <p class="aside">"09:00–10:45"</p>
                </div>
                <CardHead title=text("Consequences of typing errors in reports", "Consecuencias de los errores al digitar informes") />
                <p class="muted">"Sala 2, sede Central · facilita CS Norte"</p>
                <ButtonLink href="#" kind=Kind::Primary>{text("Join the session", "Unirme a la sesión")}</ButtonLink>
            </Card>
            <Card title=text("Nine levels", "Nueve niveles") tone=Tone::Step { number: 4, count: 9 }>
                <Path label="nine" steps=data::nine_steps() compact=true />
            </Card>
        </Grid>
        <Card>
            <Path label="nine" steps=data::nine_steps() />
        </Card>
    }
}

#[component]
pub fn Numbers() -> impl IntoView {
    view! {
        <Grid>
            <Card title=text("Completed training", "Capacitaciones cumplidas")>
                <Ring num=10 den=13 />
                <Inline><Badge tone=Tone::Good>{text("Above the target of 75 %", "Sobre la meta de 75 %")}</Badge></Inline>
            </Card>
            <Card title=text("Service loyalty", "Fidelidad")>
                <Ring num=0 den=0 />
            </Card>
            <Stat label=text("Notes shared", "Notas compartidas") value="1,248" note=text("by 37 people since 8 July", "de 37 personas desde el 8 de julio") href="#" />
            <Card>
                <Progress label=text("CS days", "Días de servicio") done=2 total=3 />
                <Progress label=text("Attendance", "Asistencia") done=14 total=15 places=2 />
                <Progress label=text("Not begun", "Sin empezar") done=0 total=8 />
            </Card>
        </Grid>
    }
}

#[component]
pub fn Charts() -> impl IntoView {
    let heads = || (text("Period", "Periodo").to_string(), text("Value", "Valor").to_string());
    let quarters = [
        ("T3 2021", 5, 9),
        ("T4 2021", 7, 10),
        ("T1 2022", 6, 9),
        ("T2 2022", 8, 11),
        ("T3 2022", 10, 13),
    ];
    let mut bars = quarters.map(|(label, n, m)| {
        Bar::new(label, f64::from(n) / f64::from(m) * 100.0, format!("{n}/{m}"))
    });
    bars[4] = bars[4].clone().strong();
    let branches =
        ["Sede Central", "Sede Norte", "Los Olivos", "Arequipa"].into_iter().zip([14, 9, 11, 3]);
    let branches = branches
        .map(|(label, n)| Bar::new(label, f64::from(n), format!("{n} de 15")))
        .collect::<Vec<_>>();
    let months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep"];
    let values = [
        Some(58.0),
        Some(61.0),
        Some(60.0),
        None,
        Some(66.0),
        Some(70.0),
        Some(69.0),
        Some(74.0),
        Some(76.0),
    ];
    let points = months.into_iter().zip(values).map(|(label, value)| {
        Point::new(
            label,
            value,
            value.map_or(text("no data", "sin datos").to_string(), |v| format!("{v} %")),
        )
    });
    let estimate = |label: &str, value: f64, by: f64| Estimate {
        label: label.to_string(),
        value,
        low: value - by,
        high: value + by,
        text: format!("{value} % ± {by}"),
    };
    view! {
        <Columns>
            <Card title=text("By quarter", "Por trimestre") aside=text("executed / planned", "ejecutadas / planificadas")>
                <BarChart title=text("Completed training", "Capacitaciones cumplidas") columns=heads() bars=bars.to_vec()
                    target=Target { value: 75.0, label: text("target: more than 75 %", "meta: más de 75 %").to_string() } max=100.0 />
            </Card>
            <Card title=text("By branch", "Por sede")>
                <BarChart title=text("By branch", "Por sede") columns=heads() bars=branches
                    target=Target { value: 12.0, label: text("target 12", "meta 12").to_string() } max=15.0 />
            </Card>
        </Columns>
        <Columns>
            <Card title=text("Satisfaction", "Satisfacción")>
                <LineChart title=text("Satisfaction", "Satisfacción") columns=heads() points=points.collect()
                    target=Target { value: 74.3, label: text("national reference 74.3 %", "referencia nacional 74.3 %").to_string() } />
            </Card>
            <Card title=text("By size", "Por tamaño")>
                <DotChart title=text("By size", "Por tamaño") columns=heads() range=(50.0, 100.0)
                    estimates=vec![estimate("Pequeñas", 75.1, 6.0), estimate("Medianas", 73.5, 8.0), estimate("Grandes", 77.3, 20.0)]
                    target=Target { value: 74.3, label: "74.3 %".to_string() } />
            </Card>
        </Columns>
    }
}

#[component]
pub fn Calendars() -> impl IntoView {
    view! {
        <MonthGrid month=data::friday() today=data::friday() entries=data::entries() previous="#" next="#" />
        <WeekList start=data::friday() - chrono::Days::new(4) today=data::friday() entries=data::entries() previous="#" next="#" />
    }
}
