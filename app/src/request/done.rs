//! The sentences that confirm a command on the page it leads to (`?done=…`).

use crate::lang::Lang;

crate::text_enum! {
    /// What has just happened.
    pub enum Done {
        Saved => "saved",
        Added => "added",
        Imported => "imported",
        AccessGiven => "access-given",
        PasswordChanged => "password-changed",
        SignedOut => "signed-out",
        SignedOutElsewhere => "signed-out-elsewhere",
        Planned => "planned",
        Moved => "moved",
        Cancelled => "cancelled",
        Archived => "archived",
        Restored => "restored",
        Deactivated => "deactivated",
        NotOffered => "not-offered",
        Swapped => "swapped",
        HandedOver => "handed-over",
        Copied => "copied",
        NextTurn => "next-turn",
        VisitFinished => "visit-finished",
        VisitReopened => "visit-reopened",
        Opened => "opened",
        Closed => "closed",
        Reopened => "reopened",
        CodeRenewed => "code-renewed",
        CheckedIn => "checked-in",
        Waiting => "waiting",
        Marked => "marked",
        Shared => "shared",
        Deleted => "deleted",
        TakenOut => "taken-out",
        PutBack => "put-back",
        TakenAway => "taken-away",
        BackAgain => "back-again",
        AsBefore => "as-before",
        Frozen => "frozen",
        PhaseMoved => "phase-moved",
        Contributed => "contributed",
        TakenBack => "taken-back",
        Released => "released",
        Offered => "offered",
        JudgingOpened => "judging-opened",
        JudgingRevealed => "judging-revealed",
        Decided => "decided",
        TextRestored => "text-restored",
        Verified => "verified",
        Reviewed => "reviewed",
        Ended => "ended",
        TakenUpAgain => "taken-up-again",
        Commented => "commented",
        Resolved => "resolved",
        PollOpened => "poll-opened",
        PollClosed => "poll-closed",
        LetThrough => "let-through",
        Answered => "answered",
        AnsweredBefore => "answered-before",
        CarriedIn => "carried-in",
        LetterSent => "letter-sent",
        LetterWritten => "letter-written",
        Retried => "retried",
        CalendarMade => "calendar-made",
        CalendarEnded => "calendar-ended",
    }
}

