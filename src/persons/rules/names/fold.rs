//! Takes the differences of spelling away: what may sound alike in Romanian, Russian, Ukrainian, Turkish or English
//! spelling is written alike. The result is no longer a name; it is only ever compared with others made the same way.

/// A word of the letters a to z, folded.
pub fn fold(word: &str) -> String {
    let mut word = sounds(word);
    beginning(&mut word);
    softness(&mut word);
    single(&mut word);
    ending(&mut word);
    // Short names keep what they have: Li and Le, Ho and Hu are different families.
    if word.len() > 3 {
        merge(&mut word);
        single(&mut word);
    }
    word.into_iter().map(char::from).collect()
}

/// Letters that write one sound together, the longest first: how other alphabets and languages spell it.
const SOUNDS: [(&str, &str); 20] = [
    ("shch", "sc"), // щ; Romanian șc
    ("tsch", "c"),
    ("dzh", "j"),
    ("cz", "c"),
    ("sz", "s"),
    ("zh", "j"),
    ("dj", "j"),
    ("dz", "z"),
    ("kh", "h"),
    ("ch", "c"), // ч, but also Romanian ch, which is k
    ("sh", "s"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "t"), // ц; Romanian ț, often typed t
    ("tz", "t"),
    ("ck", "c"),
    ("qu", "cu"),
    ("ou", "u"),
    ("oo", "u"),
];

fn sounds(word: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some(&letter) = rest.as_bytes().first() {
        let next = rest.as_bytes().get(1).copied();
        // German sch is ș; the Romanian surname ending -schi is -ski.
        if let Some(after) = rest.strip_prefix("sch") {
            let ski = after.starts_with(['e', 'i', 'y']);
            out.extend_from_slice(if ski { b"sc" } else { b"s" });
            rest = after;
            continue;
        }
        if let Some((spelling, sound)) = SOUNDS.iter().find(|(spelling, _)| rest.starts_with(spelling)) {
            out.extend_from_slice(sound.as_bytes());
            rest = &rest[spelling.len()..];
            continue;
        }
        match letter {
            b'k' | b'q' => out.push(b'c'),
            b'w' => out.push(b'v'),
            b'y' => out.push(b'i'),
            // Chinese, Uzbek, and Greek with all the others.
            b'x' if out.is_empty() && matches!(next, Some(b'i' | b'u')) => out.push(b's'),
            b'x' if out.is_empty() && matches!(next, Some(b'a' | b'o')) => out.push(b'h'),
            b'x' => out.extend_from_slice(b"cs"),
            _ => out.push(letter),
        }
        rest = &rest[1..];
    }
    out
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Julia and Iulia, Yelena and Elena, Khristina and Cristina, Evghenia and Eugenia.
fn beginning(word: &mut Vec<u8>) {
    if word.starts_with(b"hris") {
        word[0] = b'c';
    }
    if word.len() > 2 && word[0] == b'j' && is_vowel(word[1]) {
        word[0] = b'i';
    }
    if word.len() > 2 && word.starts_with(b"ie") {
        word.remove(0);
    }
    if word.len() > 3 && word.starts_with(b"eu") && !is_vowel(word[2]) {
        word[1] = b'v';
    }
}

/// How a soft consonant and the sound of й are written: Munteanu, Muntianu and Мунтяну; Vasilyev, Vasiliev and Васильев;
/// Fiodor, Fyodor and Фёдор; Andrej and Andrei.
fn softness(word: &mut Vec<u8>) {
    let mut out: Vec<u8> = Vec::with_capacity(word.len());
    for (at, &letter) in word.iter().enumerate() {
        let before = out.last().copied();
        let next = word.get(at + 1).copied();
        let between = |first: fn(u8) -> bool, then: fn(u8) -> bool| before.is_some_and(first) && next.is_some_and(then);
        match letter {
            b'j' if before.is_some() && next.is_none_or(|next| !is_vowel(next)) => out.push(b'i'),
            b'j' if before == Some(b'i') => {}
            b'i' | b'e' if letter == b'i' && before == Some(b'i') => {}
            // Sergeyev and Sergheiev are Sergeev.
            b'i' if between(is_vowel, |next| next == b'e') => {}
            b'i' | b'e' if between(|first| !is_vowel(first), |next| next == b'a') => {}
            b'i' if between(|first| !is_vowel(first), is_vowel) => {}
            b'o' if at >= 2 && word[at - 1] == b'i' && !is_vowel(word[at - 2]) && !matches!(word[at - 2], b'c' | b'g') => {
                out.push(b'e');
            }
            _ => out.push(letter),
        }
    }
    *word = out;
}

fn single(word: &mut Vec<u8>) {
    word.dedup();
}

/// Endings that come and go: Jitari and Житарь, Vasile and Василий, Abdullah and Abdulla, Ivanoff and Ivanov.
fn ending(word: &mut Vec<u8>) {
    if word.len() > 4 && word.ends_with(b"ah") {
        word.pop();
    }
    if word.len() > 4 && word.ends_with(b"of") {
        word.pop();
        word.push(b'v');
    }
    while word.len() > 3 && matches!(word.last(), Some(b'e' | b'i')) {
        word.pop();
    }
}

/// Sounds that languages exchange: e and a (Əliyev, Aliev), o and u (Muhammad, Mohammed), h and g (Serhii, Serghei).
fn merge(word: &mut [u8]) {
    for letter in word {
        *letter = match letter {
            b'e' => b'a',
            b'u' => b'o',
            b'h' => b'g',
            _ => *letter,
        };
    }
}
