use std::{io::Cursor, time::Instant};

use ::image::{DynamicImage, ImageFormat, RgbImage};
use lopdf::{Dictionary, Stream, dictionary};
use proptest::{collection::vec, prelude::*, sample::Index};

use super::{ContentProblem::*, *};

fn limits() -> Limits {
    use ContentType::{Jpeg, Pdf, Png};
    Limits { accepted: vec![Pdf, Jpeg, Png], max_bytes: 10 << 20, max_pixels: 1_000_000, max_pages: 5, photo: None }
}

fn problem(bytes: &[u8]) -> ContentProblem {
    inspect(bytes, None, &limits()).unwrap_err()
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let pixel = |x: u32, y: u32| ::image::Rgb([x as u8, y as u8, (x ^ y).wrapping_mul(31) as u8]);
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, pixel)).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A file of these objects (numbered from 1; the first is the catalog) with a cross-reference table; `pointing` adds
/// entries of the table for further numbers, by the index of the object they point to.
fn assemble(objects: &[Vec<u8>], trailer: &str, pointing: &[usize]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(file.len());
        file.extend(format!("{number} 0 obj\n").bytes().chain(object.iter().copied()).chain(*b"\nendobj\n"));
    }
    offsets.extend(pointing.iter().map(|&index| offsets[index]).collect::<Vec<_>>());
    let (start, size) = (file.len(), offsets.len() + 1);
    file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    offsets.iter().for_each(|offset| file.extend(format!("{offset:010} 00000 n \n").bytes()));
    file.extend(format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>";

/// One page; what is given is added to the catalog, the page and as further objects (numbered from 4).
fn pdf(catalog: &str, page: &str, more: &[&[u8]]) -> Vec<u8> {
    assemble(&objects(catalog, page, more), "", &[])
}

fn objects(catalog: &str, page: &str, more: &[&[u8]]) -> Vec<Vec<u8>> {
    let page = PAGE.replacen(">>", &format!("{page}>>"), 1);
    let fixed = [format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"), "<</Type/Pages/Count 1/Kids[3 0 R]>>".into(), page];
    fixed.into_iter().map(String::into_bytes).chain(more.iter().map(|object| object.to_vec())).collect()
}

fn pdf_of_pages(count: u32) -> Vec<u8> {
    let kids: String = (0..count).map(|page| format!("{} 0 R ", page + 3)).collect();
    let tree = [b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), format!("<</Type/Pages/Count {count}/Kids[{kids}]>>").into_bytes()];
    assemble(&tree.into_iter().chain((0..count).map(|_| PAGE.into())).collect::<Vec<_>>(), "", &[])
}

fn stream(dictionary: Dictionary, content: Vec<u8>) -> Vec<u8> {
    let mut stream = Stream::new(dictionary, content);
    stream.compress().unwrap();
    let mut bytes = b"<<".to_vec();
    for (key, value) in &stream.dict {
        let value = match value {
            lopdf::Object::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
            value => value.as_i64().unwrap().to_string(),
        };
        bytes.extend(format!("/{} {value}", String::from_utf8_lossy(key)).bytes());
    }
    [&bytes[..], b">>stream\n", &stream.content, b"\nendstream"].concat()
}

fn object_stream(index: &str, members: &str) -> Vec<u8> {
    let dictionary = dictionary! { "Type" => "ObjStm", "N" => 1, "First" => index.len() as i64 };
    stream(dictionary, format!("{index}{members}").into_bytes())
}

#[test]
fn honest_files_pass() {
    let one = inspect(&pdf("", "", &[]), Some("application/pdf"), &limits()).unwrap();
    assert_eq!((one.content_type, one.pages, one.pixels), (ContentType::Pdf, Some(1), None));
    assert_eq!(inspect(&pdf_of_pages(5), None, &limits()).unwrap().pages, Some(5));
    let file = picture(40, 30, ImageFormat::Jpeg);
    let jpeg = inspect(&file, Some("image/JPG; x=y"), &limits()).unwrap();
    assert_eq!((jpeg.content_type, jpeg.pages, jpeg.pixels), (ContentType::Jpeg, None, Some((40, 30))));
    assert_eq!(jpeg.sha256, digest(&SHA256, &file).as_ref());
    let png = inspect(&picture(40, 30, ImageFormat::Png), Some("application/octet-stream"), &limits()).unwrap();
    assert_eq!((png.content_type, png.pixels), (ContentType::Png, Some((40, 30))));
}

#[test]
fn a_pdf_with_object_streams_passes_and_is_seen_through() {
    let build = |action: Option<&str>| {
        let mut document = lopdf::Document::with_version("1.7");
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => pages });
        document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
        let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
        if let Some(action) = action {
            let action = document.add_object(dictionary! { "S" => action, "F" => lopdf::Object::string_literal("x") });
            catalog.set("OpenAction", action);
        }
        let root = document.add_object(catalog);
        document.trailer.set("Root", root);
        let mut bytes = Vec::new();
        document.save_modern(&mut bytes).unwrap();
        bytes
    };
    assert!(find(&build(None), b"/ObjStm").is_some());
    assert_eq!(inspect(&build(None), None, &limits()).unwrap().pages, Some(1));
    let hidden = build(Some("Launch"));
    assert!(find(&hidden, b"Launch").is_none(), "the action is packed");
    assert_eq!(problem(&hidden), LaunchAction);
}

