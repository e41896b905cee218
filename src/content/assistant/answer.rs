//! From a question to an answer.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    about_person,
    ranking::{self, Asked, Candidate},
    sentences,
    wire::{
        AssistantAnswer, AssistantOutcome, AssistantQuestion, AssistantSentence, AssistantSource, AssistantSourceKind,
        AssistantStep, AssistantStepKind,
    },
};
use crate::{
    content::words,
    kernel::{
        problem::Problem,
        text::{Language, Text},
    },
    services::Catalogue,
};

/// Below this part of the question covered, nothing is known.
const ENOUGH: f64 = 0.38;
/// Sentences at most,
const SENTENCES: usize = 4;
/// of which each fits at least this part as well as the best.
const ALIKE: f64 = 0.75;
/// Other sources at most,
const OTHERS: usize = 3;
/// whose score is at least this part of the best.
const NEAR: f64 = 0.6;

/// Answers a question, in three statements: its words are understood, candidates ranked, sentences chosen.
pub fn answer(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    catalogue: &Catalogue,
    asked: &AssistantQuestion,
) -> Result<AssistantAnswer, Problem> {
    let senses = words::senses(conn, &words::of_question(&asked.question))?;
    let question = Asked::of(&senses, asked.language);
    let known = |word: &str| senses.iter().any(|sense| sense.word == word && sense.known.contains(&true));
    if about_person::is_about_person(&asked.question, known) {
        return Ok(about_somebody(question.language));
    }
    let candidates = ranking::rank(conn, now, &question, 8)?;
    let Some(best) = candidates.first().filter(|best| best.coverage >= ENOUGH) else {
        return Ok(unknown(question.language));
    };
    let all = sentences::of(&best.body);
    let fits = ranking::fits(conn, &question, &all, &best.language)?;
    let source = source_of(best);
    let sentences =
        chosen(all, &fits).into_iter().map(|text| AssistantSentence { text, source: source.clone() }).collect::<Vec<_>>();
    let others = candidates.iter().skip(1).filter(|other| other.coverage >= ENOUGH && other.score >= NEAR * best.score);
    let see_also: Vec<AssistantSource> = others.take(OTHERS).map(source_of).collect();
    let service = if best.kind == "service" { Some(best.id.clone()) } else { best.service.clone() };
    let next = service.and_then(|code| catalogue.current(&code, catalogue.today())).map(|service| AssistantStep {
        kind: AssistantStepKind::Service,
        title: service.definition.texts.title.in_language(question.language).to_owned(),
        link: format!("/api/v1/services/{}", service.code),
    });
    Ok(AssistantAnswer {
        outcome: AssistantOutcome::Answered,
        language: question.language,
        sentences,
        message: None,
        next,
        see_also,
    })
}

/// The sentences that fit best, in their order; a short text is given whole.
fn chosen(all: Vec<String>, fits: &[f64]) -> Vec<String> {
    if all.len() <= SENTENCES {
        return all;
    }
    let mut places: Vec<usize> = (0..all.len()).collect();
    // Of equals, those that come first.
    places.sort_by(|one, other| fits.get(*other).partial_cmp(&fits.get(*one)).unwrap_or(std::cmp::Ordering::Equal));
    places.truncate(SENTENCES);
    // A line that fits much better (the hours of one office) stands alone.
    let best = places.first().and_then(|place| fits.get(*place)).copied().unwrap_or_default();
    places.retain(|place| fits.get(*place).is_some_and(|fit| *fit >= ALIKE * best));
    places.sort_unstable();
    all.into_iter().enumerate().filter(|(place, _)| places.contains(place)).map(|(_, sentence)| sentence).collect()
}

fn source_of(candidate: &Candidate) -> AssistantSource {
    let (kind, link) = match candidate.kind.as_str() {
        "service" => (AssistantSourceKind::Service, format!("/api/v1/services/{}", candidate.id)),
        "faq" => (AssistantSourceKind::Faq, publication(candidate)),
        _ => (AssistantSourceKind::Page, publication(candidate)),
    };
    AssistantSource { kind, id: candidate.slug.clone(), title: candidate.title.clone(), link }
}

fn publication(candidate: &Candidate) -> String {
    format!("/api/v1/publications/{}?language={}", candidate.slug, candidate.language)
}

fn without_answer(outcome: AssistantOutcome, language: Language, message: &Text, next: AssistantStep) -> AssistantAnswer {
    AssistantAnswer {
        outcome,
        language,
        sentences: Vec::new(),
        message: Some(message.in_language(language).to_owned()),
        next: Some(next),
        see_also: Vec::new(),
    }
}

fn about_somebody(language: Language) -> AssistantAnswer {
    let message = Text::new(
        "Despre persoane și cererile lor nu se răspunde aici. Autentificați-vă: stadiul cererilor dumneavoastră este în cabinetul personal.",
        "О людях и их заявлениях здесь не отвечают. Войдите в систему: статус ваших заявлений виден в личном кабинете.",
        "Nothing is said here about persons and their requests. Please sign in: the status of your own requests is in your personal cabinet.",
    );
    let title = Text::new("Autentificare prin MPass", "Вход через MPass", "Sign in through MPass");
    let next = AssistantStep {
        kind: AssistantStepKind::SignIn,
        title: title.in_language(language).to_owned(),
        link: "/api/v1/sign-ins".into(),
    };
    without_answer(AssistantOutcome::AboutPerson, language, &message, next)
}

fn unknown(language: Language) -> AssistantAnswer {
    let message = Text::new(
        "Nu știu: în informațiile publicate nu am găsit un răspuns. Întrebați altfel sau adresați-vă inspectoratului.",
        "Не знаю: в опубликованной информации ответа не найдено. Спросите иначе или обратитесь в инспекторат.",
        "I do not know: there is no answer in what is published. Please ask in other words, or ask the inspectorate.",
    );
    let title = Text::new("Contacte și program de lucru", "Контакты и часы работы", "Contacts and opening hours");
    let next = AssistantStep {
        kind: AssistantStepKind::Contact,
        title: title.in_language(language).to_owned(),
        link: "/api/v1/publications?sectionCode=contacts".into(),
    };
    without_answer(AssistantOutcome::Unknown, language, &message, next)
}
