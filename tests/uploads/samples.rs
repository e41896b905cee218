//! Small files of each kind, made on the spot.

use lopdf::{Document, Object, Stream, dictionary};

/// A PDF of so many empty pages; `filler` bytes of incompressible content make it as large as a test needs.
pub fn pdf(pages: usize, filler: usize) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let mut kids = Vec::new();
    for number in 0..pages {
        let noise: Vec<u8> =
            (0..filler / pages).map(|i| (i as u32).wrapping_mul(2_654_435_761).rotate_left(number as u32) as u8).collect();
        let content =
            document.add_object(Stream::new(dictionary! {}, [b"% ".as_slice(), hex::encode(noise).as_bytes()].concat()));
        kids.push(Object::Reference(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        })));
    }
    let pages = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
    document.objects.insert(tree, Object::Dictionary(pages));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

/// A PDF that would run a script when opened.
pub fn scripted_pdf() -> Vec<u8> {
    let mut document = Document::load_mem(&pdf(1, 0)).expect("a PDF");
    let action = document.add_object(dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") });
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).expect("a root");
    document.get_object_mut(root).and_then(Object::as_dict_mut).expect("a catalog").set("OpenAction", action);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

/// A grey JPEG.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([120, 130, 140]));
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).expect("a JPEG");
    bytes
}
