//! What else decides whether a step can be taken, beside its state and the caller's permission. What is hindered is neither offered nor done.

use chrono::{DateTime, Duration, Utc};

use super::lifecycle::Action;
use crate::{
    kernel::{
        problem::{Kind, Problem},
        text::Text,
    },
    petitions::parts::{Asking, Channel, PetitionKind, Signature},
};

/// How a petition stands before its next step.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// The present instant.
    pub now: DateTime<Utc>,
    /// What kind it is.
    pub kind: PetitionKind,
    /// How it came.
    pub channel: Channel,
    /// How it is signed.
    pub signature: Signature,
    /// Whether somebody has it in hand.
    pub held: bool,
    /// Whether the caller drafted the answer that stands.
    pub own_draft: bool,
    /// What the petitioner is asked for.
    pub asked: Option<Asking>,
    /// When its term ends, once it runs.
    pub due_at: Option<DateTime<Utc>>,
    /// Days by which the term can still be made longer.
    pub extendable: u32,
    /// Until when it can be passed to another authority.
    pub transfer_ends_at: Option<DateTime<Utc>>,
    /// The shortest time in days that a petitioner is given.
    pub least_days: u32,
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// Somebody has it in hand.
    Held,
    /// Who drafts does not approve.
    OwnDraft,
    /// It is not signed, or the signature is not judged yet.
    Unsigned(Signature),
    /// The law says it of petitions, not of requests for information.
    InformationRequest,
    /// Its term has ended, or ends before anything could come of it.
    TermOver,
    /// The term to pass it on has ended.
    TransferOver(DateTime<Utc>),
    /// Nothing is awaited.
    NothingAsked,
    /// The answer goes by itself, the way the petition came (par. 43).
    GoesElectronically,
}

/// What hinders an action that the table has for the state; nothing where it can be done.
pub fn hindrance(action: Action, standing: &Standing) -> Option<Hindrance> {
    let ends_before = |days: u32| standing.due_at.is_some_and(|due| due < standing.now + Duration::days(i64::from(days)));
    match action {
        // A correction can leave one unsigned that is examined already: it is answered once that is mended (par. 40), and has no term till then.
        Action::Assign | Action::Extend | Action::DraftAnswer | Action::ApproveAnswer if !standing.signature.suffices() => {
            Some(Hindrance::Unsigned(standing.signature))
        }
        Action::Claim => standing.held.then_some(Hindrance::Held),
        Action::ApproveAnswer => standing.own_draft.then_some(Hindrance::OwnDraft),
        // Administrative Code, art. 60 and 76, are of petitions; Law 148/2023 has neither.
        Action::Join | Action::LeaveUnexamined | Action::Extend if !standing.kind.is_petition() => {
            Some(Hindrance::InformationRequest)
        }
        Action::Extend => (ends_before(0) || standing.extendable == 0).then_some(Hindrance::TermOver),
        // A petition that was let lie until its term ended was complete enough to be examined (par. 40).
        Action::AskPetitioner => ends_before(0).then_some(Hindrance::TermOver),
        Action::AskForDocuments => ends_before(standing.least_days).then_some(Hindrance::TermOver),
        Action::Transfer => standing.transfer_ends_at.filter(|ends| standing.now > *ends).map(Hindrance::TransferOver),
        Action::Complete => (standing.asked != Some(Asking::Shortcomings)).then_some(Hindrance::NothingAsked),
        Action::SupplyDocuments => (standing.asked != Some(Asking::MoreDocuments)).then_some(Hindrance::NothingAsked),
        Action::RecordPosting => (!standing.channel.is_posted()).then_some(Hindrance::GoesElectronically),
        _ => None,
    }
}

