//! The error catalogue: every kind of problem the platform can tell of, once.

/// A kind of problem: the end of its `type`, its status, its title in Romanian, Russian and English.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The end of `type`: `/problems/<code>`.
    pub code: &'static str,
    /// The HTTP status it is told with.
    pub status: u16,
    /// Romanian title.
    pub ro: &'static str,
    /// Russian title.
    pub ru: &'static str,
    /// English title.
    pub en: &'static str,
}

macro_rules! kinds {
    ($($name:ident = $status:literal $code:literal, $ro:literal, $ru:literal, $en:literal;)*) => {
        $(#[doc = $en] pub static $name: Kind = Kind { code: $code, status: $status, ro: $ro, ru: $ru, en: $en };)*
        /// Every kind, in the order of the catalogue.
        pub static ALL: &[&Kind] = &[$(&$name),*];
        impl Kind {
            $(#[doc = $en] pub const $name: &'static Kind = &$name;)*
        }
    };
}

kinds! {
    BAD_INPUT = 400 "bad-input", "Datele trimise conțin greșeli.", "Отправленные данные содержат ошибки.", "The input has faults.";
    MALFORMED = 400 "malformed", "Cererea nu poate fi citită.", "Запрос не удаётся прочитать.", "The request cannot be read.";
    FOREIGN_CURSOR = 400 "foreign-cursor", "Cursorul nu este al acestei liste.", "Курсор не относится к этому списку.", "The cursor does not belong to this list.";
    IDEMPOTENCY_KEY_MISSING = 400 "idempotency-key-missing", "Lipsește antetul Idempotency-Key.", "Отсутствует заголовок Idempotency-Key.", "The Idempotency-Key header is missing.";
    LEGAL_GROUND_MISSING = 400 "legal-ground-missing", "Lipsește temeiul legal al accesului la date cu caracter personal.", "Не указано правовое основание доступа к персональным данным.", "The legal ground for reading personal data is missing.";
    LEGAL_GROUND_UNKNOWN = 400 "legal-ground-unknown", "Temeiul legal nu figurează în clasificator.", "Правового основания нет в классификаторе.", "The legal ground is not in the classifier.";
    CONTENT_REFUSED = 400 "content-refused", "Fișierul nu poate fi primit.", "Файл не может быть принят.", "The file cannot be accepted.";
    NOT_SIGNED_IN = 401 "not-signed-in", "Este necesară autentificarea.", "Требуется вход в систему.", "Signing in is needed.";
    SESSION_ENDED = 401 "session-ended", "Sesiunea s-a încheiat.", "Сеанс завершён.", "The session has ended.";
    TOKEN_REFUSED = 401 "token-refused", "Jetonul de acces nu este valabil.", "Токен доступа недействителен.", "The access token is not valid.";
    CREDENTIALS_REFUSED = 401 "credentials-refused", "Datele de identificare nu sunt valabile.", "Учётные данные недействительны.", "The credentials are not valid.";
    FORBIDDEN = 403 "forbidden", "Rolul nu permite această acțiune.", "Роль не позволяет это действие.", "The role does not allow this.";
    CROSS_ORIGIN_REFUSED = 403 "cross-origin-refused", "Apelul din browser nu este permis de pe acest site, cu această metodă sau cu aceste antete.", "Вызов из браузера с этого сайта, этим методом или с этими заголовками не разрешён.", "Calls from a browser are not allowed from this site, by this method or with these headers.";
    SAME_PERSON = 403 "same-person", "Cine a propus nu poate decide.", "Тот, кто предложил, не может решать.", "Who proposed cannot decide.";
    CONFLICT_OF_INTEREST = 403 "conflict-of-interest", "Există un conflict de interese declarat.", "Заявлен конфликт интересов.", "There is a declared conflict of interest.";
    NOT_FOUND = 404 "not-found", "Nu există sau nu vă este accesibil.", "Не существует или вам недоступно.", "There is no such thing, or not for you.";
    METHOD_NOT_ALLOWED = 405 "method-not-allowed", "Metoda nu este permisă aici.", "Метод здесь не разрешён.", "The method is not allowed here.";
    NOT_ACCEPTABLE = 406 "not-acceptable", "Răspunsul nu există în formatul cerut.", "Ответа в запрошенном формате нет.", "There is no answer in the format asked for.";
    STILL_RUNNING = 409 "still-running", "Aceeași cerere este încă în lucru.", "Тот же запрос ещё выполняется.", "The same call is still running.";
    NOT_IN_THIS_STATE = 409 "not-in-this-state", "Starea actuală nu permite această acțiune.", "Текущее состояние не допускает это действие.", "The present state does not allow this.";
    HELD_BY_ANOTHER = 409 "held-by-another", "Este deja preluat de altcineva.", "Уже взято другим сотрудником.", "Somebody else holds it already.";
    ALREADY_EXISTS = 409 "already-exists", "Există deja.", "Уже существует.", "It exists already.";
    POSSIBLE_DUPLICATES = 409 "possible-duplicates", "Există persoane care pot fi aceeași persoană.", "Есть лица, которые могут быть тем же лицом.", "There are persons who may be the same person.";
    UNPAID = 409 "unpaid", "Nota de plată nu este achitată.", "Счёт не оплачен.", "The order is not paid.";
    NOT_SIGNED = 409 "not-signed", "Actul nu este semnat.", "Акт не подписан.", "The act is not signed.";
    UPLOAD_INCOMPLETE = 409 "upload-incomplete", "Fișierul nu este complet.", "Файл загружен не полностью.", "The upload is not complete.";
    GONE_STALE = 412 "stale-etag", "Între timp înregistrarea s-a schimbat.", "Тем временем запись изменилась.", "The record has changed in the meantime.";
    TOO_LARGE = 413 "too-large", "Conținutul este prea mare.", "Содержимое слишком велико.", "The content is too large.";
    UNSUPPORTED_MEDIA_TYPE = 415 "unsupported-media-type", "Tipul conținutului nu este acceptat.", "Тип содержимого не поддерживается.", "The content type is not accepted.";
    RANGE_NOT_SATISFIABLE = 416 "range-not-satisfiable", "Intervalul cerut nu există.", "Запрошенного диапазона нет.", "The range asked for does not exist.";
    KEY_USED_OTHERWISE = 422 "idempotency-key-reused", "Cheia Idempotency-Key a fost folosită cu alt conținut.", "Ключ Idempotency-Key уже использован с другим содержимым.", "The Idempotency-Key was used with another body.";
    IF_MATCH_MISSING = 428 "if-match-missing", "Lipsește antetul If-Match.", "Отсутствует заголовок If-Match.", "The If-Match header is missing.";
    TOO_MANY_CALLS = 429 "too-many-calls", "Prea multe apeluri.", "Слишком много вызовов.", "Too many calls.";
    INTERNAL = 500 "internal", "A apărut o eroare internă.", "Произошла внутренняя ошибка.", "Something failed inside.";
    UNAVAILABLE = 503 "unavailable", "Serviciul nu este disponibil pentru moment.", "Служба временно недоступна.", "The service is not available at the moment.";
    PARTNER_UNAVAILABLE = 503 "partner-unavailable", "Un serviciu partener nu răspunde pentru moment.", "Служба-партнёр временно не отвечает.", "A partner's service does not answer at the moment.";
}
