//! Files that a partner brings: judged, scanned and kept as those that people send, without an account behind them.

use super::{
    FileFacts, FileId, Files, Purpose, Verdict, answer, refusal,
    store::{self, Accepted, Sent},
};
use crate::{
    access::door::Unit,
    kernel::{
        content::inspect,
        problem::{Kind, Problem},
    },
};

/// A content that was accepted and waits for its row. Without one, it is swept after a day.
#[derive(Debug, Clone)]
pub struct Admitted {
    accepted: Accepted,
    purpose: Purpose,
    name: String,
}

/// Judges a content and keeps it: 400 `content-refused` for what would be refused from people too.
pub async fn admit(files: &Files, purpose: Purpose, name: &str, content: Vec<u8>) -> Result<Admitted, Problem> {
    let limits = purpose.limits();
    let judged = tokio::task::spawn_blocking(move || (inspect(&content, None, &limits), content)).await;
    let (inspected, content) = judged.map_err(Problem::internal)?;
    let inspected = inspected.map_err(refusal::of_content)?;
    let content = actix_web::web::Bytes::from(content);
    let verdict = match files.scanner.scan(&content).await {
        Ok(Verdict::Infected { .. }) => return Err(refusal::infected()),
        Ok(verdict) => verdict,
        Err(silent) => {
            tracing::warn!(cause = %silent, "a file that a partner brought waits for the malware scanner");
            return Err(Problem::new(Kind::PARTNER_UNAVAILABLE).retry_after(30));
        }
    };
    let blob = files.blobs.put(content).await.map_err(|error| answer::problem_of(&error))?;
    let accepted = Accepted { id: FileId::new(), inspected, verdict, blob };
    Ok(Admitted { accepted, purpose, name: harmless(name) })
}

/// The name without what people may not write in one either: what parts a path, controls, and marks that turn the direction of writing.
fn harmless(name: &str) -> String {
    let kept = |letter: char| match letter {
        '/' | '\\' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '_',
        letter if letter.is_control() => '_',
        letter => letter,
    };
    name.chars().map(kept).take(255).collect()
}

/// Writes its row.
pub fn keep(unit: &mut Unit<'_>, admitted: &Admitted) -> Result<FileFacts, Problem> {
    let sent = Sent { account: None, purpose: admitted.purpose.name(), name: &admitted.name };
    store::insert(unit, &admitted.accepted, &sent)
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_name_from_outside_leads_nowhere_and_hides_nothing() {
        assert_eq!(harmless("../../etc/passwd"), ".._.._etc_passwd");
        assert_eq!(harmless("anexa\u{202e}fdp.exe\u{0}\\a"), "anexa_fdp.exe__a");
        assert_eq!(harmless("Cerere nr. 4 (copie).pdf"), "Cerere nr. 4 (copie).pdf");
    }
}