impl Hindrance {
    /// As the caller reads it.
    pub fn problem(self) -> Problem {
        let not_now = |ro: &'static str, ru: &'static str, en: &'static str| {
            Problem::new(Kind::NOT_IN_THIS_STATE).detail(Text::new(ro, ru, en))
        };
        match self {
            Self::Held => Problem::new(Kind::HELD_BY_ANOTHER),
            Self::OwnDraft => Problem::new(Kind::SAME_PERSON),
            Self::Unsigned(signature) => not_now(
                "Petiția nu este semnată sau semnătura nu este încă verificată: comunicați întâi neajunsul petiționarului.",
                "Петиция не подписана, или подпись ещё не проверена: сначала сообщите заявителю о недостатке.",
                "The petition is not signed, or its signature is not judged yet: tell the petitioner of the shortcoming first.",
            )
            .with("signature", signature.code()),
            Self::InformationRequest => not_now(
                "Legea prevede aceasta pentru petiții, nu pentru cereri de informații.",
                "Закон предусматривает это для петиций, а не для запросов информации.",
                "The law provides this for petitions, not for requests for information.",
            ),
            Self::TermOver => not_now(
                "Termenul petiției a expirat sau nu mai lasă timp pentru aceasta.",
                "Срок петиции истёк или не оставляет для этого времени.",
                "The petition's term has ended, or leaves no time for it.",
            ),
            Self::TransferOver(ended_at) => not_now(
                "Termenul de transmitere (5 zile lucrătoare de la înregistrare) a expirat.",
                "Срок передачи (5 рабочих дней с регистрации) истёк.",
                "The term for passing it on (5 working days from registration) has ended.",
            )
            .with("endedAt", serde_json::json!(ended_at)),
            Self::NothingAsked => not_now(
                "De la petiționar nu se așteaptă nimic.",
                "От заявителя ничего не ожидается.",
                "Nothing is awaited from the petitioner.",
            ),
            Self::GoesElectronically => not_now(
                "Răspunsul se trimite electronic, pe calea pe care a venit petiția.",
                "Ответ отправляется в электронной форме, тем же путём, каким пришла петиция.",
                "The answer goes electronically, the way the petition came.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing() -> Standing {
        let now = DateTime::UNIX_EPOCH;
        Standing {
            now,
            kind: PetitionKind::Complaint,
            channel: Channel::Online,
            signature: Signature::Valid,
            held: false,
            own_draft: false,
            asked: None,
            due_at: Some(now + Duration::days(30)),
            extendable: 60,
            transfer_ends_at: Some(now + Duration::days(7)),
            least_days: 3,
        }
    }

    #[test]
    fn each_hindrance_hinders_its_own_action_and_no_other() {
        let usual = standing();
        let late = Standing { now: usual.now + Duration::days(31), ..usual };
        let information = Standing { kind: PetitionKind::InformationRequest, ..usual };
        let unsigned = Standing { signature: Signature::None, ..usual };
        let transfer = Hindrance::TransferOver(usual.now + Duration::days(7));
        for (action, standing, expected) in [
            (Action::Claim, Standing { held: true, ..usual }, Some(Hindrance::Held)),
            (Action::Claim, usual, None),
            (Action::ApproveAnswer, Standing { own_draft: true, ..usual }, Some(Hindrance::OwnDraft)),
            (Action::Assign, unsigned, Some(Hindrance::Unsigned(Signature::None))),
            (Action::Assign, usual, None),
            (Action::Extend, unsigned, Some(Hindrance::Unsigned(Signature::None))),
            (
                Action::DraftAnswer,
                Standing { signature: Signature::Pending, ..usual },
                Some(Hindrance::Unsigned(Signature::Pending)),
            ),
            (
                Action::ApproveAnswer,
                Standing { own_draft: true, signature: Signature::Refused, ..usual },
                Some(Hindrance::Unsigned(Signature::Refused)),
            ),
            (Action::AskPetitioner, unsigned, None),
            (Action::Extend, information, Some(Hindrance::InformationRequest)),
            (Action::Join, information, Some(Hindrance::InformationRequest)),
            (Action::LeaveUnexamined, information, Some(Hindrance::InformationRequest)),
            (Action::ReportThreat, information, None),
            (Action::Extend, late, Some(Hindrance::TermOver)),
            (Action::Extend, Standing { extendable: 0, ..usual }, Some(Hindrance::TermOver)),
            (Action::AskPetitioner, late, Some(Hindrance::TermOver)),
            (Action::AskForDocuments, Standing { now: usual.now + Duration::days(28), ..usual }, Some(Hindrance::TermOver)),
            (Action::AskForDocuments, usual, None),
            (Action::Transfer, late, Some(transfer)),
            (Action::Transfer, usual, None),
            (Action::Complete, usual, Some(Hindrance::NothingAsked)),
            (Action::SupplyDocuments, Standing { asked: Some(Asking::MoreDocuments), ..usual }, None),
            (Action::RecordPosting, usual, Some(Hindrance::GoesElectronically)),
            (Action::RecordPosting, Standing { channel: Channel::EPetitii, ..usual }, Some(Hindrance::GoesElectronically)),
            (Action::RecordPosting, Standing { channel: Channel::Fax, ..usual }, None),
            (Action::DraftAnswer, late, None),
        ] {
            assert_eq!(hindrance(action, &standing), expected, "{action:?}");
        }
    }
}