#[test]
fn what_is_no_document_is_named() {
    let cases: [(&[u8], ContentProblem); 14] = [
        (b"", Empty),
        (b"MZ\x90\0 program", Program),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", Program),
        (b"PK\x03\x04\x14\0\0\0\x08\0", Archive),
        (b"Rar!\x1a\x07\x01\0", Archive),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\0", Archive),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", Archive),
        (b"#!/bin/sh\n", Script),
        (b"<?php system('x');", Script),
        (b" \n<!DOCTYPE html><html>", Script),
        (b"\xef\xbb\xbf<svg xmlns='x' onload='y'/>", Script),
        (b"just some text", Unrecognised),
        (b"GIF89a\x01\0\x01\0\0\0\0;", Unrecognised),
        (b"some text %PDF-1.7", Polyglot { with: "something else before a PDF" }),
    ];
    for (bytes, expected) in cases {
        assert_eq!(problem(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn the_declared_and_the_accepted_type_must_be_the_found_one() {
    let png = picture(4, 4, ImageFormat::Png);
    let found = ContentType::Png;
    assert_eq!(inspect(&png, Some("image/jpeg"), &limits()), Err(DeclaredOtherwise { found }));
    assert_eq!(inspect(&png, Some("text/html"), &limits()), Err(DeclaredOtherwise { found }));
    let jpeg_only = Limits { accepted: vec![ContentType::Jpeg], ..limits() };
    assert_eq!(inspect(&png, Some("image/png"), &jpeg_only), Err(NotAccepted { found }));
    let small = Limits { max_bytes: 50, ..limits() };
    assert_eq!(inspect(&png, None, &small), Err(TooManyBytes { size: png.len(), limit: 50 }));
}

#[test]
fn acting_pdfs_are_refused_by_what_they_do() {
    let javascript = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>";
    let cases: [(Vec<u8>, ContentProblem); 13] = [
        (pdf(javascript, "", &[]), JavaScript),
        (pdf("/OpenAction 4 0 R", "", &[b"<</S /#4aavaScript /JS (x)>>"]), JavaScript),
        (pdf("/OpenAction 4 0 R", "", &[b"<</S 5 0 R>>", b"/JavaScript"]), JavaScript),
        (pdf("/Names<</JavaScript<</Names[]>>>>", "", &[]), JavaScript),
        (pdf("", "/AA<</O<</Type/Action/S/Launch/F(x.exe)>>>>", &[]), LaunchAction),
        (pdf("/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>", "", &[b"<</EF<</F 5 0 R>>>>"]), EmbeddedFile),
        (pdf("", "", &[b"<</Type/EmbeddedFile/Length 1>>stream\nx\nendstream"]), EmbeddedFile),
        (pdf("", "/Annots[<</Subtype/FileAttachment>>]", &[]), EmbeddedFile),
        (pdf("", "/Annots[<</A<</S/SubmitForm/F(http://x)>>>>]", &[]), ActiveContent),
        (pdf("", "/Annots[<</Subtype/RichMedia>>]", &[]), ActiveContent),
        (pdf("/AcroForm<</XFA(x)/Fields[]>>", "", &[]), ActiveContent),
        (assemble(&objects("", "", &[b"<</Filter/Standard/V 2>>"]), "/Encrypt 4 0 R", &[]), Encrypted),
        (assemble(&objects("", "", &[]), "/Encrypt<</Filter/Standard/V 2/R 3/P -4>>", &[]), Encrypted),
    ];
    for (number, (bytes, expected)) in cases.into_iter().enumerate() {
        assert_eq!(problem(&bytes), expected, "case {number}");
    }
    // An action that no table names: our parser does not load it, another reader's repair might.
    let hidden = pdf("", "", &[]);
    let at = find(&hidden, b"xref").unwrap();
    let hidden = [&hidden[..at], b"9 0 obj <</S /Launch /F (x)>> endobj\n", &hidden[at..]].concat();
    assert_eq!(problem(&hidden), LaunchAction);
    // A link that only looks like an action, and a form without scripts.
    let link = "/Annots[<</Subtype/Link/A<</S/URI/URI(https://example.md/Launch/JavaScript/Encrypt)>>>>]";
    assert!(inspect(&pdf("/AcroForm<</Fields[]>>", link, &[]), None, &limits()).is_ok());
}

#[test]
fn pages_and_pixels_are_bounded() {
    assert_eq!(problem(&pdf_of_pages(6)), TooManyPages { limit: 5 });
    assert_eq!(problem(&pdf_of_pages(2000)), TooManyPages { limit: 5 });
    assert_eq!(problem(&pdf_of_pages(0)), NoPages);
    let image = stream(dictionary! { "Subtype" => "Image", "Width" => 60_000, "Height" => 60_000 }, vec![0; 100]);
    let too_many = TooManyPixels { width: 60_000, height: 60_000, limit: 1_000_000 };
    assert_eq!(problem(&pdf("", "", &[&image])), too_many);
    assert_eq!(problem(&pdf("", "", &[b"<</Width 5 0 R/Height 5 0 R/Length 0>>stream\n\nendstream", b"60000"])), too_many);
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        assert_eq!(problem(&picture(1001, 1000, format)), TooManyPixels { width: 1001, height: 1000, limit: 1_000_000 });
    }
}

#[test]
fn bombs_are_refused_at_once() {
    let started = Instant::now();
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let same_stream = [b"<</Length 5000000>>stream\n".to_vec(), vec![b'x'; 5_000_000], b"\nendstream".to_vec()].concat();
    let index: String = (10..60_000).map(|number| format!("{number} 0 ")).collect();
    let cases: [(&str, Vec<u8>); 8] = [
        ("deep", pdf("", "", &[nested(100_000).as_bytes()])),
        ("deep and packed", pdf("", "", &[&object_stream("9 0 ", &nested(50_000))])),
        ("one long array", pdf("", "", &[format!("[{}]", "0 ".repeat(3_000_000)).as_bytes()])),
        ("one long array behind a comment", pdf("", "", &[format!("%\n[{}]", "0 ".repeat(3_000_000)).as_bytes()])),
        ("unpacks to 100 MB", pdf("", "", &[&object_stream("9 0 ", &" ".repeat(100_000_000))])),
        ("members in one place", pdf("", "", &[&object_stream(&index, &format!("[{}]", "0 ".repeat(500_000)))])),
        ("many object streams", {
            let one = object_stream("9 0 ", &"0 ".repeat(100));
            let many = vec![&one[..]; 1001];
            pdf("", "", &many)
        }),
        ("one stream, many times", assemble(&objects("", "", &[&same_stream]), "", &[3; 10_000])),
    ];
    for (name, bytes) in cases {
        assert!(bytes.len() < 10 << 20, "{name}");
        assert_eq!(problem(&bytes), TooComplex, "{name}");
    }
    assert!(started.elapsed().as_secs() < 60);
}

#[test]
fn cut_and_damaged_files_are_told_apart() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let file = picture(40, 30, format);
        for cut in [file.len() / 3, file.len() / 2, file.len() - 1] {
            assert_eq!(problem(&file[..cut]), Truncated, "{format:?} cut at {cut}");
        }
    }
    let file = pdf("", "", &[]);
    assert_eq!(problem(&file[..file.len() / 2]), Truncated);
    assert_eq!(problem(b"%PDF-1.7 nothing %%EOF"), Damaged);
    let mut png = picture(40, 30, ImageFormat::Png);
    let at = find(&png, b"IDAT").unwrap() + 20;
    png[at] ^= 1;
    assert_eq!(problem(&png), Damaged);
    assert_eq!(problem(b"\xff\xd8\xff\xd9"), Damaged);
}

