use crate::{
    error::{Error, Result},
    judging::{Round, RoundState, rules, store},
    phases,
    programmes::{self, Programme, ProgrammeId, texts::texts as programme_texts},
    request::Look,
    routes::{self, Section},
};

/// What every page of judging knows of its programme and of the reader.
pub struct Around {
    pub programme: Programme,
    /// Why nothing can be written now, in a sentence.
    pub closed: Option<String>,
    /// The reader picks criteria, reveals and decides.
    pub leads: bool,
    /// The reader judges.
    pub takes_part: bool,
    /// The latest first.
    pub rounds: Vec<Round>,
}

impl Around {
    /// [`Error::NotFound`] when the reader may not see the programme, or it has no phases.
    pub async fn load(look: &mut Look, id: ProgrammeId) -> Result<Around> {
        let scope = look.actor.scope();
        let found = programmes::store::find(&mut look.tx, &scope, id).await?;
        let programme = found.ok_or(Error::NotFound)?.programme;
        let closed = phases::gate::closed(&mut look.tx, id, rules::PHASE).await?;
        Ok(Around {
            leads: rules::may_lead(&look.actor, &programme),
            takes_part: store::takes_part(&mut look.tx, id, look.actor.id).await?,
            rounds: store::rounds(&mut look.tx, id).await?,
            programme,
            closed,
        })
    }

    /// The round that is prepared or judged now.
    pub fn under_way(&self) -> Option<&Round> {
        self.rounds.first().filter(|round| round.state != RoundState::Revealed)
    }

    /// The same as far as it concerns the reader: a draft beside results is for those who lead.
    pub fn under_way_here(&self) -> Option<&Round> {
        let concerns = |round: &&Round| {
            self.leads || round.state == RoundState::Open || self.revealed().is_none()
        };
        self.under_way().filter(concerns)
    }

    /// The last round with results.
    pub fn revealed(&self) -> Option<&Round> {
        self.rounds.iter().find(|round| round.state == RoundState::Revealed)
    }

    /// The way up from a page of judging.
    pub fn crumbs(&self) -> Vec<(String, String)> {
        vec![
            (programme_texts().programmes.into(), Section::Programmes.href().into()),
            (self.programme.name.clone(), routes::programme(self.programme.id)),
        ]
    }
}
