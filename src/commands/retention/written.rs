//! What people wrote to the inspectorate: petitions, requests for information, tickets, questions, answers to questionnaires.

use super::{FILE, Kind, alone, by_day, only_here, petition_over, record, told::notifications};

/// The paper drawn up for signing, the answer, and the letters that went by post.
macro_rules! documents {
    () => {
        "select document_id from history.petitions where id = any($1) and document_id is not null
          union select answer_document_id from history.petitions where id = any($1) and answer_document_id is not null
          union select document_id from history.petition_notices where petition_id = any($1) and document_id is not null"
    };
}

/// The petitioner's account.
macro_rules! petitioner {
    () => {
        "(select p.petitioner_account_id from petitions p where p.id = petition_events.petition_id)"
    };
}

/// Register number, kind, channel, subdivision, days and the outcome stay: the report on terms and the figures count them. One that others
/// were joined to stays as long as they do: their petitioners were referred to the answer in it, and have no other.
pub(super) const PETITIONS: Kind = Kind {
    object: "Petition",
    prefix: "pet",
    years: |terms| terms.petition_years,
    due: concat!(
        "select p.id from petitions p
          where p.state in ",
        petition_over!(),
        " and p.petitioner ->> 'name' <> '-' and p.id > $3 and p.id <> all($4) and ",
        by_day!("coalesce(p.ended_at, p.answered_at, p.updated_at)"),
        " and not exists (select from petitions j
                           where j.joined_to_id = p.id and j.petitioner ->> 'name' <> '-' and (j.id = any($4) or not ",
        by_day!("coalesce(j.ended_at, j.updated_at)"),
        ")) order by p.id limit $2"
    ),
    overwritten: &[
        notifications!("n.about_id = any($1)"),
        &[
            record(
                "files",
                only_here!(
                    "select a.file_id from history.petition_attachments a where a.petition_id = any($1)
                      union select p.file_id from history.petitions p where p.id = any($1) and p.file_id is not null"
                ),
                FILE,
            ),
            record(
                "document_files",
                concat!("select f.id from document_files f where f.document_id in (", documents!(), ")"),
                "key_id = null, wrapped_key = null",
            ),
            // Of the petition itself the petitioner is the signer.
            record(
                "issued_documents",
                documents!(),
                "data = '{}', holder_initials = null, person_id = null, applicant_account_id = null,
                 issued_by = case when template = 'petition' then null else issued_by end,
                 issued_by_name = case when template = 'petition' then '-' else issued_by_name end,
                 signer_idnp = case when template = 'petition' and signer_idnp is not null then '0000000000000' else signer_idnp end",
            ),
            record("petition_attachments", "select id from petition_attachments where petition_id = any($1)", "name = '-'"),
            record(
                "petition_assignments",
                "select id from petition_assignments where petition_id = any($1)",
                "contribution = case when contribution is null then null else '-' end",
            ),
            record(
                "petition_notices",
                "select id from petition_notices where petition_id = any($1)",
                "text = case when text is null then null else '-' end",
            ),
            alone(
                "petition_events",
                "select id from petition_events where petition_id = any($1)",
                concat!(
                    "note = case when note is null then null else '-' end, actor_name = case when actor_id = ",
                    petitioner!(),
                    " then '-' else actor_name end, actor_id = nullif(actor_id, ",
                    petitioner!(),
                    ")"
                ),
            ),
            record(
                "petitions",
                "select unnest($1)",
                "petitioner = jsonb_build_object('name', '-', 'address', '-', 'language', coalesce(petitioner -> 'language', '\"ro\"')),
                 petitioner_key = id::text, petitioner_account_id = null, petitioner_person_id = null, object = '-', reasons = '-',
                 asked = asked || '{\"text\": \"-\"}', answer = (answer - 'returned') || '{\"paragraphs\": [\"-\"]}',
                 ending = ending || '{\"text\": \"-\"}',
                 term = term || jsonb_build_object(
                   'pauses', (select coalesce(jsonb_agg(x || '{\"reason\": \"-\"}'), '[]') from jsonb_array_elements(term -> 'pauses') x),
                   'extensions',
                   (select coalesce(jsonb_agg(x || '{\"reason\": \"-\"}'), '[]') from jsonb_array_elements(term -> 'extensions') x))",
            ),
        ],
    ],
    deleted: Some((&["petition_words"], "delete from petition_words where petition_id = any($1)")),
    kept: None,
};

/// Incidents, complaints and questions handed to MSupport: what MSupport keeps of them is its own.
pub(super) const TICKETS: Kind = Kind {
    object: "SupportTicket",
    prefix: "tkt",
    years: |terms| terms.ticket_years,
    due: concat!(
        "select id from support_tickets where state in ('Answered', 'Closed', 'Refused') and text <> '-' and id > $3 and id <> all($4) and ",
        by_day!("coalesce(ended_at, updated_at)"),
        " order by id limit $2"
    ),
    overwritten: &[
        notifications!("n.about_id = any($1)"),
        &[record(
            "support_tickets",
            "select unnest($1)",
            "subject = '-', text = '-', email = null, trace_id = null, answer = case when answer is null then null else '-' end",
        )],
    ],
    deleted: None,
    kept: None,
};

/// Visitors' questions that were answered or closed; one that is open stays until it is.
pub(super) const INQUIRIES: Kind = Kind {
    object: "Inquiry",
    prefix: "inq",
    years: |terms| terms.inquiry_years,
    due: concat!(
        "select id from content_inquiries where state in ('Answered', 'Closed') and question <> '-' and id > $3 and id <> all($4) and ",
        by_day!("coalesce(answered_at, updated_at)"),
        " order by id limit $2"
    ),
    overwritten: &[
        notifications!("n.about_id = any($1)"),
        &[record(
            "content_inquiries",
            "select unnest($1)",
            "name = null, email = null, question = '-', answers = '{}', answer = case when answer is null then null else '-' end,
             closing_reason = case when closing_reason is null then null else '-' end",
        )],
    ],
    deleted: None,
    kept: None,
};

/// Answers to questionnaires in words, where people may have named themselves. That there was an answer, choices and marks stay: the results
/// count them.
pub(super) const ANSWERS: Kind = Kind {
    object: "QuestionnaireAnswer",
    prefix: "qan",
    years: |terms| terms.inquiry_years,
    due: concat!(
        "select a.id from content_answers a
          where a.id > $3 and a.id <> all($4) and ",
        by_day!("a.at"),
        " and exists (select from content_versions v cross join lateral jsonb_array_elements(v.content -> 'fields' -> 'questions') q
                       where v.item_id = a.item_id and v.number = a.number and q ->> 'kind' = 'Text'
                         and a.answers ->> (q ->> 'code') <> '-')
          order by a.id limit $2"
    ),
    overwritten: &[&[alone(
        "content_answers",
        "select unnest($1)",
        "answers = (select jsonb_object_agg(k.key, case when exists (
              select from content_versions v cross join lateral jsonb_array_elements(v.content -> 'fields' -> 'questions') q
               where v.item_id = content_answers.item_id and v.number = content_answers.number and q ->> 'kind' = 'Text'
                 and q ->> 'code' = k.key) then '\"-\"'::jsonb else k.value end) from jsonb_each(content_answers.answers) k)",
    )]],
    deleted: None,
    kept: None,
};