#[test]
fn files_of_two_kinds_are_refused() {
    let zip = b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\0\0\0\0\0\0";
    let [jpeg, png] = [ImageFormat::Jpeg, ImageFormat::Png].map(|format| picture(40, 30, format));
    for file in [&jpeg, &png, &pdf("", "", &[])] {
        assert_eq!(problem(&[&file[..], zip].concat()), Polyglot { with: "a ZIP archive" });
    }
    assert_eq!(problem(&[&jpeg[..], b"MZ\x90"].concat()), Polyglot { with: "a program" });
    assert_eq!(problem(&[&jpeg[..], b"<html>"].concat()), Polyglot { with: "a script" });
    assert_eq!(problem(&[&jpeg[..], &vec![0; 2000], b"%PDF-1.7"].concat()), Polyglot { with: "a PDF" });
    assert_eq!(problem(&[&png[..], b"x"].concat()), Polyglot { with: "something after the end of the image" });
    let long_tail = [&pdf("", "", &[])[..], &[b'x'; 2000]].concat();
    assert_eq!(problem(&long_tail), Polyglot { with: "something after the end of the PDF" });
    // In a comment of the image.
    let comment = |text: &[u8]| [&jpeg[..2], b"\xff\xfe\0", &[text.len() as u8 + 2], text, &jpeg[2..]].concat();
    assert_eq!(problem(&comment(b"%PDF-1.7")), Polyglot { with: "a PDF" });
    assert_eq!(problem(&comment(b"<ScRiPt>alert(1)</script>")), Polyglot { with: "a script" });
    // What cameras do: a comment, and a second image after the first.
    assert!(inspect(&[&comment(b"a camera")[..], &jpeg].concat(), None, &limits()).is_ok());
}

