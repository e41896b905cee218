//! Names of people who do not exist: surnames put together from parts of real ones, spread as surnames are.

use super::dice::Dice;

/// Where somebody comes from, and what people are called there.
pub struct Culture {
    /// ISO 3166.
    pub country: &'static str,
    /// How the numbers of its passports begin.
    pub series: &'static str,
    /// How many of a hundred come from there.
    pub weight: u64,
    /// Whether the names are written in Cyrillic letters, so that the Latin ones stand beside them.
    pub cyrillic: bool,
    stems: &'static [&'static str],
    middles: &'static [&'static str],
    /// For men and for women.
    endings: &'static [(&'static str, &'static str)],
    men: &'static [&'static str],
    women: &'static [&'static str],
}

/// The peoples of the demo world.
pub const CULTURES: &[Culture] = &[
    Culture {
        country: "UKR",
        series: "F",
        weight: 38,
        cyrillic: true,
        stems: &[
            "Шевч",
            "Ковал",
            "Бонд",
            "Ткач",
            "Крав",
            "Лис",
            "Мельн",
            "Пол",
            "Мороз",
            "Савч",
            "Руд",
            "Гонч",
            "Клим",
            "Марч",
            "Петр",
            "Кузьм",
            "Сидор",
            "Павл",
            "Вас",
            "Гриц",
            "Дан",
            "Юр",
            "Тим",
            "Федор",
            "Степ",
            "Захар",
            "Ром",
            "Остап",
            "Сем",
            "Корн",
        ],
        middles: &[
            "", "ен", "ич", "ос", "им", "ав", "ел", "ин", "ор", "ар", "он", "ан", "ул", "ит", "еш", "ок", "ад", "ум", "от", "ем",
            "уш", "яр", "ик",
        ],
        endings: &[("енко", "енко"), ("чук", "чук"), ("ський", "ська"), ("ко", "ко"), ("юк", "юк"), ("ак", "ак")],
        men: &[
            "Олександр",
            "Андрій",
            "Сергій",
            "Віталій",
            "Іван",
            "Тарас",
            "Микола",
            "Юрій",
            "Максим",
            "Дмитро",
            "Богдан",
            "Роман",
            "Ігор",
            "Олег",
            "Василь",
            "Петро",
        ],
        women: &[
            "Олена",
            "Наталія",
            "Ірина",
            "Оксана",
            "Юлія",
            "Тетяна",
            "Марія",
            "Анна",
            "Світлана",
            "Катерина",
            "Людмила",
            "Вікторія",
            "Галина",
            "Ольга",
            "Надія",
            "Софія",
        ],
    },
    Culture {
        country: "RUS",
        series: "7",
        weight: 14,
        cyrillic: true,
        stems: &[
            "Иван",
            "Петр",
            "Сидор",
            "Кузнец",
            "Смирн",
            "Попов",
            "Волк",
            "Соколов",
            "Лебед",
            "Козл",
            "Новик",
            "Мороз",
            "Фёдор",
            "Егор",
            "Павл",
            "Семён",
            "Голуб",
            "Виноград",
            "Богдан",
            "Воробь",
            "Тарас",
            "Бел",
            "Комар",
            "Орл",
            "Кисел",
        ],
        middles: &["", "ич", "ух", "ан", "ек", "ов", "ин", "ам", "ир", "ох", "ел", "уш", "еш", "ар", "ос", "ил", "ум", "ен"],
        endings: &[("ов", "ова"), ("ин", "ина"), ("ев", "ева"), ("ский", "ская"), ("ных", "ных")],
        men: &[
            "Александр",
            "Дмитрий",
            "Сергей",
            "Андрей",
            "Алексей",
            "Михаил",
            "Владимир",
            "Николай",
            "Евгений",
            "Павел",
            "Игорь",
            "Виктор",
        ],
        women: &[
            "Елена",
            "Ольга",
            "Наталья",
            "Татьяна",
            "Ирина",
            "Анна",
            "Мария",
            "Светлана",
            "Людмила",
            "Екатерина",
            "Юлия",
            "Галина",
        ],
    },
    Culture {
        country: "ROU",
        series: "0",
        weight: 16,
        cyrillic: false,
        stems: &[
            "Mun", "Pop", "Rus", "Ceb", "Lun", "Mor", "Cib", "Balt", "Grig", "Dum", "Ion", "Stan", "Vas", "Cost", "Doc", "Flor",
            "Gav", "Il", "Mih", "Nec", "Pet", "Rad", "Sand", "Tod", "Urs", "Zah",
        ],
        middles: &[
            "", "an", "it", "or", "ul", "ar", "ob", "el", "in", "ot", "av", "uc", "ir", "as", "et", "on", "ic", "os", "um",
        ],
        endings: &[
            ("escu", "escu"),
            ("aru", "aru"),
            ("eanu", "eanu"),
            ("oi", "oi"),
            ("ța", "ța"),
            ("uș", "uș"),
            ("ache", "ache"),
        ],
        men: &[
            "Ion",
            "Vasile",
            "Andrei",
            "Mihai",
            "Gheorghe",
            "Alexandru",
            "Ștefan",
            "Nicolae",
            "Constantin",
            "Florin",
            "Dumitru",
            "Radu",
            "Sorin",
            "Cătălin",
        ],
        women: &[
            "Maria",
            "Elena",
            "Ana",
            "Ioana",
            "Cristina",
            "Andreea",
            "Mihaela",
            "Daniela",
            "Iulia",
            "Natalia",
            "Doina",
            "Simona",
            "Ecaterina",
            "Valentina",
        ],
    },
    Culture {
        country: "TUR",
        series: "U",
        weight: 12,
        cyrillic: false,
        stems: &[
            "Yıl", "Kay", "Dem", "Çel", "Şah", "Öz", "Ay", "Arsl", "Doğ", "Kıl", "Asl", "Çet", "Kur", "Koç", "Kaplan", "Er",
            "Ak", "Bul", "Tür", "Gün",
        ],
        middles: &["", "ir", "ik", "in", "tür", "dem", "lan", "ar", "er", "maz", "ol", "sar", "bay", "kan", "tek", "gül"],
        endings: &[
            ("maz", "maz"),
            ("oğlu", "oğlu"),
            ("türk", "türk"),
            ("er", "er"),
            ("kan", "kan"),
            ("taş", "taş"),
            ("soy", "soy"),
        ],
        men: &["Mehmet", "Mustafa", "Ahmet", "Emre", "Ali", "Hasan", "Murat", "Can", "Burak", "Serkan", "Kemal", "Onur"],
        women: &["Ayşe", "Fatma", "Emine", "Zeynep", "Elif", "Deniz", "Merve", "Hatice", "Selin", "Esra", "Gizem", "Büşra"],
    },
    Culture {
        country: "IND",
        series: "Z",
        weight: 11,
        cyrillic: false,
        stems: &[
            "Sha", "Pat", "Gup", "Ver", "Kum", "Chau", "Mal", "Meh", "Na", "Red", "Ag", "Bha", "Cha", "Das", "Jos", "Ka", "La",
            "Mis", "Pra", "Ra", "Sax", "Tri",
        ],
        middles: &["", "ra", "de", "ha", "li", "ma", "na", "pa", "vi", "ka", "ta", "shi", "dha", "ja"],
        endings: &[
            ("rma", "rma"),
            ("el", "el"),
            ("ta", "ta"),
            ("nair", "nair"),
            ("dy", "dy"),
            ("wal", "wal"),
            ("kar", "kar"),
            ("than", "than"),
        ],
        men: &["Rahul", "Amit", "Arjun", "Vikram", "Sanjay", "Rohan", "Suresh", "Anil", "Karan", "Deepak"],
        women: &["Priya", "Anjali", "Neha", "Pooja", "Kavita", "Sunita", "Divya", "Meera", "Asha", "Lakshmi"],
    },
    Culture {
        country: "ISR",
        series: "3",
        weight: 9,
        cyrillic: false,
        stems: &[
            "Co", "Le", "Mi", "Fri", "Gold", "Kat", "Ros", "Sha", "Bar", "Ben", "Da", "Has", "Hal", "Ha", "Am", "Az", "Mal",
            "Nas", "Sal", "Zah",
        ],
        middles: &["", "zra", "ed", "an", "ber", "ri", "man", "ou", "im", "el", "ish", "ad", "har"],
        endings: &[
            ("hen", "hen"),
            ("vi", "vi"),
            ("man", "man"),
            ("dad", "dad"),
            ("stein", "stein"),
            ("idi", "idi"),
            ("ouri", "ouri"),
        ],
        men: &["David", "Omar", "Daniel", "Yusuf", "Michael", "Khalid", "Samir", "Adam", "Noam", "Tarik"],
        women: &["Sarah", "Leila", "Miriam", "Fatima", "Noa", "Rania", "Tamar", "Amina", "Yael", "Nadia"],
    },
];

