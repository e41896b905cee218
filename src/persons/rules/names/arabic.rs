//! Names in Arabic script, Persian letters included. Short vowels are not written, so the commonest names are listed and
//! the rest gets an `a` between two consonants; similarity does the rest.

/// Names as they are written and as they sound, without the article.
const KNOWN: [(&str, &str); 62] = [
    ("محمد", "muhamad"),
    ("أحمد", "ahmad"),
    ("احمد", "ahmad"),
    ("محمود", "mahmud"),
    ("مصطفى", "mustafa"),
    ("حامد", "hamid"),
    ("عمر", "omar"),
    ("عثمان", "osman"),
    ("حسين", "husein"),
    ("يوسف", "yusuf"),
    ("خالد", "khalid"),
    ("سعيد", "said"),
    ("فاطمة", "fatima"),
    ("فاطمه", "fatima"),
    ("مريم", "mariam"),
    ("زينب", "zeinab"),
    ("عائشة", "aisha"),
    ("خديجة", "khadija"),
    ("عبد", "abd"),
    ("عبدالله", "abdulla"),
    ("الله", "ulla"),
    ("عبدالرحمن", "abdurahman"),
    ("رحمن", "rahman"),
    ("عبدالكريم", "abdulkarim"),
    ("كريم", "karim"),
    ("رشيد", "rashid"),
    ("راشد", "rashid"),
    ("طارق", "tarik"),
    ("ياسر", "yasir"),
    ("ياسين", "yasin"),
    ("زياد", "ziad"),
    ("سليمان", "suleiman"),
    ("موسى", "musa"),
    ("عيسى", "isa"),
    ("يحيى", "yahya"),
    ("نادر", "nadir"),
    ("ناصر", "nasir"),
    ("صالح", "salih"),
    ("سالم", "salim"),
    ("سليم", "salim"),
    ("سامي", "sami"),
    ("وليد", "valid"),
    ("وائل", "vail"),
    ("جمال", "jamal"),
    ("جميل", "jamil"),
    ("كمال", "kamal"),
    ("هشام", "hisham"),
    ("بلال", "bilal"),
    ("إبراهيم", "ibrahim"),
    ("ابراهيم", "ibrahim"),
    ("إسماعيل", "ismail"),
    ("اسماعيل", "ismail"),
    ("إدريس", "idris"),
    ("منصور", "mansur"),
    ("مسعود", "masud"),
    ("داود", "daud"),
    ("حسنى", "husni"),
    ("رضا", "riza"),
    ("مهدي", "mahdi"),
    ("جواد", "javad"),
    ("مراد", "murad"),
    ("بشير", "bashir"),
];

/// A word in Arabic letters, in Latin ones.
pub fn latin(word: &str) -> String {
    let word: String = word.chars().filter(|letter| !matches!(letter, '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}')).collect();
    let bare = match word.strip_prefix("ال") {
        Some(rest) if rest.chars().count() >= 3 => rest,
        _ => &word,
    };
    let known = |name: &str| KNOWN.iter().find(|(written, _)| *written == name).map(|(_, spoken)| (*spoken).to_owned());
    known(&word).or_else(|| known(bare)).unwrap_or_else(|| spell(bare))
}

fn spell(word: &str) -> String {
    let mut out = String::new();
    let mut after_consonant = false;
    for letter in word.chars() {
        let (sound, vowel) = sound(letter, out.is_empty() || !after_consonant);
        if sound.is_empty() {
            continue;
        }
        if after_consonant && !vowel {
            out.push('a');
        }
        out.push_str(sound);
        after_consonant = !vowel;
    }
    out
}

/// What a letter sounds like, and whether that is a vowel. Waw and ya are consonants at the start and after a vowel.
fn sound(letter: char, consonant_place: bool) -> (&'static str, bool) {
    match letter {
        'ا' | 'أ' | 'آ' | 'ى' | 'ة' | 'ع' => ("a", true),
        'إ' | 'ئ' => ("i", true),
        'ؤ' => ("u", true),
        'و' if consonant_place => ("v", false),
        'و' => ("u", true),
        'ي' | 'ی' if consonant_place => ("y", false),
        'ي' | 'ی' => ("i", true),
        'ب' => ("b", false),
        'پ' => ("p", false),
        'ت' | 'ط' | 'ث' => ("t", false),
        'ج' | 'ژ' => ("j", false),
        'چ' => ("ch", false),
        'ح' | 'ه' => ("h", false),
        'خ' => ("kh", false),
        'د' | 'ض' => ("d", false),
        'ذ' | 'ز' | 'ظ' => ("z", false),
        'ر' => ("r", false),
        'س' | 'ص' => ("s", false),
        'ش' => ("sh", false),
        'غ' | 'گ' => ("g", false),
        'ف' => ("f", false),
        'ق' | 'ك' | 'ک' => ("k", false),
        'ل' => ("l", false),
        'م' => ("m", false),
        'ن' => ("n", false),
        _ => ("", false),
    }
}
