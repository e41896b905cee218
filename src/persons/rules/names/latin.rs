//! Writes a name of any script in the letters a to z, by the habits of Moldova: Цуркан is `tsurkan`, Şəhla is `shahla`.

use any_ascii::any_ascii_char;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::arabic;

/// Patronymic words of Azerbaijani and its neighbours (son, daughter), written or left out at will.
const SON_OR_DAUGHTER: [&str; 11] = ["oglu", "ogly", "ogli", "oghlu", "ogul", "qizi", "kizi", "kyzy", "gizi", "gyzy", "kyzi"];

/// The Arabic article, written apart, joined or left out.
const ARTICLE: [&str; 3] = ["al", "el", "ul"];

/// Marks that only Vietnamese puts on letters: hook above, horn, dot below.
const VIETNAMESE_MARKS: [char; 3] = ['\u{309}', '\u{31b}', '\u{323}'];

/// What the letters of a whole name tell about its language; some letters mean different sounds.
struct Habits {
    /// Turkish or Azerbaijani: `c` is dj, `x` is kh.
    turkic: bool,
    /// Vietnamese: `â` is no Romanian `â`.
    vietnamese: bool,
}

impl Habits {
    fn of(parts: &[String]) -> Self {
        let any = |found: &dyn Fn(char) -> bool| parts.iter().any(|part| part.nfd().any(found));
        Self {
            // İ in lower case is i with a dot above.
            turkic: any(&|letter| matches!(letter, 'ə' | 'ı' | '\u{307}')) || parts.iter().any(|part| part.contains('ğ')),
            vietnamese: any(&|letter| letter == 'đ' || VIETNAMESE_MARKS.contains(&letter)),
        }
    }
}

/// The words of a name, each in the letters a to z.
pub fn words(parts: &[&str]) -> Vec<String> {
    let parts: Vec<String> = parts.iter().map(|part| part.nfkc().collect::<String>().to_lowercase().nfc().collect()).collect();
    let habits = Habits::of(&parts);
    let alone = parts.iter().filter(|part| !part.trim().is_empty()).count() == 1;
    let mut words = Vec::new();
    for part in &parts {
        let separated =
            part.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter) && !is_apostrophe(letter));
        let separated: Vec<&str> = separated.filter(|word| !word.is_empty()).collect();
        for word in &separated {
            if alone && separated.len() == 1 && word.chars().all(is_syllable) && (2..=4).contains(&word.chars().count()) {
                let (surname, given) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
                words.extend([surname, given].map(|word| latin(word, &habits)));
            } else {
                words.push(latin(word, &habits));
            }
        }
    }
    without_particles(words)
}

fn without_particles(words: Vec<String>) -> Vec<String> {
    let particle = |word: &String| ARTICLE.contains(&word.as_str()) || SON_OR_DAUGHTER.contains(&word.as_str());
    if words.iter().all(particle) { words } else { words.into_iter().filter(|word| !particle(word)).collect() }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '`' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | '´' | '′')
}

/// Characters that stand for a syllable each: Chinese and Korean.
fn is_syllable(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{2ffff}')
}

fn latin(word: &str, habits: &Habits) -> String {
    if word.chars().any(|letter| matches!(letter, '\u{600}'..='\u{6ff}')) {
        return arabic::latin(word);
    }
    // Two Armenian letters for one vowel, and two Cyrillic ones for the Chinese zh.
    let word = word.replace("ու", "u").replace("чж", "j").replace("дж", "j").replace("ου", "u").replace("μπ", "b");
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len() * 2);
    for (at, &letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        match letter {
            'a'..='z' => out.push(turkic(letter, habits).unwrap_or(letter)),
            'ъ' if next.is_none_or(|next| "еёюяиє".contains(next)) => {}
            // Bulgarian: a vowel.
            'ъ' => out.push('a'),
            'â' if !habits.vietnamese => out.push('i'),
            _ if is_apostrophe(letter) || is_combining_mark(letter) => {}
            _ => match special(letter, habits) {
                Some(latin) => out.push_str(latin),
                None => spell(letter, habits, &mut out),
            },
        }
    }
    out
}

fn turkic(letter: char, habits: &Habits) -> Option<char> {
    match letter {
        _ if !habits.turkic => None,
        'c' => Some('j'),
        'x' => Some('h'),
        'q' => Some('g'),
        _ => None,
    }
}

/// The base letter without its marks, then whatever `any_ascii` makes of it; only letters are kept.
fn spell(letter: char, habits: &Habits, out: &mut String) {
    for base in std::iter::once(letter).nfd().filter(|part| !is_combining_mark(*part)) {
        let latin = special(base, habits).unwrap_or_else(|| any_ascii_char(base));
        out.extend(latin.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()));
    }
}

/// Letters that sound otherwise than their shape says. Cyrillic by Russian sound, with the letters of Ukrainian,
/// Belarusian, Bulgarian, Serbian, Macedonian, Moldovan and the Turkic languages.
fn special(letter: char, habits: &Habits) -> Option<&'static str> {
    Some(match letter {
        'ă' => "a",
        'î' => "i",
        'ş' | 'ș' | 'š' => "sh",
        'ţ' | 'ț' => "ts",
        'ç' | 'č' | 'ć' => "ch",
        'ž' | 'ż' | 'ź' => "j",
        'đ' if habits.vietnamese => "d",
        'đ' => "dj",
        'ə' => "a",
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'ß' => "ss",
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ғ' | 'ӂ' | 'ѓ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'є' => "ie",
        'ж' | 'џ' | 'ђ' | 'ҷ' => "j",
        'з' => "z",
        'и' | 'і' | 'ї' | 'й' | 'ы' | 'ј' | 'ӣ' => "i",
        'к' | 'қ' | 'ќ' => "k",
        'л' | 'љ' => "l",
        'м' => "m",
        'н' | 'њ' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' | 'ү' | 'ұ' | 'ӯ' => "u",
        'ф' => "f",
        'х' | 'һ' | 'ҳ' => "kh",
        'ц' => "ts",
        'ч' | 'ћ' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}
