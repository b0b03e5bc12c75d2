//! Codes of countries, currencies and languages.

use crate::rules::{Schema, rule};
use crate::subject::Kind;

rule!(
    /// Accepts the code of a country: ISO 3166-1 alpha-2, such as `DE`, in upper case.
    ///
    /// `.alpha3()` asks for three letters, such as `DEU`.
    ///
    /// In an attribute: `#[validate(country)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::country().check("DE"));
    /// assert!(rules::country().alpha3().check("DEU"));
    /// assert!(!rules::country().check("UK"));
    /// ```
    pub const fn country() -> Country;

    pub struct Country {
        /// Codes of three letters.
        alpha3: bool,
    }

    const SENTENCE: &str = "The {attribute} must be a valid country code.";

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::pattern(if self.alpha3 { "^[A-Z]{3}$" } else { "^[A-Z]{2}$" })
    }

    fn check(&self, value: &str) -> bool {
        if self.alpha3 { lists(ALPHA_3, 3, value) } else { is_country(value) }
    }
);

pub(crate) const fn is_country(code: &str) -> bool {
    lists(ALPHA_2, 2, code)
}

/// The code of a country as it stands in the table.
pub(crate) fn country_code(code: &str) -> Option<&'static str> {
    (0..).step_by(3).map_while(|at| ALPHA_2.get(at..at + 2)).find(|listed| *listed == code)
}

rule!(
    /// Accepts the code of a currency: ISO 4217, such as `EUR`, in upper case.
    ///
    /// Funds, precious metals and the code for testing are among them; withdrawn currencies are not.
    ///
    /// In an attribute: `#[validate(currency)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::currency().check("EUR"));
    /// assert!(!rules::currency().check("DEM"));
    /// ```
    pub const fn currency() -> Currency;

    const SENTENCE: &str = "The {attribute} must be a valid currency code.";
    const SCHEMA: Schema = Schema::pattern(r"^[A-Z]{3}$");

    fn check(&self, value: &str) -> bool {
        lists(CURRENCIES, 3, value)
    }
);

rule!(
    /// Accepts a language tag that is well-formed by BCP 47 (RFC 5646), such as `de`, `pt-BR` or `zh-Hans-TW`.
    ///
    /// Whether its parts are registered is not asked.
    ///
    /// In an attribute: `#[validate(language)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::language().check("zh-Hans-TW"));
    /// assert!(!rules::language().check("en_US"));
    /// ```
    pub const fn language() -> Language;

    const SENTENCE: &str = "The {attribute} must be a valid language tag.";
    const SCHEMA: Schema = Schema::pattern(r"^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$");

    fn check(&self, value: &str) -> bool {
        is_language_tag(value)
    }
);

/// Whether a sorted list of codes of this length, with a space between them, has this one.
const fn lists(codes: &str, length: usize, code: &str) -> bool {
    let (codes, code) = (codes.as_bytes(), code.as_bytes());
    if code.len() != length {
        return false;
    }
    let (mut low, mut high) = (0, codes.len().div_ceil(length + 1));
    while low < high {
        let middle = low + (high - low) / 2;
        let (start, mut at) = (middle * (length + 1), 0);
        while at < length && codes[start + at] == code[at] {
            at += 1;
        }
        if at == length {
            return true;
        }
        if codes[start + at] < code[at] {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    false
}

/// `langtag`, `privateuse` or one of the irregular tags.
fn is_language_tag(tag: &str) -> bool {
    if tag
        .split('-')
        .any(|part| !(1..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    {
        return false;
    }
    IRREGULAR.iter().any(|known| known.eq_ignore_ascii_case(tag)) || is_regular(tag)
}

fn is_regular(tag: &str) -> bool {
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = tag.split('-').peekable();
    let Some(language) = parts.next() else {
        return false;
    };
    if language.eq_ignore_ascii_case("x") {
        return parts.next().is_some();
    }
    if language.len() < 2 || !letters(language) {
        return false;
    }
    // Up to three extended languages, a script, a region, variants.
    let extended = if language.len() < 4 { 3 } else { 0 };
    for _ in 0..extended {
        if parts.next_if(|part| part.len() == 3 && letters(part)).is_none() {
            break;
        }
    }
    parts.next_if(|part| part.len() == 4 && letters(part));
    parts.next_if(|part| part.len() == 2 && letters(part) || part.len() == 3 && digits(part));
    while parts.next_if(|part| part.len() > 4 || part.len() == 4 && digits(&part[..1])).is_some() {}
    // Extensions of a single character and what belongs to it; the last may be private.
    while let Some(singleton) = parts.next() {
        if singleton.len() != 1 {
            return false;
        }
        if singleton.eq_ignore_ascii_case("x") {
            return parts.next().is_some();
        }
        if parts.next_if(|part| part.len() > 1).is_none() {
            return false;
        }
        while parts.next_if(|part| part.len() > 1).is_some() {}
    }
    true
}

/// Tags that are older than the grammar; the regular ones among the old fit into it.
const IRREGULAR: [&str; 17] = [
    "en-GB-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "sgn-BE-FR",
    "sgn-BE-NL",
    "sgn-CH-DE",
];

/// ISO 3166-1 as of 2026.
#[rustfmt::skip]
const ALPHA_2: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

#[rustfmt::skip]
const ALPHA_3: &str = "\
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM \
    BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR \
    CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB \
    GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA \
    JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA \
    MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR \
    NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS \
    SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON \
    TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

/// ISO 4217 as of January 2026.
#[rustfmt::skip]
const CURRENCIES: &str = "\
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF \
    CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD \
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
    TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD \
    XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG";

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::rules::Rule;

    #[test]
    fn codes_are_sorted_and_found() {
        for (codes, length, count) in [(ALPHA_2, 2, 249), (ALPHA_3, 3, 249), (CURRENCIES, 3, 178)] {
            let all: Vec<&str> = codes.split(' ').collect();
            assert_eq!(all.len(), count);
            assert!(all.is_sorted() && all.iter().all(|code| lists(codes, length, code)));
            for none in ["", "Q", "QQ", "QQQ", "A", "AA ", "DE ", "DEU ", "日"] {
                assert!(!lists(codes, length, none), "{none:?}");
            }
        }
        assert!(!country().check("de") && !country().check("DEU") && !country().alpha3().check("DE"));
        assert!(currency().check("XXX") && !currency().check("eur") && !currency().check("ADP"));
    }

    #[test]
    fn language_tags() {
        for (tag, valid) in [
            ("de", true),
            ("DE", true),
            ("mas", true),
            ("zh-cmn-Hans-CN", true),
            ("sr-Latn-RS", true),
            ("es-419", true),
            ("sl-rozaj-biske", true),
            ("de-CH-1901", true),
            ("de-CH-x-phonebk", true),
            ("x-whatever", true),
            ("en-US-u-islamcal", true),
            ("en-a-myext-b-another", true),
            ("i-klingon", true),
            ("art-lojban", true),
            ("", false),
            ("d", false),
            ("de-", false),
            ("-de", false),
            ("en_US", false),
            ("a-DE", false),
            ("de-419-DE", false),
            ("de-a", false),
            ("de-x", false),
            ("x", false),
            ("ar-a-aaa-b", false),
            ("abcdefghi", false),
            ("dé", false),
            ("de\n", false),
        ] {
            assert_eq!(language().check(tag), valid, "{tag:?}");
        }
    }
}
