//! Changing what a programme is called, what for, where and for whom.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    error::{Error, Result},
    onboarding,
    programmes::{
        Framework, Programme, ProgrammeId, Stage,
        api::SaveProgramme,
        audience::{self, AudienceFields},
        rules, store,
        texts::texts,
    },
    request::{Look, Page},
    routes::{self, Section},
    ui::{
        Button, ButtonLink, Kind, PageHead, Stack,
        form::{Area, Choice, Form, Hidden, Select, Text},
    },
};

use super::basics::{DefaultButton, JobTrainingField};

pub async fn edit(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let programme = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?.programme;
    if !rules::may_edit(&look.actor, &programme) {
        return Err(Error::Forbidden);
    }
    let lines = store::audience(&mut look.tx, id.into()).await?;
    let options = audience::options(&mut look.tx, &scope, lines).await?;
    let branches = super::new::branches(&mut look).await?;
    let stages = match programme.framework {
        Framework::Own => store::stages(&mut look.tx, id).await?,
        _ => Vec::new(),
    };
    let whole_company = rules::may_lead_at(&look.actor, None);
    let crumbs = vec![
        (t.programmes.into(), Section::Programmes.href().into()),
        (programme.name.clone(), routes::programme(id)),
    ];
    Page::ok(
        Section::Programmes,
        t.edit_title,
        view! {
            <Stack>
                <PageHead title=t.edit_title intro=t.edit_intro crumbs />
                <Form command=SaveProgramme::PATH>
                    <DefaultButton press="save" />
                    <Hidden name="id" value=id.to_string() />
                    <Hidden name="revision" value=programme.revision.to_string() />
                    <Fields programme stages branches whole_company />
                    <AudienceFields options />
                    <div class="form-actions">
                        <Button kind=Kind::Primary name="press" value="save">{t.save}</Button>
                        <ButtonLink kind=Kind::Quiet href=routes::programme(id)>{t.back}</ButtonLink>
                    </div>
                </Form>
            </Stack>
        },
    )
}

/// Name, problem, the names of own stages, branch.
#[component]
fn Fields(
    programme: Programme,
    /// Those of an own list; empty for a framework.
    stages: Vec<Stage>,
    branches: Vec<Choice>,
    whole_company: bool,
) -> impl IntoView {
    let t = texts();
    let names: Vec<String> = stages.into_iter().map(|stage| stage.name).collect();
    let own = (!names.is_empty())
        .then(|| view! { <Area name="stages" label=t.stages rows=4u32 value=names.join("\n") /> });
    let branch = programme.branch_id.map(|branch| branch.to_string()).unwrap_or_default();
    let branch = if whole_company {
        view! { <Select name="branch" label=t.branch choices=branches empty=t.whole_company value=branch /> }
    } else {
        view! { <Select name="branch" label=t.branch choices=branches value=branch /> }
    };
    let kind = programme.job_training.map(|kind| kind.to_string()).unwrap_or_default();
    view! {
        <Text name="name" label=t.name maxlength=rules::NAME_MAX as u32 value=programme.name />
        <Area name="problem" label=t.problem_title hint=t.problem_hint rows=3u32
            maxlength=rules::PROBLEM_MAX as u32 value=programme.problem />
        {own}
        {branch}
        <JobTrainingField value=kind hint=onboarding::texts::texts().programme_kind_edit_hint />
    }
}