impl Done {
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Done::Saved => lang.pick("Saved.", "Guardado."),
            Done::Added => lang.pick("Added.", "Agregado."),
            Done::Imported => lang.pick("The file is imported.", "El archivo está importado."),
            Done::AccessGiven => lang.pick("The link is ready.", "El enlace está listo."),
            Done::PasswordChanged => {
                lang.pick("Your password is changed.", "Tu contraseña está cambiada.")
            }
            Done::SignedOut => lang.pick("You are signed out.", "Cerraste sesión."),
            Done::SignedOutElsewhere => lang.pick(
                "You are signed out on the other devices.",
                "Cerraste sesión en los otros dispositivos.",
            ),
            Done::Planned => lang.pick("It is planned.", "Se planificó."),
            Done::Moved => lang.pick("The session has moved.", "La sesión se movió."),
            Done::Cancelled => lang.pick("Cancelled.", "Se canceló."),
            Done::Archived => lang.pick("Archived.", "Se archivó."),
            Done::Restored => lang.pick("It is active again.", "Se reactivó."),
            Done::Deactivated => lang.pick("No longer active.", "Se dio de baja."),
            Done::NotOffered => lang.pick("No longer active.", "Se desactivó."),
            Done::Swapped => lang.pick("They have changed places.", "Ya cambiaron de lugar."),
            Done::HandedOver => lang.pick(
                "Handed over. Those concerned are told.",
                "Se encargó. Ya se avisa a quienes toca.",
            ),
            Done::Copied => {
                lang.pick("This is the copy. Adjust it.", "Esta es la copia. Ajústala.")
            }
            Done::NextTurn => {
                lang.pick("The next turn is planned.", "La nueva vuelta está planificada.")
            }
            Done::VisitFinished => lang.pick("The visit is finished.", "La visita terminó."),
            Done::VisitReopened => {
                lang.pick("The visit is open again.", "La visita está abierta otra vez.")
            }
            Done::Opened => lang.pick("The session is open.", "La sesión está abierta."),
            Done::Closed => lang.pick("The session is closed.", "La sesión está cerrada."),
            Done::Reopened => {
                lang.pick("The session is open again.", "La sesión está abierta otra vez.")
            }
            Done::CodeRenewed => lang.pick("There is a new code.", "Hay un código nuevo."),
            Done::CheckedIn => lang.pick("You are checked in.", "Tu asistencia está registrada."),
            Done::Waiting => lang.pick(
                "The room is full. You are on the waiting list.",
                "La sala está llena. Estás en la lista de espera.",
            ),
            Done::Marked => lang.pick("Attendance is saved.", "La asistencia está guardada."),
            Done::Shared => lang.pick("Your note is on the wall.", "Tu nota está en el muro."),
            Done::Deleted => lang.pick("Deleted.", "Eliminado."),
            Done::TakenOut => lang.pick("Taken out of the proposal.", "Se quitó de la propuesta."),
            Done::PutBack => lang.pick("Back in the proposal.", "Está otra vez en la propuesta."),
            Done::TakenAway => lang.pick("The note is taken away.", "La nota está retirada."),
            Done::BackAgain => lang.pick("The note is there again.", "La nota está otra vez."),
            Done::AsBefore => lang.pick("It is again as it was.", "Está otra vez como antes."),
            Done::PhaseMoved => lang.pick(
                "The programme is in this phase now.",
                "Ahora el programa está en esta fase.",
            ),
            Done::Contributed => {
                lang.pick("Your contribution is there.", "Tu aporte ya está aquí.")
            }
            Done::TakenBack => lang.pick("Taken back.", "Retirado."),
            Done::Released => lang.pick("The version is released.", "La versión está publicada."),
            Done::Offered => lang.pick("It is offered.", "Está ofrecido."),
            Done::Frozen => lang.pick("The plan is frozen.", "El plan está congelado."),
            Done::JudgingOpened => lang.pick("Judging is open.", "La evaluación está abierta."),
            Done::JudgingRevealed => {
                lang.pick("The results are revealed.", "Los resultados están revelados.")
            }
            Done::CarriedIn => {
                lang.pick("The knowledge is carried in.", "El conocimiento ya está aquí.")
            }
            Done::LetterSent => lang.pick(
                "The mail server has accepted the letter. Look into your mailbox.",
                "El servidor aceptó el correo. Revisa tu bandeja.",
            ),
            Done::LetterWritten => {
                lang.pick("The letter leaves in a moment.", "El correo sale en un momento.")
            }
            Done::CalendarMade => lang.pick(
                "The address of your calendar is ready.",
                "La dirección de tu calendario está lista.",
            ),
            Done::CalendarEnded => lang.pick(
                "The address of your calendar is ended.",
                "La dirección de tu calendario ya no funciona.",
            ),
            Done::Retried => lang.pick(
                "It is tried again within a minute.",
                "Se intenta otra vez dentro de un minuto.",
            ),
            Done::Verified => lang.pick("You vouch for this text.", "Respondes por este texto."),
            Done::Reviewed => lang
                .pick("Reviewed. The next date is set.", "Revisado. La próxima fecha está puesta."),
            Done::Ended => lang.pick("It is out of use.", "Ya está fuera de uso."),
            Done::TakenUpAgain => lang.pick("It is in use again.", "Está en uso otra vez."),
            Done::Commented => lang.pick("Your comment is there.", "Tu comentario ya está aquí."),
            Done::Resolved => lang.pick("Resolved.", "Resuelto."),
            Done::TextRestored => lang.pick(
                "The earlier text is back, as a new revision.",
                "El texto anterior volvió, como una revisión nueva.",
            ),
            Done::Decided => lang.pick("Decided.", "Decidido."),
            Done::PollOpened => {
                lang.pick("The poll is open for answers.", "El sondeo ya recibe respuestas.")
            }
            Done::PollClosed => lang.pick("The poll is closed.", "El sondeo está cerrado."),
            Done::LetThrough => lang.pick("It is on the projector.", "Ya está en el proyector."),
            Done::Answered => lang.pick(
                "Your answer is counted, without your name.",
                "Tu respuesta está contada, sin tu nombre.",
            ),
            Done::AnsweredBefore => lang.pick(
                "You had answered already. Your first answer counts.",
                "Ya habías respondido. Vale tu primera respuesta.",
            ),
        }
    }
}
