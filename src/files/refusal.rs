//! Why a file is refused, in the three languages of the platform.

use crate::kernel::{
    content::ContentProblem as Wrong,
    problem::{Kind, Problem},
    text::Text,
    violation::Violation,
};

/// Where a violation of the whole file points to.
const CONTENT: &str = "/content";

/// 400 `content-refused`, with what precisely is wrong.
pub fn refused(code: &'static str, text: Text) -> Problem {
    let mut problem = Problem::bad_input(vec![Violation::new(CONTENT, code, text.clone())]);
    problem.kind = Kind::CONTENT_REFUSED;
    problem.detail(text)
}

/// What the scanner found.
pub fn infected() -> Problem {
    refused(
        "malware",
        Text::new(
            "În fișier a fost găsit un program dăunător.",
            "В файле найдена вредоносная программа.",
            "Malware was found in the file.",
        ),
    )
}

/// What the inspection found.
pub fn of_content(wrong: Wrong) -> Problem {
    refused(wrong.code(), told(wrong))
}

fn told(wrong: Wrong) -> Text {
    let megabytes = |bytes: usize| format!("{:.1} MB", bytes as f64 / 1_048_576.0);
    match wrong {
        Wrong::Empty => text("Fișierul este gol.", "Файл пуст.", "The file is empty."),
        Wrong::TooManyBytes { limit, .. } => Text::new(
            format!("Fișierul depășește {}.", megabytes(limit)),
            format!("Файл больше {}.", megabytes(limit)),
            format!("The file is larger than {}.", megabytes(limit)),
        ),
        Wrong::Program => text("Fișierul este un program.", "Файл является программой.", "The file is a program."),
        Wrong::Archive => text(
            "Fișierul este o arhivă sau un document de birou; trimiteți un PDF sau o imagine.",
            "Файл является архивом или офисным документом; отправьте PDF или изображение.",
            "The file is an archive or an office document; send a PDF or an image.",
        ),
        Wrong::Script => text(
            "Fișierul este un script sau o pagină web.",
            "Файл является скриптом или веб-страницей.",
            "The file is a script or a web page.",
        ),
        Wrong::Unrecognised => text(
            "Fișierul nu este nici PDF, nici JPEG, nici PNG.",
            "Файл не является ни PDF, ни JPEG, ни PNG.",
            "The file is neither a PDF nor a JPEG nor a PNG.",
        ),
        Wrong::NotAccepted { found } => Text::new(
            format!("Fișierele {found} nu se primesc aici."),
            format!("Файлы {found} здесь не принимаются."),
            format!("Files of type {found} are not taken here."),
        ),
        Wrong::DeclaredOtherwise { found } => Text::new(
            format!("Tipul declarat nu corespunde conținutului, care este {found}."),
            format!("Заявленный тип не соответствует содержимому: {found}."),
            format!("The declared type is not that of the content, which is {found}."),
        ),
        Wrong::Polyglot { .. } => text(
            "Fișierul conține și un fișier de alt tip.",
            "Файл содержит также файл другого типа.",
            "The file also holds a file of another type.",
        ),
        Wrong::Truncated => text("Fișierul este trunchiat.", "Файл обрезан.", "The file is cut off."),
        Wrong::Damaged => text("Fișierul este deteriorat.", "Файл повреждён.", "The file is damaged."),
        Wrong::Encrypted => text("PDF-ul este criptat.", "PDF зашифрован.", "The PDF is encrypted."),
        Wrong::JavaScript => text("PDF-ul conține JavaScript.", "PDF содержит JavaScript.", "The PDF contains JavaScript."),
        Wrong::LaunchAction => text(
            "PDF-ul conține o acțiune care pornește un program.",
            "PDF содержит действие, запускающее программу.",
            "The PDF contains an action that starts a program.",
        ),
        Wrong::EmbeddedFile => {
            text("PDF-ul conține fișiere încorporate.", "PDF содержит вложенные файлы.", "The PDF contains embedded files.")
        }
        Wrong::ActiveContent => text(
            "PDF-ul conține conținut activ (formulare XFA, media sau acțiuni care trimit date).",
            "PDF содержит активное содержимое (формы XFA, медиа или действия, передающие данные).",
            "The PDF contains active content (XFA forms, media, or actions that send data).",
        ),
        Wrong::NoPages => text("PDF-ul nu are pagini.", "В PDF нет страниц.", "The PDF has no pages."),
        Wrong::TooManyPages { limit } => Text::new(
            format!("PDF-ul are mai mult de {limit} pagini."),
            format!("В PDF больше {limit} страниц."),
            format!("The PDF has more than {limit} pages."),
        ),
        Wrong::TooComplex => text(
            "Structura fișierului este prea complexă.",
            "Структура файла слишком сложна.",
            "The file's structure is too complex.",
        ),
        Wrong::TooManyPixels { width, height, limit } => Text::new(
            format!("Imaginea are {width} x {height} pixeli; se admit cel mult {limit} în total."),
            format!("Изображение имеет {width} x {height} пикселей; допускается не более {limit}."),
            format!("The image has {width} x {height} pixels; at most {limit} in all are allowed."),
        ),
        Wrong::TooFewPixels { width, height, min_width, min_height } => Text::new(
            format!("Fotografia are {width} x {height} pixeli; sunt necesari cel puțin {min_width} x {min_height}."),
            format!("Фотография имеет {width} x {height} пикселей; нужно не менее {min_width} x {min_height}."),
            format!("The photograph has {width} x {height} pixels; at least {min_width} x {min_height} are needed."),
        ),
        Wrong::OtherAspect { aspect: (wide, high), .. } => Text::new(
            format!("Laturile fotografiei trebuie să fie în raport de {wide} la {high}."),
            format!("Стороны фотографии должны относиться как {wide} к {high}."),
            format!("The sides of the photograph must be as {wide} to {high}."),
        ),
    }
}

fn text(ro: &str, ru: &str, en: &str) -> Text {
    Text::new(ro, ru, en)
}