/// A name.
pub struct Name {
    /// Surname.
    pub surname: String,
    /// Given names.
    pub given: String,
    /// Surname and given names in Latin letters, where they are written in others.
    pub latin: Option<(String, String)>,
}

impl Culture {
    /// Somebody's name.
    pub fn name(&self, dice: &mut Dice, female: bool) -> Name {
        let (stems, middles, endings) = (self.stems.len(), self.middles.len(), self.endings.len());
        // Every combination once, the commonest of them without a middle part.
        let rank = dice.rank((stems * endings * middles * middles) as u64) as usize;
        let (stem, rest) = (self.stems[rank % stems], rank / stems);
        let (ending, rest) = (self.endings[rest % endings], rest / endings);
        let (first, second) = (self.middles[rest % middles], self.middles[rest / middles % middles]);
        let ending = if female { ending.1 } else { ending.0 };
        let surname = format!("{stem}{first}{second}{ending}");
        let names = if female { self.women } else { self.men };
        let mut given = dice.pick(names).to_owned();
        if !self.cyrillic && dice.percent(15) {
            given = format!("{given} {}", dice.pick(names));
        }
        let latin = self.cyrillic.then(|| (capitals(&surname), capitals(&given)));
        Name { surname, given, latin }
    }
}

/// As travel documents print it.
fn capitals(name: &str) -> String {
    any_ascii::any_ascii(name).chars().filter(|letter| letter.is_ascii_alphabetic()).collect::<String>().to_ascii_uppercase()
}
