//! Every rule of the catalogue on a field of each kind that it checks, several fields to a struct.

use crate::{Group, Row, groups};

// A key function is given the item as it is in the list.
#[allow(clippy::ptr_arg)]
fn initial(text: &String) -> Option<char> {
    text.chars().next()
}

groups! {
    Plain1 {
        f1 r#"required"# String, [required], ["a"];
        f2 r#"required"# u8, [required], [];
        f3 r#"required"# bool, [required], [];
        f4 r#"required"# Vec<u8>, [required], [];
        f5 r#"required"# std::collections::BTreeMap<String, u8>, [required], [];
        f26 r#"prohibited"# String, [prohibited], [" "];
        f27 r#"prohibited"# u8, [prohibited], [];
        f28 r#"prohibited"# Vec<u8>, [prohibited], [];
        f41 r#"filled"# String, [filled], ["a"];
        f42 r#"filled"# u8, [filled], [];
    }
    Plain2 {
        f43 r#"filled"# Vec<u8>, [filled], [];
        f44 r#"filled"# std::collections::BTreeMap<String, u8>, [filled], [];
        f45 r#"accepted"# bool, [accepted], [];
        f46 r#"accepted"# String, [accepted], ["yes"];
        f47 r#"accepted"# u8, [accepted], [];
        f48 r#"accepted"# f64, [accepted], [];
        f55 r#"declined"# bool, [declined], [];
        f56 r#"declined"# String, [declined], ["no"];
        f57 r#"declined"# u8, [declined], [];
        f58 r#"declined"# f64, [declined], [];
    }
    Plain3 {
        f65 r#"length(min = 3, max = 32)"# String, [length(min = 3, max = 32)], ["日本語"];
        f66 r#"length(min = 3, max = 32)"# Vec<u8>, [length(min = 3, max = 32)], [];
        f67 r#"length(min = 3, max = 32)"# std::collections::BTreeMap<u16, u8>, [length(min = 3, max = 32)], [];
        f68 r#"length(min = 3, max = 32)"# std::collections::BTreeSet<u8>, [length(min = 3, max = 32)], [];
        f69 r#"length(max = 72, bytes)"# String, [length(max = 72, bytes)], ["日本語"];
        f70 r#"length(equal = 2, utf16)"# String, [length(equal = 2, utf16)], ["日本"];
        f71 r#"length(max = 2, graphemes)"# String, [length(max = 2, graphemes)], ["e\u{301}🇩🇪"];
        f72 r#"range(18..=120)"# u8, [range(18..=120)], [];
        f73 r#"range(exclusive_min = 0.0)"# f64, [range(exclusive_min = 0.0)], [];
        f74 r#"range(exclusive_min = 0.0)"# rust_decimal::Decimal, [range(exclusive_min = 0.0)], [];
    }
    Plain4 {
        f75 r#"range(exclusive_max = 0.5)"# f64, [range(exclusive_max = 0.5)], [];
        f76 r#"range(min = "2024-01-01")"# jiff::civil::Date, [range(min = "2024-01-01")], [];
        f77 r#"range(exclusive_min = 0, exclusive_max = 9)"# u8, [range(exclusive_min = 0, exclusive_max = 9)], [];
        f78 r#"range(max = "2024-01-01")"# jiff::civil::Date, [range(max = "2024-01-01")], [];
        f79 r#"range(0.5..)"# f64, [range(0.5..)], [];
        f80 r#"range(exclusive_min = "2024-01-01", exclusive_max = "2024-12-31")"# jiff::civil::Date, [range(exclusive_min = "2024-01-01", exclusive_max = "2024-12-31")], [];
        f82 r#"range(0..=0.5)"# f64, [range(0..=0.5)], [];
        f83 r#"min(3)"# String, [min(3)], ["日本語"];
        f84 r#"min(3)"# Vec<u8>, [min(3)], [];
        f85 r#"min(3)"# std::collections::HashMap<String, u8>, [min(3)], [];
    }
    Plain5 {
        f86 r#"min(0.5)"# f64, [min(0.5)], [];
        f90 r#"max(3)"# String, [max(3)], ["日本語"];
        f91 r#"max(3)"# Vec<u8>, [max(3)], [];
        f92 r#"max(0.5)"# f64, [max(0.5)], [];
        f96 r#"size(3)"# String, [size(3)], ["日本語"];
        f97 r#"size(3)"# Vec<u8>, [size(3)], [];
        f98 r#"size(3)"# std::collections::BTreeMap<u16, u8>, [size(3)], [];
        f99 r#"size(0.5)"# f64, [size(0.5)], [];
        f103 r#"between(3, 5)"# String, [between(3, 5)], ["日本語"];
        f104 r#"between(3, 5)"# Vec<u8>, [between(3, 5)], [];
    }
    Plain6 {
        f105 r#"between(0.5, 1.5)"# f64, [between(0.5, 1.5)], [];
        f106 r#"between(0.5, 1.5)"# rust_decimal::Decimal, [between(0.5, 1.5)], [];
        f107 r#"between(0, 0.5)"# f64, [between(0, 0.5)], [];
        f108 r#"between("2024-01-01", "2024-12-31")"# jiff::civil::Date, [between("2024-01-01", "2024-12-31")], [];
        f110 r#"gt(0)"# f64, [gt(0)], [];
        f111 r#"gt(0)"# i64, [gt(0)], [];
        f112 r#"gt(0)"# rust_decimal::Decimal, [gt(0)], [];
        f113 r#"gt("2024-01-01")"# jiff::civil::Date, [gt("2024-01-01")], [];
        f114 r#"gt(0.5)"# f64, [gt(0.5)], [];
        f118 r#"gte(18)"# u8, [gte(18)], [];
    }
    Plain7 {
        f119 r#"gte(0.5)"# f64, [gte(0.5)], [];
        f120 r#"gte("2024-01-01")"# jiff::civil::Date, [gte("2024-01-01")], [];
        f124 r#"lt(3)"# String, [lt(3)], ["日本"];
        f125 r#"lt(3)"# Vec<u8>, [lt(3)], [];
        f126 r#"lt(3)"# std::collections::BTreeSet<u8>, [lt(3)], [];
        f127 r#"lt(0.5)"# f64, [lt(0.5)], [];
        f128 r#"lt("2024-01-01")"# jiff::civil::Date, [lt("2024-01-01")], [];
        f132 r#"lte(3)"# u8, [lte(3)], [];
        f133 r#"lte(0.5)"# f64, [lte(0.5)], [];
        f134 r#"lte("2024-01-01")"# jiff::civil::Date, [lte("2024-01-01")], [];
    }
    Plain8 {
        f136 r#"multiple_of(0.05)"# f64, [multiple_of(0.05)], [];
        f137 r#"multiple_of(0.05)"# rust_decimal::Decimal, [multiple_of(0.05)], [];
        f138 r#"multiple_of(5)"# u8, [multiple_of(5)], [];
        f141 r#"digits(4)"# String, [digits(4)], ["0042"];
        f142 r#"digits(4)"# u16, [digits(4)], [];
        f143 r#"digits(4)"# f64, [digits(4)], [];
        f144 r#"digits(4)"# rust_decimal::Decimal, [digits(4)], [];
        f145 r#"digits_between(3, 4)"# String, [digits_between(3, 4)], ["042"];
        f146 r#"digits_between(3, 4)"# u16, [digits_between(3, 4)], [];
        f147 r#"min_digits(3)"# String, [min_digits(3)], ["042"];
    }
    Plain9 {
        f148 r#"min_digits(3)"# u128, [min_digits(3)], [];
        f149 r#"min_digits(3)"# f64, [min_digits(3)], [];
        f150 r#"max_digits(4)"# String, [max_digits(4)], ["0042"];
        f151 r#"max_digits(4)"# u16, [max_digits(4)], [];
        f152 r#"decimal(places = 2)"# String, [decimal(places = 2)], ["-19.90"];
        f153 r#"decimal(places = 2)"# f64, [decimal(places = 2)], [];
        f154 r#"decimal(places = 2)"# rust_decimal::Decimal, [decimal(places = 2)], [];
        f155 r#"decimal(min = 1, max = 3)"# String, [decimal(min = 1, max = 3)], [".5"];
        f156 r#"decimal(min = 1, max = 3)"# f32, [decimal(min = 1, max = 3)], [];
        f157 r#"positive"# f64, [positive], [];
    }
    Plain10 {
        f158 r#"positive"# u128, [positive], [];
        f159 r#"positive"# rust_decimal::Decimal, [positive], [];
        f160 r#"negative"# f64, [negative], [];
        f161 r#"negative"# i128, [negative], [];
        f162 r#"negative"# rust_decimal::Decimal, [negative], [];
        f163 r#"nonzero"# f64, [nonzero], [];
        f164 r#"nonzero"# u8, [nonzero], [];
        f165 r#"finite"# f64, [finite], [];
        f166 r#"finite"# u64, [finite], [];
        f167 r#"alpha"# String, [alpha], ["größe"];
    }
    Plain11 {
        f168 r#"alpha(ascii)"# String, [alpha(ascii)], ["size"];
        f169 r#"alpha_num"# String, [alpha_num], ["größe7"];
        f170 r#"alpha_dash"# String, [alpha_dash], ["größe-7_a"];
        f171 r#"ascii"# String, [ascii], ["plain\n"];
        f172 r#"lowercase"# String, [lowercase], ["größe"];
        f173 r#"uppercase"# String, [uppercase], ["GRÖSSE"];
        f174 r#"starts_with("a")"# String, [starts_with("a")], ["a日本"];
        f175 r#"starts_with(["a", "b"])"# String, [starts_with(["a", "b"])], ["a"];
        f177 r#"ends_with([".png", ".jpg"])"# String, [ends_with([".png", ".jpg"])], ["a.jpg"];
        f178 r#"ends_with("a")"# String, [ends_with("a")], ["a"];
    }
    Plain12 {
        f180 r#"contains("a")"# String, [contains("a")], ["日a本"];
        f181 r#"contains(["a", "b"])"# String, [contains(["a", "b"])], ["a"];
        f183 r#"doesnt_start_with(["a", "b"])"# String, [doesnt_start_with(["a", "b"])], ["日本"];
        f184 r#"doesnt_start_with("a")"# String, [doesnt_start_with("a")], ["b"];
        f186 r#"doesnt_end_with("a")"# String, [doesnt_end_with("a")], ["日本"];
        f187 r#"doesnt_end_with(["a", "b"])"# String, [doesnt_end_with(["a", "b"])], ["c"];
        f189 r#"doesnt_contain("a")"# String, [doesnt_contain("a")], ["c"];
        f190 r#"doesnt_contain(["a", "b"])"# String, [doesnt_contain(["a", "b"])], ["c"];
        f192 r#"regex("^[A-Z]{3}$")"# String, [regex("^[A-Z]{3}$")], ["ABC"];
        f193 r#"not_regex("^[A-Z]{3}$")"# String, [not_regex("^[A-Z]{3}$")], ["abc"];
    }
    Plain13 {
        f194 r#"no_control"# String, [no_control], ["日本"];
        f195 r#"no_control(multiline)"# String, [no_control(multiline)], ["日\n本"];
        f196 r#"single_line"# String, [single_line], ["日本"];
        f197 r#"trimmed"# String, [trimmed], ["日 本"];
        f198 r#"slug"# String, [slug], ["ten-steps"];
        f199 r#"identifier"# String, [identifier], ["größe_7"];
        f200 r#"identifier(ascii)"# String, [identifier(ascii)], ["size_7"];
        f201 r#"password(min = 12, mixed_case, numbers)"# String, [password(min = 12, mixed_case, numbers)], ["Correct horse 7"];
        f202 r#"password(letters, symbols)"# String, [password(letters, symbols)], ["correct horse!"];
        f203 r#"email"# String, [email], ["jane.doe@example.com"];
    }
    Plain14 {
        f204 r#"email(idn)"# String, [email(idn)], ["jürgen@münchen.example"];
        f205 r#"email(dot)"# String, [email(dot)], ["jane.doe@example.com"];
        f206 r#"url"# String, [url], ["https://user:secret@münchen.example:8080/a?b=c#d"];
        f207 r#"url(schemes = ["ftp"])"# String, [url(schemes = ["ftp"])], ["ftp://[::1]:21/0"];
        f208 r#"url(schemes = ["mailto"], hostless)"# String, [url(schemes = ["mailto"], hostless)], ["mailto:jane@example.com"];
        f209 r#"hostname"# String, [hostname], ["localhost"];
        f210 r#"hostname(idn)"# String, [hostname(idn)], ["例え"];
        f211 r#"domain"# String, [domain], ["example.com"];
        f212 r#"domain(idn)"# String, [domain(idn)], ["münchen.example"];
        f213 r#"ip"# String, [ip], ["::ffff:192.0.2.1"];
    }
    Plain15 {
        f214 r#"ipv4"# String, [ipv4], ["192.0.2.1"];
        f215 r#"ipv6"# String, [ipv6], ["2001:db8::1"];
        f216 r#"cidr"# String, [cidr], ["2001:db8::/32"];
        f217 r#"mac_address"# String, [mac_address], ["01:23:45:67:89:ab"];
        f218 r#"uuid"# String, [uuid], ["550e8400-e29b-41d4-a716-446655440000"];
        f219 r#"uuid(version = 4)"# String, [uuid(version = 4)], ["550e8400-e29b-41d4-a716-446655440000"];
        f220 r#"uuid(nil)"# String, [uuid(nil)], ["00000000-0000-0000-0000-000000000000"];
        f221 r#"uuid(max)"# String, [uuid(max)], ["ffffffff-ffff-ffff-ffff-ffffffffffff"];
        f222 r#"ulid"# String, [ulid], ["01ARZ3NDEKTSV4RRFFQ69G5FAV"];
        f223 r#"json"# String, [json], [r#"{"a": [1, -2.5e3, "\u00e9\ud83d\ude00", [[]], {}], "b": null}"#];
    }
    Plain16 {
        f224 r#"base64"# String, [base64], ["aGVsbG8="];
        f225 r#"base64(url_safe, unpadded)"# String, [base64(url_safe, unpadded)], ["_-8"];
        f226 r#"hex"# String, [hex], ["00ff"];
        f227 r#"hex_color"# String, [hex_color], ["#ff8000"];
        f228 r#"semver"# String, [semver], ["1.0.0-rc.1+build.5"];
        f229 r#"jwt"# String, [jwt], ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"];
        f230 r#"date"# String, [date], ["2024-02-29"];
        f231 r#"date(format = "%d/%m/%Y")"# String, [date(format = "%d/%m/%Y")], ["29/02/2024"];
        f232 r#"month"# String, [month], ["2024-02"];
        f233 r#"month(format = "%m/%y")"# String, [month(format = "%m/%y")], ["02/24"];
    }
    Plain17 {
        f234 r#"time"# String, [time], ["23:59:59.5"];
        f235 r#"time(format = "%H.%M")"# String, [time(format = "%H.%M")], ["23.59"];
        f236 r#"datetime"# String, [datetime], ["2024-02-29T23:59:59+01:00"];
        f237 r#"datetime(format = "%d/%m/%Y %H:%M")"# String, [datetime(format = "%d/%m/%Y %H:%M")], ["29/02/2024 23:59"];
        f238 r#"datetime(local)"# String, [datetime(local)], ["2024-02-29T23:59"];
        f239 r#"timezone"# String, [timezone], ["America/Argentina/Buenos_Aires"];
        f240 r#"timezone(aliases)"# String, [timezone(aliases)], ["US/Eastern"];
        f241 r#"credit_card"# String, [credit_card], ["4111 1111 1111 1111"];
        f242 r#"iban"# String, [iban], ["DE89 3704 0044 0532 0130 00"];
        f243 r#"bic"# String, [bic], ["DEUTDEFF500"];
    }
    Plain18 {
        f244 r#"lei"# String, [lei], ["5493001KJTIIGC8Y1R12"];
        f245 r#"isin"# String, [isin], ["US0378331005"];
        f246 r#"isbn"# String, [isbn], ["978-3-16-148410-0"];
        f247 r#"issn"# String, [issn], ["2434-561X"];
        f248 r#"ean"# String, [ean], ["4006381333931"];
        f249 r#"phone"# String, [phone], ["+493012345678"];
        f250 r#"phone(region = "DE")"# String, [phone(region = "DE")], ["030 12345678"];
        f251 r#"country"# String, [country], ["DE"];
        f252 r#"country(alpha3)"# String, [country(alpha3)], ["DEU"];
        f253 r#"currency"# String, [currency], ["EUR"];
    }
    Plain19 {
        f254 r#"language"# String, [language], ["zh-Hans-TW"];
        f255 r#"latitude"# String, [latitude], ["52.52"];
        f256 r#"latitude"# f64, [latitude], [];
        f257 r#"latitude"# u8, [latitude], [];
        f258 r#"latitude"# rust_decimal::Decimal, [latitude], [];
        f259 r#"longitude"# String, [longitude], ["-180.0"];
        f260 r#"longitude"# f64, [longitude], [];
        f261 r#"longitude"# i64, [longitude], [];
        f262 r#"before("2030-01-01")"# String, [before("2030-01-01")], ["2024-02-29"];
        f263 r#"before("2030-01-01")"# jiff::civil::Date, [before("2030-01-01")], [];
    }
    Plain20 {
        f266 r#"before_or_equal("2030-01-01")"# String, [before_or_equal("2030-01-01")], ["2030-01-01"];
        f267 r#"before_or_equal("2030-01-01")"# jiff::civil::Date, [before_or_equal("2030-01-01")], [];
        f268 r#"before_or_equal(today().minus_years(18))"# String, [before_or_equal(today().minus_years(18))], ["1970-01-01"];
        f271 r#"after("2024-01-01")"# String, [after("2024-01-01")], ["2024-02-29"];
        f272 r#"after("2024-01-01")"# jiff::civil::Date, [after("2024-01-01")], [];
        f273 r#"after(now())"# String, [after(now())], ["9999-12-31T00:00Z"];
        f274 r#"after(now())"# jiff::civil::Date, [after(now())], [];
        f277 r#"after_or_equal("2024-01-01")"# String, [after_or_equal("2024-01-01")], ["2024-01-01"];
        f278 r#"after_or_equal("2024-01-01")"# jiff::civil::Date, [after_or_equal("2024-01-01")], [];
        f281 r#"date_equals("2024-02-29")"# String, [date_equals("2024-02-29")], ["2024-02-29T12:00:00+01:00"];
    }
    Plain21 {
        f282 r#"date_equals("2024-02-29")"# jiff::civil::Date, [date_equals("2024-02-29")], [];
        f285 r#"past"# String, [past], ["2024-02-29"];
        f286 r#"past"# jiff::civil::Date, [past], [];
        f287 r#"future"# String, [future], ["9999-12-31"];
        f288 r#"future"# jiff::civil::Date, [future], [];
        f289 r#"weekday"# String, [weekday], ["2024-02-29"];
        f290 r#"weekday"# jiff::civil::Date, [weekday], [];
        f291 r#"weekend"# String, [weekend], ["2024-03-02"];
        f292 r#"weekend"# jiff::civil::Date, [weekend], [];
        f293 r#"one_of(["a", "b"])"# String, [one_of(["a", "b"])], ["b"];
    }
    Plain22 {
        f294 r#"one_of([1, 2])"# u8, [one_of([1, 2])], [];
        f295 r#"none_of([1, 2])"# u8, [none_of([1, 2])], [];
        f296 r#"none_of(["root"])"# String, [none_of(["root"])], ["日本"];
        f301 r#"distinct"# Vec<String>, [distinct], [];
        f302 r#"distinct(ignore_case)"# Vec<String>, [distinct(ignore_case)], [];
        f303 r#"distinct(by = initial)"# Vec<String>, [distinct(by = initial)], [];
        f304 r#"contains_all(["n0", "n1"])"# Vec<String>, [contains_all(["n0", "n1"])], [];
        f305 r#"contains_all(["n0", "n1"])"# std::collections::BTreeSet<String>, [contains_all(["n0", "n1"])], [];
        f306 r#"contains_all([1, 2])"# std::collections::VecDeque<u8>, [contains_all([1, 2])], [];
        f307 r#"contains_all([1, 2])"# std::collections::HashSet<u8>, [contains_all([1, 2])], [];
    }
    Plain23 {
        f308 r#"subset_of(["n0", "n1"])"# Vec<String>, [subset_of(["n0", "n1"])], [];
        f309 r#"subset_of(["n0", "n1"])"# std::collections::BTreeSet<String>, [subset_of(["n0", "n1"])], [];
        f310 r#"subset_of([1, 2])"# std::collections::VecDeque<u8>, [subset_of([1, 2])], [];
        f311 r#"subset_of([1, 2])"# std::collections::HashSet<u8>, [subset_of([1, 2])], [];
        f312 r#"required_keys(["eur"])"# std::collections::BTreeMap<String, u8>, [required_keys(["eur"])], [];
        f313 r#"required_keys([1, 2])"# std::collections::BTreeMap<u16, u8>, [required_keys([1, 2])], [];
    }
    Named1 of String {
        f6 r#"required_if(self.nick_name == "Jane")"# String, [required_if(self.nick_name == "Jane")], ["a"];
        f7 r#"required_if(self.nick_name == "Jane")"# u8, [required_if(self.nick_name == "Jane")], [];
        f10 r#"required_unless(self.nick_name == "Jane")"# String, [required_unless(self.nick_name == "Jane")], ["a"];
        f11 r#"required_unless(self.nick_name == "Jane")"# u8, [required_unless(self.nick_name == "Jane")], [];
        f29 r#"prohibited_if(self.nick_name == "Jane")"# String, [prohibited_if(self.nick_name == "Jane")], [""];
        f30 r#"prohibited_if(self.nick_name == "Jane")"# u8, [prohibited_if(self.nick_name == "Jane")], [];
        f33 r#"prohibited_unless(self.nick_name == "Jane")"# String, [prohibited_unless(self.nick_name == "Jane")], [""];
        f34 r#"prohibited_unless(self.nick_name == "Jane")"# u8, [prohibited_unless(self.nick_name == "Jane")], [];
        f49 r#"accepted_if(self.nick_name == "Jane")"# bool, [accepted_if(self.nick_name == "Jane")], [];
        f50 r#"accepted_if(self.nick_name == "Jane")"# String, [accepted_if(self.nick_name == "Jane")], ["on"];
    }
    Named2 of String {
        f51 r#"accepted_if(self.nick_name == "Jane")"# u8, [accepted_if(self.nick_name == "Jane")], [];
        f59 r#"declined_if(self.nick_name == "Jane")"# bool, [declined_if(self.nick_name == "Jane")], [];
        f60 r#"declined_if(self.nick_name == "Jane")"# String, [declined_if(self.nick_name == "Jane")], ["off"];
        f61 r#"declined_if(self.nick_name == "Jane")"# u8, [declined_if(self.nick_name == "Jane")], [];
    }
    Texts1 of Option<String> {
        f8 r#"required_if(self.age >= 18)"# String, [required_if(self.age >= 18)], ["a"];
        f9 r#"required_if(self.age >= 18)"# u8, [required_if(self.age >= 18)], [];
        f12 r#"required_unless(self.age >= 18)"# String, [required_unless(self.age >= 18)], ["a"];
        f13 r#"required_unless(self.age >= 18)"# u8, [required_unless(self.age >= 18)], [];
        f14 r#"required_with(self.nick_name)"# String, [required_with(self.nick_name)], ["a"];
        f15 r#"required_with(self.nick_name)"# u8, [required_with(self.nick_name)], [];
        f16 r#"required_with([self.nick_name, self.birth_name])"# String, [required_with([self.nick_name, self.birth_name])], ["a"];
        f17 r#"required_with([self.nick_name, self.birth_name])"# u8, [required_with([self.nick_name, self.birth_name])], [];
        f18 r#"required_with_all([self.nick_name, self.birth_name])"# String, [required_with_all([self.nick_name, self.birth_name])], ["a"];
        f19 r#"required_with_all([self.nick_name, self.birth_name])"# u8, [required_with_all([self.nick_name, self.birth_name])], [];
    }
    Texts2 of Option<String> {
        f20 r#"required_without(self.nick_name)"# String, [required_without(self.nick_name)], ["a"];
        f21 r#"required_without(self.nick_name)"# u8, [required_without(self.nick_name)], [];
        f22 r#"required_without([self.nick_name, self.birth_name])"# String, [required_without([self.nick_name, self.birth_name])], ["a"];
        f23 r#"required_without([self.nick_name, self.birth_name])"# u8, [required_without([self.nick_name, self.birth_name])], [];
        f24 r#"required_without_all([self.nick_name, self.birth_name])"# String, [required_without_all([self.nick_name, self.birth_name])], ["a"];
        f25 r#"required_without_all([self.nick_name, self.birth_name])"# u8, [required_without_all([self.nick_name, self.birth_name])], [];
        f31 r#"prohibited_if(self.age >= 18)"# String, [prohibited_if(self.age >= 18)], [""];
        f32 r#"prohibited_if(self.age >= 18)"# u8, [prohibited_if(self.age >= 18)], [];
        f35 r#"prohibited_unless(self.age >= 18)"# String, [prohibited_unless(self.age >= 18)], [""];
        f36 r#"prohibited_unless(self.age >= 18)"# u8, [prohibited_unless(self.age >= 18)], [];
    }
    Texts3 of Option<String> {
        f37 r#"prohibits(self.nick_name)"# String, [prohibits(self.nick_name)], ["a"];
        f38 r#"prohibits(self.nick_name)"# u8, [prohibits(self.nick_name)], [];
        f39 r#"prohibits([self.nick_name, self.birth_name])"# String, [prohibits([self.nick_name, self.birth_name])], ["a"];
        f40 r#"prohibits([self.nick_name, self.birth_name])"# u8, [prohibits([self.nick_name, self.birth_name])], [];
        f52 r#"accepted_if(self.age >= 18)"# bool, [accepted_if(self.age >= 18)], [];
        f53 r#"accepted_if(self.age >= 18)"# String, [accepted_if(self.age >= 18)], ["on"];
        f54 r#"accepted_if(self.age >= 18)"# u8, [accepted_if(self.age >= 18)], [];
        f62 r#"declined_if(self.age >= 18)"# bool, [declined_if(self.age >= 18)], [];
        f63 r#"declined_if(self.age >= 18)"# String, [declined_if(self.age >= 18)], ["off"];
        f64 r#"declined_if(self.age >= 18)"# u8, [declined_if(self.age >= 18)], [];
    }
    Texts4 of Option<String> {
        f109 r#"between(1, self.nick_name)"# String, [between(1, self.nick_name)], ["日"];
        f135 r#"lte(self.nick_name)"# String, [lte(self.nick_name)], ["日本"];
        f176 r#"starts_with(self.nick_name)"# String, [starts_with(self.nick_name)], ["日本語"];
        f179 r#"ends_with(self.nick_name)"# String, [ends_with(self.nick_name)], ["大日本"];
        f182 r#"contains(self.nick_name)"# String, [contains(self.nick_name)], ["大日本語"];
        f185 r#"doesnt_start_with(self.nick_name)"# String, [doesnt_start_with(self.nick_name)], ["大日本"];
        f188 r#"doesnt_end_with(self.nick_name)"# String, [doesnt_end_with(self.nick_name)], ["日本語"];
        f191 r#"doesnt_contain(self.nick_name)"# String, [doesnt_contain(self.nick_name)], ["本日"];
        f264 r#"before(self.nick_name)"# String, [before(self.nick_name)], ["2024-02-29"];
        f265 r#"before(self.nick_name)"# jiff::civil::Date, [before(self.nick_name)], [];
    }
    Texts5 of Option<String> {
        f269 r#"before_or_equal(self.nick_name)"# String, [before_or_equal(self.nick_name)], ["2024-02-29"];
        f270 r#"before_or_equal(self.nick_name)"# jiff::civil::Date, [before_or_equal(self.nick_name)], [];
        f275 r#"after(self.nick_name)"# String, [after(self.nick_name)], ["2024-02-29"];
        f276 r#"after(self.nick_name)"# jiff::civil::Date, [after(self.nick_name)], [];
        f279 r#"after_or_equal(self.nick_name)"# String, [after_or_equal(self.nick_name)], ["2024-02-29"];
        f280 r#"after_or_equal(self.nick_name)"# jiff::civil::Date, [after_or_equal(self.nick_name)], [];
        f283 r#"date_equals(self.nick_name)"# String, [date_equals(self.nick_name)], ["2024-02-29"];
        f284 r#"date_equals(self.nick_name)"# jiff::civil::Date, [date_equals(self.nick_name)], [];
        f297 r#"same(self.nick_name)"# String, [same(self.nick_name)], ["日本"];
        f298 r#"different(self.nick_name)"# String, [different(self.nick_name)], ["日"];
    }
    Texts6 of Option<String> {
        f299 r#"confirmed(self.nick_name)"# String, [confirmed(self.nick_name)], ["日本"];
        f300 r#"in_list(self.tags)"# String, [in_list(self.tags)], ["n7"];
    }
    Numbers1 of Option<u8> {
        f81 r#"range(1..=self.nick_name)"# u8, [range(1..=self.nick_name)], [];
        f87 r#"min(self.nick_name)"# u8, [min(self.nick_name)], [];
        f88 r#"min(self.nick_name)"# String, [min(self.nick_name)], ["日本語"];
        f89 r#"min(self.nick_name)"# Vec<u8>, [min(self.nick_name)], [];
        f93 r#"max(self.nick_name)"# u8, [max(self.nick_name)], [];
        f94 r#"max(self.nick_name)"# String, [max(self.nick_name)], ["日本語"];
        f95 r#"max(self.nick_name)"# Vec<u8>, [max(self.nick_name)], [];
        f100 r#"size(self.nick_name)"# u8, [size(self.nick_name)], [];
        f101 r#"size(self.nick_name)"# String, [size(self.nick_name)], ["日本語"];
        f102 r#"size(self.nick_name)"# Vec<u8>, [size(self.nick_name)], [];
    }
    Numbers2 of Option<u8> {
        f115 r#"gt(self.nick_name)"# u8, [gt(self.nick_name)], [];
        f116 r#"gt(self.nick_name)"# String, [gt(self.nick_name)], ["a"];
        f117 r#"gt(self.nick_name)"# Vec<u8>, [gt(self.nick_name)], [];
        f121 r#"gte(self.nick_name)"# u8, [gte(self.nick_name)], [];
        f122 r#"gte(self.nick_name)"# String, [gte(self.nick_name)], ["日本語"];
        f123 r#"gte(self.nick_name)"# Vec<u8>, [gte(self.nick_name)], [];
        f129 r#"lt(self.nick_name)"# u8, [lt(self.nick_name)], [];
        f130 r#"lt(self.nick_name)"# String, [lt(self.nick_name)], ["日本"];
        f131 r#"lt(self.nick_name)"# Vec<u8>, [lt(self.nick_name)], [];
        f140 r#"multiple_of(self.nick_name)"# u8, [multiple_of(self.nick_name)], [];
    }
    Floats1 of Option<f64> {
        f139 r#"multiple_of(self.nick_name)"# f64, [multiple_of(self.nick_name)], [];
    }
}