#[test]
fn a_photograph_has_its_shape_as_it_is_shown() {
    let photo = Photo { aspect: (3, 4), tolerance: 2, min_width: 300, min_height: 400 };
    let limits = Limits { photo: Some(photo), ..limits() };
    let check = |bytes: &[u8]| inspect(bytes, None, &limits).map(|found| found.pixels);
    let jpeg = |width, height| picture(width, height, ImageFormat::Jpeg);
    assert_eq!(check(&jpeg(300, 400)), Ok(Some((300, 400))));
    assert_eq!(check(&jpeg(305, 400)), Ok(Some((305, 400))));
    assert_eq!(check(&jpeg(310, 400)), Err(OtherAspect { width: 310, height: 400, aspect: (3, 4) }));
    assert_eq!(check(&jpeg(299, 400)), Err(TooFewPixels { width: 299, height: 400, min_width: 300, min_height: 400 }));
    assert!(matches!(check(&jpeg(400, 300)), Err(TooFewPixels { .. })));
    // The same lying photograph with the note "turn by 90 degrees" (EXIF orientation 6).
    let exif = b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let lying = jpeg(400, 300);
    assert_eq!(check(&[&lying[..2], exif, &lying[2..]].concat()), Ok(Some((300, 400))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_survived(start in prop::sample::select(vec![&b""[..], b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]),
                              bytes in vec(any::<u8>(), 0..2000), end in prop::sample::select(vec![&b""[..], b"%%EOF", b"\xff\xd9"])) {
        let _ = inspect(&[start, &bytes, end].concat(), None, &limits());
    }

    #[test]
    fn any_damage_is_survived(which in 0..5_usize, changes in vec((any::<Index>(), any::<u8>()), 1..12), cut: Index, cuts: bool) {
        let mut file = match which {
            0 => pdf_of_pages(3),
            1 => pdf("/OpenAction 4 0 R", "/Annots[5 0 R]", &[b"<</S/GoTo/D[3 0 R/Fit]>>", b"<</Subtype/Link/A 4 0 R>>"]),
            2 => pdf("", "", &[&object_stream("9 0 10 4 ", "[0] <</A(b)>> ")]),
            3 => picture(30, 20, ImageFormat::Jpeg),
            _ => picture(30, 20, ImageFormat::Png),
        };
        for (at, with) in changes {
            let at = at.index(file.len());
            file[at] = with;
        }
        if cuts {
            file.truncate(cut.index(file.len()));
        }
        let _ = inspect(&file, None, &limits());
    }

    #[test]
    fn texts_like_a_pdf_are_survived(text in "(obj|endobj|stream\n|endstream|<<|>>|\\[|\\]|/Type|/ObjStm|/Pages|/Length|/Kids|xref\n|trailer|startxref\n|[0-9]{1,4} | 0 R|\\(|\\)|/N|/First|\n){0,200}") {
        let _ = inspect(format!("%PDF-1.7\n{text}\nstartxref\n9\n%%EOF").as_bytes(), None, &limits());
    }
}
