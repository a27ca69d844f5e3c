use leptos::prelude::*;

use crate::{
    people::{Branch, DepartmentId, Named, PositionId},
    programmes::AudienceKind,
    sessions::{Invited, form::SessionForm, texts::form::texts},
    ui::form::{Area, Checks, Choice, Radios},
};

/// Who is invited to a session that stands alone. Hidden by its style sheet while a programme
/// is chosen, which brings its own people.
#[component]
pub fn AudienceFields(
    form: SessionForm,
    branches: Vec<Branch>,
    departments: Vec<Named<DepartmentId>>,
    positions: Vec<Named<PositionId>>,
) -> impl IntoView {
    let t = texts();
    let named = |id: String, name: String| Choice::new(id, name);
    let branches = branches.into_iter().map(|b| named(b.id.to_string(), b.name)).collect();
    let departments = departments.into_iter().map(|d| named(d.id.to_string(), d.name)).collect();
    let positions = positions.into_iter().map(|p| named(p.id.to_string(), p.name)).collect();
    let which = vec![Choice::new("everyone", t.everyone), Choice::new("some", t.some)];
    view! {
        <div class="stack audience">
            <Radios name="audience" label=t.audience hint=t.audience_hint choices=which value=form.audience />
            <div class="stack audience-some">
                <Checks name="branches" label=t.branches choices=branches values=form.branches optional=true />
                <Checks name="departments" label=t.departments choices=departments values=form.departments optional=true />
                <Checks name="positions" label=t.positions choices=positions values=form.positions optional=true />
                <Area name="people" label=t.people hint=t.people_hint value=form.people optional=true rows=3u32 />
            </div>
        </div>
    }
}

/// Puts those who are invited into the fields.
pub fn fill_in(form: &mut SessionForm, invited: Vec<Invited>) {
    form.audience = "some".into();
    let mut people = Vec::new();
    for line in invited {
        let id = line.target_id.to_string();
        match line.kind {
            AudienceKind::Everyone => form.audience = "everyone".into(),
            AudienceKind::Branch => form.branches.push(id),
            AudienceKind::Department => form.departments.push(id),
            AudienceKind::Position => form.positions.push(id),
            AudienceKind::Person => people.push(line.key),
        }
    }
    form.people = people.join("\n");
}
