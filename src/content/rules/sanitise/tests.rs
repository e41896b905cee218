use proptest::prelude::*;

use super::*;

fn codes(html: &str) -> Vec<(&'static str, String)> {
    let refused = sanitise(html, "/body/ro").expect_err("refused");
    assert!(refused.iter().all(|violation| violation.pointer == "/body/ro"));
    refused.into_iter().map(|violation| (violation.code, violation.message.en)).collect()
}

#[test]
fn what_is_accepted_comes_back_in_its_canonical_form() {
    let html = "<P>Cererea se depune <B>la ghișeu</B>.<br/>Taxa: <em>450 lei</em> &amp; tarif</P><ul><li>una<li>două</ul>";
    assert_eq!(
        sanitise(html, "").expect("accepted"),
        "<p>Cererea se depune <b>la ghișeu</b>.<br>Taxa: <em>450 lei</em> &amp; tarif</p><ul><li>una</li><li>două</li></ul>"
    );
}

#[test]
fn links_get_their_rel_and_come_back_unchanged() {
    let written = sanitise("<a href=\"https://igm.gov.md/ro\" title='x'>IGM</a>", "").expect("accepted");
    assert_eq!(written, "<a href=\"https://igm.gov.md/ro\" title=\"x\" rel=\"noopener noreferrer\">IGM</a>");
    assert_eq!(sanitise(&written, "").expect("accepted again"), written);
}

#[test]
fn what_is_refused_is_named_with_its_line_and_all_of_it_at_once() {
    let found = codes(
        "<p>bun</p>\n<script>alert('<b>x</b>')</script>\n<p onclick=\"x()\" style='a'>\n<iframe src=x></iframe><img src=x onerror=y>",
    );
    assert_eq!(
        found,
        [
            ("element-refused", "Line 2: the element <script> is not accepted.".to_owned()),
            ("attribute-refused", "Line 3: the attribute \"onclick\" of the element <p> is not accepted.".to_owned()),
            ("attribute-refused", "Line 3: the attribute \"style\" of the element <p> is not accepted.".to_owned()),
            ("element-refused", "Line 4: the element <iframe> is not accepted.".to_owned()),
            ("element-refused", "Line 4: the element <img> is not accepted.".to_owned()),
        ]
    );
}

#[test]
fn links_that_run_or_lead_inside_are_refused() {
    for (html, code) in [
        ("<a href='javascript:alert(1)'>x</a>", "link-scheme-refused"),
        ("<a href='java&#115;cript:alert(1)'>x</a>", "link-scheme-refused"),
        ("<a href=' javascript:alert(1)'>x</a>", "link-malformed"),
        ("<a href='data:text/html;base64,x'>x</a>", "link-scheme-refused"),
        ("<a href='http://169.254.169.254/'>x</a>", "link-to-private-address"),
        ("<a href='http://localhost:5432'>x</a>", "link-to-private-address"),
        ("<a href='https://a:b@igm.gov.md'>x</a>", "link-with-credentials"),
        ("<a href='igm.gov.md'>x</a>", "link-malformed"),
        ("<!-- x --><p>y</p>", "hidden-markup"),
        ("<!DOCTYPE html><p>y</p>", "hidden-markup"),
        ("<svg><a href='https://igm.gov.md'>x</a></svg>", "element-refused"),
        ("</body>", "element-refused"),
    ] {
        assert_eq!(codes(html)[0].0, code, "{html}");
    }
}

#[test]
fn letters_put_together_from_pieces_become_one() {
    assert_eq!(sanitise("<p>s\u{326}edere</p>", "").expect("accepted"), "<p>ședere</p>");
}

#[test]
fn links_and_words_are_read_off() {
    let html = "<p>Vezi <a href=\"https://igm.gov.md\">site-ul</a> și <a href='https://igm.gov.md'>iar</a>\nsau <a href='/x'>aici</a>.</p><ul><li>unu</li><li>doi &lt; trei</li></ul>";
    let found = links(html);
    assert_eq!(found.len(), 2);
    assert!(matches!(&found[0], Link::Web(url) if url.as_str() == "https://igm.gov.md/"));
    assert_eq!(plain(html), "Vezi site-ul și iar sau aici.\nunu\ndoi < trei");
}

/// Pieces of markup, good and bad, in any order.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<ul><li>".to_owned()),
        Just("</ul>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("</table>".to_owned()),
        Just("<a href='https://igm.gov.md'>".to_owned()),
        Just("</a>".to_owned()),
        Just("<b>".to_owned()),
        Just("<h2>".to_owned()),
        Just("<script>".to_owned()),
        Just("<svg onload=x>".to_owned()),
        Just("<a href='javascript:x'>".to_owned()),
        "[ a-z<>&\"'=/;]{0,8}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_was_written_once_is_written_the_same_for_ever(html in markup()) {
        if let Ok(once) = sanitise(&html, "") {
            prop_assert_eq!(sanitise(&once, "").expect("its own form is accepted"), once);
        }
    }

    #[test]
    fn nothing_that_runs_comes_through(html in markup()) {
        if let Ok(clean) = sanitise(&html, "") {
            let clean = clean.to_lowercase();
            prop_assert!(!clean.contains("<script") && !clean.contains("<svg") && !clean.contains("href=\"javascript"), "{}", clean);
        }
    }

    #[test]
    fn any_text_is_read_without_panic(html in "\\PC{0,200}") {
        let _ = sanitise(&html, "");
        let _ = plain(&html);
    }
}
