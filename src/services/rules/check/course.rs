//! The course: stages, registers, consultations, decision, results, and the version itself.

use super::{
    super::{
        classifier::TEMPLATES,
        course::{Authentication, AutomaticCondition, Decision, ResultOutcome, StageActor, StageCode},
    },
    Check,
    conditions::Standpoint,
};
use crate::kernel::violation::below;

impl Check<'_> {
    pub(super) fn course(&mut self) {
        self.version();
        self.stages();
        self.registers();
        self.consultations();
        self.decision();
        self.results();
    }

    fn version(&mut self) {
        let definition = self.definition;
        match (definition.valid_from, definition.valid_to) {
            (None, _) if !definition.concept => self.fault("/version", "a published version has a day from which it is valid"),
            (Some(from), Some(to)) if to < from => self.fault("/validTo", "the version ends before it begins"),
            _ => {}
        }
        self.unique("/filing/channels", "", definition.filing.channels.iter().map(|channel| format!("{channel:?}")));
        self.unique("/filing/by", "", definition.filing.by.iter().map(|filer| format!("{filer:?}")));
        self.unique("/filing/powers", "", definition.filing.powers.iter());
        self.unique("/offices", "", definition.offices.iter().map(String::as_str));
        for (index, office) in definition.offices.iter().enumerate() {
            self.known(&format!("/offices/{index}"), "offices", office);
        }
        for (index, basis) in definition.legal_basis.iter().enumerate() {
            if let Some(ground) = &basis.legal_ground {
                self.known(&format!("/legalBasis/{index}/legalGround"), "legal-grounds", ground);
            }
        }
        if let Some(grants) = &definition.grants {
            if let Some(purpose) = &grants.purpose {
                self.known("/grants/purpose", "stay-purposes", purpose);
            }
            for (index, field) in grants.not_beyond.iter().enumerate() {
                self.known_date(&format!("/grants/notBeyond/{index}"), field);
            }
        }
    }

    fn has(&self, stage: StageCode) -> bool {
        self.definition.stages.iter().any(|each| each.stage == stage)
    }

    fn stages(&mut self) {
        let definition = self.definition;
        for (index, pair) in definition.stages.windows(2).enumerate() {
            if let [one, next] = pair
                && one.stage >= next.stage
            {
                self.fault(
                    format!("/stages/{}/stage", index + 1),
                    format!("{:?} does not come after {:?}", next.stage, one.stage),
                );
            }
        }
        for needed in
            [StageCode::Filing, StageCode::Registration, StageCode::Decision, StageCode::Notification, StageCode::Closing]
        {
            if !self.has(needed) {
                self.fault("/stages", format!("the stage {needed:?} is missing"));
            }
        }
        let official = matches!(definition.decision, Decision::Official { .. });
        let follows = [
            (!definition.fees.is_empty(), StageCode::Payment, "there are fees"),
            (!definition.consultations.is_empty(), StageCode::Consultation, "there are consultations"),
            (definition.dossier && official, StageCode::Proposal, "a dossier is decided on a proposal"),
        ];
        for (needed, stage, why) in follows {
            if needed && !self.has(stage) {
                self.fault("/stages", format!("the stage {stage:?} is missing: {why}"));
            }
        }
        for (index, stage) in definition.stages.iter().enumerate().filter(|(_, stage)| stage.stage == StageCode::Decision) {
            let decider = match &definition.decision {
                Decision::Automatic { .. } => StageActor::System,
                Decision::Official { decided_by } => *decided_by,
            };
            if stage.actor != decider {
                self.fault(format!("/stages/{index}/actor"), format!("the decision is {decider:?}'s"));
            }
        }
    }

    fn registers(&mut self) {
        let definition = self.definition;
        self.unique("/registerChecks", "/code", definition.register_checks.iter().map(|check| check.code.as_str()));
        for (index, check) in definition.register_checks.iter().enumerate() {
            let at = format!("/registerChecks/{index}");
            self.known(&below(&at, "register"), "registers", &check.register);
            self.known(&below(&at, "legalGround"), "legal-grounds", &check.legal_ground);
            self.condition(&at, "when", check.when.as_ref(), Standpoint::OUTSIDE);
            if !self.has(check.stage) {
                self.fault(below(&at, "stage"), format!("the service has no stage {:?}", check.stage));
            }
            for (about, field) in check.about.iter().enumerate() {
                if !self.places.contains_key(field.as_str()) {
                    self.fault(format!("{at}/about/{about}"), format!("the form has no field `{field}`"));
                }
            }
        }
    }

    fn consultations(&mut self) {
        let definition = self.definition;
        self.unique("/consultations", "/code", definition.consultations.iter().map(|each| each.code.as_str()));
        for (index, consultation) in definition.consultations.iter().enumerate() {
            let at = format!("/consultations/{index}");
            self.known(&below(&at, "body"), "consulted-bodies", &consultation.body);
            self.known(&below(&at, "legalGround"), "legal-grounds", &consultation.legal_ground);
            self.condition(&at, "when", consultation.when.as_ref(), Standpoint::OUTSIDE);
        }
    }

    fn decision(&mut self) {
        match &self.definition.decision {
            Decision::Automatic { conditions } => {
                if conditions.is_empty() {
                    self.fault("/decision", "an automatic service needs conditions");
                }
                self.table(conditions);
                if self.has(StageCode::Proposal) {
                    self.fault("/stages", "an automatic service has no proposal");
                }
            }
            Decision::Official { decided_by: StageActor::System | StageActor::Applicant } => {
                self.fault("/decision/decidedBy", "an official decides");
            }
            Decision::Official { .. } => {}
        }
    }

    fn table(&mut self, conditions: &[AutomaticCondition]) {
        self.unique("/decision/conditions", "/code", conditions.iter().map(|row| row.code.as_str()));
        for (index, row) in conditions.iter().enumerate() {
            let at = format!("/decision/conditions/{index}");
            self.known(&below(&at, "fact"), "decision-facts", &row.fact);
            self.condition(&at, "when", row.when.as_ref(), Standpoint::OUTSIDE);
        }
    }

    fn results(&mut self) {
        let definition = self.definition;
        let automatic = matches!(definition.decision, Decision::Automatic { .. });
        self.unique("/results", "/code", definition.results.iter().map(|result| result.code.as_str()));
        for (index, result) in definition.results.iter().enumerate() {
            let at = format!("/results/{index}");
            self.known(&below(&at, "template"), TEMPLATES, &result.template);
            // The words of some templates give one right alone: with another one a false act would be signed.
            let gives = self.classifiers.entry(TEMPLATES, &result.template).and_then(|entry| entry.attributes.get("gives"));
            let granted = definition.grants.as_ref().map_or("no right", |grants| grants.right.name());
            if let Some(gives) = gives.filter(|gives| *gives != granted).cloned() {
                self.fault(
                    below(&at, "template"),
                    format!("`{}` gives {gives}, and the service gives {granted}", result.template),
                );
            }
            if let Some(group) = &result.per_item_of {
                self.known_group(&below(&at, "perItemOf"), group);
            }
            // settled: acts decided without a human carry the seal; MSign is for persons
            match (automatic, result.authentication) {
                (true, Authentication::Signed) => {
                    self.fault(below(&at, "authentication"), "what is decided without a human is sealed, not signed");
                }
                (false, Authentication::Sealed) if result.outcome != ResultOutcome::Any => {
                    self.fault(below(&at, "authentication"), "what an official decides is signed");
                }
                _ => {}
            }
        }
        for outcome in [ResultOutcome::Favourable, ResultOutcome::Unfavourable] {
            if !definition.results.iter().any(|result| result.outcome == outcome) {
                self.fault("/results", format!("no document is made on the outcome {outcome:?}"));
            }
        }
    }
}
