//! MySQL and MariaDB have numbers, but name the constraint only in a message. Its words depend on the language of the
//! server, and the message of a repeated key holds the value. In all languages the name stands at the same place, between
//! the same quotes. So the message is compared with a declared name, and nothing is taken out of it.

use super::{ConstraintKind, FailedConstraint, Named};

/// A message, by where it names the constraint.
#[derive(Clone, Copy)]
pub(super) enum Message<'e> {
    /// The last text in quotes is the key, of which MySQL also tells the table. Quotes before it may be the value's.
    Key(&'e str),
    /// The only text in quotes is the constraint. There is no value.
    Check(&'e str),
    /// The first text in backticks is the constraint. There is no value.
    CheckOfMariaDb(&'e str),
    /// The constraint stands in a clause that no server translates. There is no value.
    ForeignKey(&'e str),
    /// The first text in quotes is the column. There is no value.
    Column(&'e str),
}

impl<'e> FailedConstraint<'e> {
    /// What MySQL or MariaDB reports: its number, the SQLSTATE and the message.
    ///
    /// ```
    /// use unprocessable_database::FailedConstraint;
    ///
    /// let message = "Doppelter Eintrag 'jane@example.com' für Schlüssel 'users.users_email_key'";
    /// let failed = FailedConstraint::mysql(1062, "23000", message).unwrap();
    /// assert!(failed.is_named("users_email_key"));
    /// assert_eq!(failed.to_string(), "unique constraint");
    /// ```
    #[must_use]
    pub fn mysql(number: u16, sqlstate: &str, message: &'e str) -> Option<Self> {
        let kind = match number {
            1062 | 1586 => ConstraintKind::Unique,
            // With 1216 and 1217 the name is kept secret.
            1451 | 1452 | 1216 | 1217 => ConstraintKind::ForeignKey,
            3819 => ConstraintKind::Check,
            // To MySQL the number means something else.
            4025 if sqlstate == "23000" => ConstraintKind::Check,
            1048 | 1364 => ConstraintKind::NotNull,
            _ => return None,
        };
        Some(Self::by_message_of_mysql(kind, message))
    }

    pub(crate) fn by_message_of_mysql(kind: ConstraintKind, message: &'e str) -> Self {
        let named = match kind {
            ConstraintKind::Unique | ConstraintKind::Exclusion => Named::Message(Message::Key(message)),
            ConstraintKind::ForeignKey if message.contains(CONSTRAINT) => Named::Message(Message::ForeignKey(message)),
            ConstraintKind::ForeignKey => Named::Nothing,
            ConstraintKind::Check if message.contains('`') => Named::Message(Message::CheckOfMariaDb(message)),
            ConstraintKind::Check => Named::Message(Message::Check(message)),
            ConstraintKind::NotNull => Named::Message(Message::Column(message)),
        };
        Self::new(kind, named)
    }

    /// A check of MariaDB, by the message alone: diesel does not tell its number. These are all words that the server has
    /// before the name, and no value can stand there.
    #[cfg(feature = "diesel")]
    pub(crate) fn by_message_of_mariadb(message: &'e str) -> Option<Self> {
        const WORDS: [&str; 4] =
            ["CONSTRAINT `", "No se cumple la RESTRICCIÓN `", "проверка CONSTRAINT `", "Перевірка CONSTRAINT `"];
        let is_check = WORDS.iter().any(|words| message.starts_with(words));
        is_check.then(|| Self::by_message_of_mysql(ConstraintKind::Check, message))
    }
}

/// What stands before the name of a foreign key.
const CONSTRAINT: &str = "CONSTRAINT `";

impl Message<'_> {
    /// Whether the message names this constraint or column.
    pub(super) fn names(self, name: &str, table: Option<&str>) -> bool {
        match self {
            Self::Key(message) => is_last_key(message, name, table),
            Self::Check(message) => is_first(message, '\'', name),
            Self::CheckOfMariaDb(message) => is_first(message, '`', name),
            Self::ForeignKey(message) => behind(message, CONSTRAINT, name).is_some_and(|rest| rest.starts_with("` ")),
            Self::Column(message) => {
                let column = name.split_once('.').filter(|(own, _)| table.is_none_or(|table| table == *own));
                is_first(message, '\'', name) || column.is_some_and(|(_, column)| is_first(message, '\'', column))
            }
        }
    }
}

/// Whether the text in the last quotes is the name, or a table and the name.
fn is_last_key(message: &str, name: &str, table: Option<&str>) -> bool {
    let Some((inside, _)) = message.rsplit_once('\'') else { return false };
    let Some(before) = inside.strip_suffix(name) else { return false };
    if before.ends_with('\'') {
        return true;
    }
    let Some(before) = before.strip_suffix('.') else { return false };
    match table {
        Some(table) => before.strip_suffix(table).is_some_and(|before| before.ends_with('\'')),
        None => before.contains('\''),
    }
}

/// Whether the text in the first quotes is the name.
fn is_first(message: &str, quote: char, name: &str) -> bool {
    let inside = message.split_once(quote).map(|(_, inside)| inside);
    inside.and_then(|inside| inside.strip_prefix(name)).is_some_and(|rest| rest.starts_with(quote))
}

/// What stands behind the first place of `words` and the name.
fn behind<'m>(message: &'m str, words: &str, name: &str) -> Option<&'m str> {
    message.split_once(words)?.1.strip_prefix(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages of MariaDB 10.11 in all of its languages, with `#` where the value stands and `@` where the name does.
    const KEYS: &[&str] = &[
        "重复条目'#'键'@'",
        "Zvojený klíč '#' (číslo klíče '@')",
        "Ens værdier '#' for indeks '@'",
        "Duplicate entry '#' for key '@'",
        "Kattuv väärtus '#' võtmele '@'",
        "Duplicata du champ '#' pour la clef '@'",
        "Doppelter Eintrag '#' für Schlüssel '@'",
        "დუბლირებული ჩანაწერი '#' გასაღებისთვის '@'",
        "Διπλή εγγραφή '#' για το κλειδί '@'",
        "Duplikalt bejegyzes '#' a '@' kulcs szerint",
        "Valore duplicato '#' per la chiave '@'",
        "'#' は索引 '@' で重複しています。",
        "중복된 입력 값 '#': key '@'",
        "Dubbele ingang '#' voor zoeksleutel '@'",
        "Like verdier '#' for nøkkel '@'",
        "Like verdiar '#' for nykkel '@'",
        "Powtórzone wystąpienie '#' dla klucza '@'",
        "Entrada '#' duplicada para a chave '@'",
        "Cimpul '#' e duplicat pentru cheia '@'",
        "Дублирующаяся запись '#' по ключу '@'",
        "Dupliran unos '#' za ključ '@'",
        "Opakovaný kľúč '#' (číslo kľúča '@')",
        "Entrada duplicada '#' para la clave '@'",
        "Dublett '#' för nyckel '@'",
        "Дублюючий запис '#' для ключа '@'",
    ];

    /// The same for a column without a value, and for one without a default.
    const COLUMNS: &[&str] = &[
        "列'@'不能为NULL",
        "Sloupec '@' nemůže být null",
        "Kolonne '@' kan ikke være NULL",
        "Column '@' cannot be null",
        "Tulp '@' ei saa omada nullväärtust",
        "Le champ '@' ne peut être vide (null)",
        "Feld '@' darf nicht NULL sein",
        "სვეტს '@' მნიშვნელობა NULL ვერ ექნება",
        "Το πεδίο '@' δεν μπορεί να είναι κενό (null)",
        "काँलम '@' NULL नहीं हो सकता",
        "A(z) '@' oszlop erteke nem lehet nulla",
        "La colonna '@' non puo` essere nulla",
        "列 '@' は null にできません。",
        "칼럼 '@'는 널(Null)이 되면 안됩니다. ",
        "Kolom '@' kan niet null zijn",
        "Kolumna '@' nie może być null",
        "Coluna '@' não pode ser vazia",
        "Coloana '@' nu poate sa fie null",
        "Столбец '@' не может принимать величину NULL",
        "Kolona '@' ne može biti NULL",
        "Pole '@' nemôže byť null",
        "La columna '@' no puede ser nula",
        "Kolumn '@' får inte vara NULL",
        "Стовбець '@' не може бути нульовим",
        "Field '@' doesn't have a default value",
        "字段'@'没有默认值",
        "Feld '@' hat keinen Vorgabewert",
        "El campo '@' no tiene un valor por defecto",
    ];

    const CHECKS: &[&str] = &[
        "CONSTRAINT `@`失败的`db`。`orders`",
        "CONSTRAINT `@` failed for `db`.`orders`",
        "CONSTRAINT `@` fehlgeschlagen: `db`.`orders`",
        "проверка CONSTRAINT `@` для `db`.`orders` провалилась",
        "No se cumple la RESTRICCIÓN `@` para `db`.`orders`",
        "Перевірка CONSTRAINT `@` для `db`.`orders` не пройшла",
    ];

    const FOREIGN_KEYS: &[&str] = &[
        "无法添加或更新子行：外键约束失败（&）",
        "Cannot add or update a child row: a foreign key constraint fails (&)",
        "Kann Kind-Zeile nicht hinzufügen oder aktualisieren: eine Fremdschlüsselbedingung schlägt fehl (&)",
        "No puedo añadir o actualizar una fila hija: falla una restricción de clave foránea (&)",
    ];
    const CLAUSE: &str = "`db`.`orders`, CONSTRAINT `@` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`)";

    fn failed(number: u16, message: &str) -> FailedConstraint<'_> {
        FailedConstraint::mysql(number, "23000", message).unwrap()
    }

    #[test]
    fn keys_are_found_in_every_language_with_and_without_their_table() {
        for words in KEYS {
            for key in ["users_email_key", "users.users_email_key"] {
                let message = words.replace('#', "jane@example.com").replace('@', key);
                let message = message.replace(&format!("jane{key}example"), "jane@example");
                let failed = failed(1062, &message);
                assert!(failed.is_named("users_email_key"), "{message}");
                assert!(failed.is_named_on("users_email_key", Some("users")), "{message}");
                for other in ["email_key", "users", "jane", "", "key", "users_email"] {
                    assert!(!failed.is_named(other), "{message}: {other}");
                }
            }
            let message = words.replace('@', "guests.users_email_key");
            assert!(!failed(1062, &message).is_named_on("users_email_key", Some("users")), "{message}");
        }
    }

    #[test]
    fn a_value_cannot_pretend_to_be_another_key() {
        let value = "x' for key 'users.users_name_key' '@ users_name_key";
        for words in KEYS {
            let message = words.replace('@', "users.users_email_key").replace('#', value);
            let failed = failed(1062, &message);
            assert!(failed.is_named("users_email_key"), "{message}");
            assert!(!failed.is_named("users_name_key"), "{message}");
            assert!(!format!("{failed} {failed:?}").contains("users_name_key"));
        }
    }

    #[test]
    fn columns_checks_and_foreign_keys_are_found_in_every_language() {
        for words in COLUMNS {
            let message = words.replace('@', "email");
            for number in [1048, 1364] {
                let failed = failed(number, &message);
                assert!(failed.is_named("users.email") && failed.is_named("email"), "{message}");
                assert!(!failed.is_named("users.mail") && !failed.is_named("mail"), "{message}");
                assert!(!failed.is_named_on("guests.email", Some("users")), "{message}");
            }
        }
        for words in CHECKS {
            let message = words.replace('@', "amount_positive");
            let failed = failed(4025, &message);
            assert!(failed.is_named("amount_positive"), "{message}");
            assert!(!failed.is_named("orders") && !failed.is_named("db") && !failed.is_named("amount"), "{message}");
            #[cfg(feature = "diesel")]
            assert!(FailedConstraint::by_message_of_mariadb(&message).unwrap().is_named("amount_positive"));
        }
        assert!(failed(3819, "Check constraint 'amount_positive' is violated.").is_named("amount_positive"));
        for words in FOREIGN_KEYS {
            let message = words.replace('&', CLAUSE).replace('@', "orders_customer_fkey");
            for number in [1451, 1452] {
                let failed = failed(number, &message);
                assert!(failed.is_named("orders_customer_fkey"), "{message}");
                assert!(!failed.is_named("orders") && !failed.is_named("orders_customer"), "{message}");
            }
        }
    }

    #[test]
    fn what_has_no_name_is_unnamed_and_what_is_no_constraint_is_none() {
        assert!(failed(1216, "Cannot add or update a child row: a foreign key constraint fails").is_unnamed());
        for (number, state) in [(1406, "22001"), (1264, "22003"), (4025, "HY000"), (1205, "HY000")] {
            assert!(FailedConstraint::mysql(number, state, "CONSTRAINT `a` failed for `b`.`c`").is_none());
        }
    }
}
