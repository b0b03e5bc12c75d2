// What the schemas of zod and of valibot call. Each function is copied into the modules that call it.

/** Whether something can be seen in a text, or is in a list or a map. */
function isFilled<T>(value: T): boolean {
  if (value == null) return false;
  if (typeof value === "string") {
    return /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/u.test(
      value,
    );
  }
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** Whether nothing can be seen in a text, or is in a list or a map. */
function isBlank<T>(value: T): boolean {
  return !isFilled(value);
}

/** Whether there is no value. */
function isNever<T>(_: T): boolean {
  return false;
}

/** Whether a text has so many characters. Two halves of a surrogate pair are one. */
function hasLength(least: number, most: number): (text: string) => boolean {
  return (text) => {
    const count = countCharacters(text);
    return least <= count && count <= most;
  };
}

/** The number of characters, as the server counts them. */
function countCharacters(text: string): number {
  return [...text].length;
}

/** Whether a list has so many items. */
function hasItems(
  least: number,
  most: number,
): (list: readonly unknown[]) => boolean {
  return (list) => least <= list.length && list.length <= most;
}

/** Whether a list has so many different items. */
function hasDifferentItems(
  least: number,
  most: number,
): (list: readonly unknown[]) => boolean {
  return (list) => {
    const count = new Set(list.map((item) => JSON.stringify(item))).size;
    return least <= count && count <= most;
  };
}

/** Whether a map has so many entries. */
function hasEntries(least: number, most: number): (map: object) => boolean {
  return (map) => {
    const count = Object.keys(map).length;
    return least <= count && count <= most;
  };
}

/** Whether a map has each of these keys. */
function hasKeys(...keys: string[]): (map: object) => boolean {
  return (map) => keys.every((key) => Object.hasOwn(map, key));
}

/** Whether a list contains nothing but these values. */
function hasOnly(...values: unknown[]): (list: readonly unknown[]) => boolean {
  return (list) => list.every((item) => item == null || values.includes(item));
}

/** Whether a list contains each of these values. */
function containsAll(
  ...values: unknown[]
): (list: readonly unknown[]) => boolean {
  return (list) => values.every((value) => list.includes(value));
}

/** Whether a text matches the pattern. */
function matches(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

/** Whether a text does not match the pattern. */
function lacks(pattern: RegExp): (text: string) => boolean {
  return (text) => !pattern.test(text);
}

/** Whether a value is one of these. */
function isOneOf<T>(...choices: unknown[]): (value: T) => boolean {
  return (value) => choices.includes(value);
}

/** Whether a value is none of these. */
function isNoneOf<T>(...choices: unknown[]): (value: T) => boolean {
  return (value) => !choices.includes(value);
}

/** Whether a number is not below the bound. */
function isAtLeast(bound: number): (value: number) => boolean {
  return (value) => value >= bound;
}

/** Whether a number is above the bound. */
function isAbove(bound: number): (value: number) => boolean {
  return (value) => value > bound;
}

/** Whether a number is not above the bound. */
function isAtMost(bound: number): (value: number) => boolean {
  return (value) => value <= bound;
}

/** Whether a number is below the bound. */
function isBelow(bound: number): (value: number) => boolean {
  return (value) => value < bound;
}

/** Whether a number lies between two others, or is one of them. */
function isBetween(least: number, most: number): (value: number) => boolean {
  return (value) => least <= value && value <= most;
}

/** Whether a number is a multiple of the step, by their decimal digits. */
function isMultipleOf(step: number): (value: number) => boolean {
  return (value) => {
    if (!Number.isFinite(value)) return false;
    const [a, b] = [decimalOf(value), decimalOf(step)];
    const places = Math.max(a.places, b.places);
    const scaled = (one: { digits: bigint; places: number }) =>
      one.digits * 10n ** BigInt(places - one.places);
    return scaled(a) % scaled(b) === 0n;
  };
}

/** The digits of a number, and how many of them stand behind the point. */
function decimalOf(value: number): { digits: bigint; places: number } {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places < 0
    ? { digits: digits * 10n ** BigInt(-places), places: 0 }
    : { digits, places };
}

/** Whether a value passes each of these tests. */
function all<T>(...tests: ((value: T) => boolean)[]): (value: T) => boolean {
  return (value) => tests.every((test) => test(value));
}

/** Whether a number is whole, and is sent without an exponent. */
function isInteger(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 1e21;
}

/** Whether a text is a single character. */
function isCharacter(text: string): boolean {
  return countCharacters(text) === 1;
}

/** Whether the key of a map is a whole number between two others. */
function isIntegerKey(least: string, most: string): (key: string) => boolean {
  return (key) =>
    /^(0|-?[1-9][0-9]*)$/.test(key) &&
    BigInt(least) <= BigInt(key) &&
    BigInt(key) <= BigInt(most);
}

/** Whether a text contains only letters and their marks. */
function isAlpha(text: string): boolean {
  return isWritten(text, /^[A-Za-z]$/, /^\p{L}$/u);
}

/** Whether a text contains only letters, their marks and numbers. */
function isAlphaNumeric(text: string): boolean {
  return isWritten(text, /^[A-Za-z0-9]$/, /^[\p{L}\p{N}]$/u);
}

/** Whether a text contains only letters, their marks, numbers, dashes and underscores. */
function isAlphaDash(text: string): boolean {
  return isWritten(text, /^[A-Za-z0-9_-]$/, /^[\p{L}\p{N}]$/u);
}

/** Whether a text is written in these characters. A mark needs a letter, and a joiner stands between two. */
function isWritten(text: string, ascii: RegExp, carries: RegExp): boolean {
  const isJoiner = (c: string) => c === "\u200c" || c === "\u200d";
  const canJoin = (c: string) => c >= "\u0600" && /^[\p{L}\p{M}]$/u.test(c);
  let [carried, marked, before] = [false, false, " "];
  for (const c of text) {
    const joins = isJoiner(c)
      ? canJoin(before)
      : !isJoiner(before) || canJoin(c);
    let isAllowed = true;
    if (c <= "\u007f") {
      carried ||= /[A-Za-z0-9]/.test(c);
      isAllowed = ascii.test(c);
    } else if (carries.test(c)) {
      const carrier = !/\p{Default_Ignorable_Code_Point}/u.test(c);
      carried ||= carrier;
      marked ||= !carrier;
    } else {
      marked = true;
      isAllowed = /\p{M}/u.test(c) || isJoiner(c);
    }
    if (!joins || !isAllowed) return false;
    before = c;
  }
  return (carried || !marked) && !isJoiner(before);
}

/** Whether lower case changes no character. */
function isLowercase(text: string): boolean {
  return [...text].every((c) => c.toLowerCase() === c);
}

/** Whether upper case changes no character. */
function isUppercase(text: string): boolean {
  return [...text].every((c) => c.toUpperCase() === c);
}

/** Whether a text is the number of a payment card, in groups or not. */
function isCreditCard(text: string): boolean {
  return (
    /^[0-9]([ -]?[0-9]){11,18}$/.test(text) && isLuhn(text.replace(/[ -]/g, ""))
  );
}

/** Whether the last digit is right by Luhn's formula. */
function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((sum, digit, at) => {
    const value = Number(digit) * (1 + (at % 2));
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The remainder of a number by 97, in which letters stand for 10 to 35. */
function remainderOf97(text: string): number {
  const digits = text.replace(/[A-Z]/g, (c) => String(c.charCodeAt(0) - 55));
  return [...digits].reduce(
    (rest, digit) => (rest * 10 + Number(digit)) % 97,
    0,
  );
}

/** Whether a text is an international bank account number, in groups or not. */
function isIban(text: string): boolean {
  const lengths =
    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";
  const plain = text.replace(/ /g, "");
  const at = lengths.indexOf(text.slice(0, 2));
  return (
    /^[A-Z]{2}[0-9]{2}[A-Z0-9]+$/.test(plain) &&
    /^[A-Z]{2}[0-9]{2}/.test(text) &&
    !/ $| {2}/.test(text) &&
    at >= 0 &&
    Number(lengths.slice(at + 2, at + 4)) === plain.length &&
    "02" <= plain.slice(2, 4) &&
    plain.slice(2, 4) <= "98" &&
    remainderOf97(plain.slice(4) + plain.slice(0, 4)) === 1
  );
}

/** Whether a text is the identifier of a legal entity. */
function isLei(text: string): boolean {
  return /^[0-9A-Z]{18}[0-9]{2}$/.test(text) && remainderOf97(text) === 1;
}

/** Whether a text is the number of a security. */
function isIsin(text: string): boolean {
  return (
    /^[A-Z]{2}[0-9A-Z]{9}[0-9]$/.test(text) &&
    isLuhn(text.replace(/[A-Z]/g, (c) => String(c.charCodeAt(0) - 55)))
  );
}

/** A path as the server writes it. */
function keyOf(path: readonly string[]): string {
  const segments = path.map((name) => {
    const letters = [...name];
    const short =
      letters.length > 100 ? `${letters.slice(0, 100).join("")}…` : name;
    return short === "_" ? "\\_" : short.replace(/[\\.]/g, "\\$&");
  });
  return segments.length > 0 ? segments.join(".") : "_";
}

/** Whether there is a value. */
function isThere<T>(value: T): boolean {
  return value != null;
}

/** Whether a value was sent, be it `null`. */
function isSent<T>(value: T): boolean {
  return value !== undefined;
}

/** The positions of items that repeat an earlier one. */
function findRepeats(list: readonly unknown[]): true | number[] {
  return findRepeatsBy(list, (item) => item);
}

/** The positions of texts that repeat an earlier one in upper or lower case. */
function findRepeatsInAnyCase(list: readonly unknown[]): true | number[] {
  return findRepeatsBy(list, (item) =>
    typeof item === "string" ? item.toLowerCase() : item,
  );
}

/** The positions of items that repeat an earlier one in this respect. */
function findRepeatsBy(
  list: readonly unknown[],
  respect: (item: unknown) => unknown,
): true | number[] {
  const seen = new Set<unknown>();
  const found = [...list.keys()].filter((at) => {
    const item = respect(list[at] ?? null);
    return seen.has(item) || !seen.add(item);
  });
  return found.length === 0 || found;
}

/** Whether a text has a letter that can be seen. */
function hasLetter(text: string): boolean {
  return [...text].some(
    (c) => /\p{L}/u.test(c) && !/\p{Default_Ignorable_Code_Point}/u.test(c),
  );
}

/** Whether a text has a letter in upper case and one in lower case. */
function hasBothCases(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && /\p{Lowercase}/u.test(text);
}

/** Whether a text has a number. */
function hasNumber(text: string): boolean {
  return /\p{N}/u.test(text);
}

/** Whether a text has a symbol: something that can be seen and is neither a letter nor a number. */
function hasSymbol(text: string): boolean {
  return [...text].some((c) =>
    c <= "\u007f"
      ? /[!-/:-@[-`{-~]/.test(c)
      : /[^\p{L}\p{N}\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800]/u.test(
          c,
        ),
  );
}

/** Whether a text is an address on the internet. */
function isIp(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

/** Whether a text is an address on the internet, of version 4. */
function isIpv4(text: string): boolean {
  const numbers = text.split(".");
  return (
    numbers.length === 4 &&
    numbers.every((n) => /^(0|[1-9][0-9]{0,2})$/.test(n) && Number(n) <= 255)
  );
}

/** Whether a text is an address on the internet, of version 6. */
function isIpv6(text: string): boolean {
  const halves = text.split("::");
  const counts = halves.map((half, at) => {
    if (half === "") return 0;
    const groups = half.split(":");
    return groups.reduce((count, group, index) => {
      const isLast = at === halves.length - 1 && index === groups.length - 1;
      if (isLast && isIpv4(group)) return count + 2;
      return /^[0-9A-Fa-f]{1,4}$/.test(group) ? count + 1 : NaN;
    }, 0);
  });
  const count = counts.reduce((sum, count) => sum + count, 0);
  return halves.length === 1 ? count === 8 : halves.length === 2 && count <= 7;
}

/** Whether a text is the name of a host, with at least so many dots. */
function isHost(dots: number): (text: string) => boolean {
  const label = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
  return (text) => {
    const labels = text.split(".");
    const last = labels[labels.length - 1] ?? "";
    return (
      text.length <= 253 &&
      labels.length > dots &&
      labels.every((one) => label.test(one)) &&
      !/^([0-9]+|0[Xx][0-9A-Fa-f]*)$/.test(last)
    );
  };
}

/** Whether a text is an address on the internet with the length of its prefix. */
function isCidr(text: string): boolean {
  const [address = "", prefix = "", more] = text.split("/");
  const bits = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
  return (
    more === undefined &&
    /^(0|[1-9][0-9]*)$/.test(prefix) &&
    Number(prefix) <= bits
  );
}

/** Whether the last digit is right where every second one counts three times. */
function isWeighedByThree(digits: string): boolean {
  const sum = [...digits].reverse().reduce((sum, digit, at) => {
    return sum + Number(digit) * (at % 2 === 0 ? 1 : 3);
  }, 0);
  return sum % 10 === 0;
}

/** Whether the last digit, which may be X, is right where each counts one less than the one before. */
function isWeighedByPlace(digits: string): boolean {
  const sum = [...digits].reduce((sum, digit, at) => {
    return sum + (digit === "X" ? 10 : Number(digit)) * (digits.length - at);
  }, 0);
  return sum % 11 === 0;
}

/** Whether a text is the number of a book, in groups or not. */
function isIsbn(text: string): boolean {
  const digits = text.replace(/[ -]/g, "");
  if (!/^[0-9]([ -]?[0-9])*([ -]?X)?$/.test(text)) return false;
  return digits.length === 10
    ? isWeighedByPlace(digits)
    : /^97[89][0-9]{10}$/.test(digits) && isWeighedByThree(digits);
}

/** Whether a text is the number of a journal. */
function isIssn(text: string): boolean {
  return (
    /^[0-9]{4}-[0-9]{3}[0-9X]$/.test(text) &&
    isWeighedByPlace(text.replace("-", ""))
  );
}

/** Whether a text is the number of an article of trade. */
function isEan(text: string): boolean {
  return /^([0-9]{8}|[0-9]{12,14})$/.test(text) && isWeighedByThree(text);
}

/** A day or a month in days since 1970, perhaps with a time of day and an offset from UTC in nanoseconds. */
interface SchemaMoment {
  day: number;
  days: number;
  time?: bigint;
  offset: bigint;
}

/** The point in time that a text names, such as `2024-02-29` or `2024-02-29T12:00:00Z`. */
function momentOf(text: string): SchemaMoment | undefined {
  const found =
    /^([0-9]{4})-([0-9]{2})(-([0-9]{2})([Tt]([0-9]{2}):([0-9]{2})(:([0-9]{2})(\.[0-9]+)?)?([Zz]|([+-])([0-9]{2}):([0-9]{2}))?)?)?$/.exec(
      text,
    );
  if (!found) return undefined;
  const number = (at: number) => Number(found[at] ?? 0);
  const [year, month] = [number(1), number(2)];
  const first = dayOf(year, month, 1);
  const days =
    dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - first;
  if (month < 1 || month > 12) return undefined;
  if (found[3] === undefined) return { day: first, days, offset: 0n };
  if (number(4) < 1 || number(4) > days) return undefined;
  const moment = { day: first + number(4) - 1, days: 1, offset: 0n };
  if (found[5] === undefined) return moment;
  if (number(6) > 23 || number(7) > 59 || number(9) > 59) return undefined;
  if (number(13) > 23 || number(14) > 59) return undefined;
  const seconds = number(6) * 3600 + number(7) * 60 + number(9);
  const fraction = (found[10] ?? ".").slice(1, 10).padEnd(9, "0");
  const ahead = (number(13) * 60 + number(14)) * (found[12] === "-" ? -60 : 60);
  const time = BigInt(seconds) * 1_000_000_000n + BigInt(fraction);
  return { ...moment, time, offset: BigInt(ahead) * 1_000_000_000n };
}

/** The number of days since 1970. */
function dayOf(year: number, month: number, day: number): number {
  const inYears = month <= 2 ? year - 1 : year;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leap =
    Math.floor(inYears / 4) -
    Math.floor(inYears / 100) +
    Math.floor(inYears / 400);
  return 365 * inYears + leap + inYear - 719468;
}

/** Whether one point in time is before, at or after another: -1, 0 or 1. A day in a month is neither. */
function compareMoments(one: SchemaMoment, other: SchemaMoment): number {
  if (one.time !== undefined && other.time !== undefined) {
    const perDay = 86_400_000_000_000n;
    const a = BigInt(one.day) * perDay - one.offset + one.time;
    const b = BigInt(other.day) * perDay - other.offset + other.time;
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const isIn = (a: SchemaMoment, b: SchemaMoment) =>
    b.day <= a.day && a.day < b.day + b.days;
  if (isIn(one, other) || isIn(other, one)) return 0;
  return Math.sign(one.day - other.day);
}

/** Whether a date is before another one. */
function isBefore(date: string | null | undefined): (text: string) => boolean {
  return (text) => compareDates(text, date, (order) => order < 0);
}

/** Whether a date is not after another one. */
function isNotAfter(
  date: string | null | undefined,
): (text: string) => boolean {
  return (text) => compareDates(text, date, (order) => order <= 0);
}

/** Whether a date is after another one. */
function isAfter(date: string | null | undefined): (text: string) => boolean {
  return (text) => compareDates(text, date, (order) => order > 0);
}

/** Whether a date is not before another one. */
function isNotBefore(
  date: string | null | undefined,
): (text: string) => boolean {
  return (text) => compareDates(text, date, (order) => order >= 0);
}

/** Whether a date is another one. */
function isSameDate(
  date: string | null | undefined,
): (text: string) => boolean {
  return (text) => compareDates(text, date, (order) => order === 0);
}

/** Whether two dates stand in this order. A text that is no date fails, and passes if the other one is none. */
function compareDates(
  text: string,
  date: string | null | undefined,
  test: (order: number) => boolean,
): boolean {
  const [one, other] = [momentOf(text), momentOf(date ?? "")];
  return !!one && (!other || test(compareMoments(one, other)));
}

/** Whether a date is from Monday to Friday. */
function isWeekday(text: string): boolean {
  const moment = momentOf(text);
  return moment?.days === 1 && (((moment.day + 3) % 7) + 7) % 7 < 5;
}

/** Whether a date is on Saturday or Sunday. */
function isWeekend(text: string): boolean {
  const moment = momentOf(text);
  return moment?.days === 1 && (((moment.day + 3) % 7) + 7) % 7 >= 5;
}

/** The order of keys of maps on the server: numbers by their value, texts by their letters. */
function compareKeys(one: unknown, other: unknown): number {
  const [a, b] = [String(one), String(other)];
  const areNumbers = [a, b].every((key) => /^-?[0-9]+$/.test(key));
  if (areNumbers) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a text has so many bytes in UTF-8. */
function hasBytes(least: number, most: number): (text: string) => boolean {
  return (text) => {
    let count = 0;
    for (const c of text) {
      const ofOne = c <= "\u007f" ? 1 : c <= "\u07ff" ? 2 : 3;
      count += c.length === 2 ? 4 : ofOne;
    }
    return least <= count && count <= most;
  };
}

/** Whether a text has so many code units of UTF-16. */
function hasUnits(least: number, most: number): (text: string) => boolean {
  return (text) => least <= text.length && text.length <= most;
}

/** Whether a text is a day, such as `2024-02-29`. */
function isDate(text: string): boolean {
  return text.length === 10 && momentOf(text) !== undefined;
}

/** Whether a text is a point in time with seconds and its offset from UTC. */
function isDatetime(text: string): boolean {
  return (
    /[Tt].{5}:.*([Zz]|[+-].{5})$/.test(text) && momentOf(text) !== undefined
  );
}

/** Whether a text is a point in time without an offset from UTC. */
function isLocalDatetime(text: string): boolean {
  return /[Tt][0-9:.]+$/.test(text) && momentOf(text) !== undefined;
}

/** Whether a text contains bytes in hexadecimal. */
function isHex(text: string): boolean {
  return text.length % 2 === 0 && !/[^0-9A-Fa-f]/.test(text);
}

/** Whether a text contains bytes in Base64, with these characters for 62 and 63. Bits that are not used are 0. */
function isBase64(
  others: string,
  isPadded: boolean,
): (text: string) => boolean {
  const alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + others;
  return (text) => {
    const data = isPadded ? text.replace(/={1,2}$/, "") : text;
    const rest = data.length % 4;
    const last = alphabet.indexOf(data.slice(-1));
    return (
      (!isPadded || text.length % 4 === 0) &&
      rest !== 1 &&
      (rest === 0 || last % (rest === 2 ? 16 : 4) === 0) &&
      !/[^A-Za-z0-9+/_-]/.test(data) &&
      !(others === "+/" ? /[_-]/ : /[+/]/).test(data)
    );
  };
}

/** Whether a text has the shape of a JSON Web Token: three parts in Base64. */
function isJwt(text: string): boolean {
  const parts = text.split(".");
  const isPart = isBase64("-_", false);
  return (
    parts.length === 3 && parts.every((part) => part !== "" && isPart(part))
  );
}

/** Whether a text is a document in JSON with at most 128 levels and no half of a surrogate pair. */
function isJson(text: string): boolean {
  let [depth, isInside] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === "\u0022") {
      isInside = !isInside;
    } else if (isInside && c === "\\") {
      const escapes = text.slice(at, at + 12);
      const isPair = /^\\u[Dd][89ABab]..\\u[Dd][C-Fc-f]/.test(escapes);
      if (!isPair && /^\\u[Dd][89A-Fa-f]/.test(escapes)) return false;
      at += isPair ? 11 : 1;
    } else if (!isInside) {
      if (/[[{]/.test(c) && ++depth > 128) return false;
      if (/[\]}]/.test(c)) depth -= 1;
    }
  }
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a name as programs have them: a letter or `_`, then letters, numbers and `_`. */
function isIdentifier(text: string): boolean {
  return text !== "_" && /^[_\p{L}\p{Nl}][_\p{L}\p{M}\p{N}]*$/u.test(text);
}

/** Whether a text is the code of a bank, in a country that there is. */
function isBic(text: string): boolean {
  const country = text.slice(4, 6);
  return (
    /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text) &&
    (country === "XK" || isCountry(country))
  );
}

/** Whether a text is the code of a country in two letters. */
function isCountry(text: string): boolean {
  return countryCodes.match(/../g)?.includes(text) ?? false;
}

/** Whether a text is the code of a country in three letters. */
function isLongCountry(text: string): boolean {
  return longCountryCodes.match(/.../g)?.includes(text) ?? false;
}

/** Whether a text is the code of a currency. */
function isCurrency(text: string): boolean {
  return currencyCodes.match(/.../g)?.includes(text) ?? false;
}

/** The codes of countries by ISO 3166-1 as of 2026. */
const countryCodes =
  "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/** The codes of countries in three letters, by ISO 3166-1 as of 2026. */
const longCountryCodes =
  "ABWAFGAGOAIAALAALBANDAREARGARMASMATAATFATGAUSAUTAZEBDIBELBENBESBFABGDBGRBHRBHSBIHBLMBLRBLZBMUBOLBRABRBBRNBTNBVTBWACAFCANCCKCHECHLCHNCIVCMRCODCOGCOKCOLCOMCPVCRICUBCUWCXRCYMCYPCZEDEUDJIDMADNKDOMDZAECUEGYERIESHESPESTETHFINFJIFLKFRAFROFSMGABGBRGEOGGYGHAGIBGINGLPGMBGNBGNQGRCGRDGRLGTMGUFGUMGUYHKGHMDHNDHRVHTIHUNIDNIMNINDIOTIRLIRNIRQISLISRITAJAMJEYJORJPNKAZKENKGZKHMKIRKNAKORKWTLAOLBNLBRLBYLCALIELKALSOLTULUXLVAMACMAFMARMCOMDAMDGMDVMEXMHLMKDMLIMLTMMRMNEMNGMNPMOZMRTMSRMTQMUSMWIMYSMYTNAMNCLNERNFKNGANICNIUNLDNORNPLNRUNZLOMNPAKPANPCNPERPHLPLWPNGPOLPRIPRKPRTPRYPSEPYFQATREUROURUSRWASAUSDNSENSGPSGSSHNSJMSLBSLESLVSMRSOMSPMSRBSSDSTPSURSVKSVNSWESWZSXMSYCSYRTCATCDTGOTHATJKTKLTKMTLSTONTTOTUNTURTUVTWNTZAUGAUKRUMIURYUSAUZBVATVCTVENVGBVIRVNMVUTWLFWSMYEMZAFZMBZWE";

/** The codes of currencies by ISO 4217 as of January 2026. */
const currencyCodes =
  "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBHDBIFBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCLFCLPCNYCOPCOUCRCCUPCVECZKDJFDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGNFGTQGYDHKDHNLHTGHUFIDRILSINRIQDIRRISKJMDJODJPYKESKGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKRLRDLSLLYDMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDOMRPABPENPGKPHPPKRPLNPYGQARRONRSDRUBRWFSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTNDTOPTRYTTDTWDTZSUAHUGXUSDUSNUYIUYUUYWUZSVEDVESVNDVUVWSTXADXAFXAGXAUXBAXBBXBCXBDXCDXCGXDRXOFXPDXPFXPTXSUXTSXUAXXXYERZARZMWZWG";

/** Whether a number or the length of a text is within bounds. What is absent sets no bound. */
function isWithin(
  value: SchemaMeasured,
  bounds: Partial<Record<"gt" | "gte" | "lt" | "lte", SchemaMeasured>>,
): boolean {
  const measure = (one: SchemaMeasured) =>
    typeof one === "string" ? countCharacters(one) : one;
  const size = measure(value);
  const [gt, gte] = [measure(bounds.gt), measure(bounds.gte)];
  const [lt, lte] = [measure(bounds.lt), measure(bounds.lte)];
  return (
    size == null ||
    ((gt == null || size > gt) &&
      (gte == null || size >= gte) &&
      (lt == null || size < lt) &&
      (lte == null || size <= lte))
  );
}

/** A number, or a text whose characters are counted. */
type SchemaMeasured = number | string | null | undefined;

/** A rule: its test, what is said where it fails, and the largest number of elements that may pass. The test of some rules gives the positions of the elements that fail. */
type SchemaRule<T> = [
  test: (value: T) => boolean | number[],
  message: string,
  most?: number,
];

/** Whether it is one sentence of a rule, and not a list of them. */
function isRule<T>(
  rule: SchemaRule<T> | SchemaRule<T>[],
): rule is SchemaRule<T> {
  return typeof rule[0] === "function";
}

/** A rule on a field that looks at more than its value. */
interface SchemaLateRule<T> {
  field: string;
  mentions: string[];
  test: (it: T) => boolean;
  message: string;
  bails?: boolean;
  isEarly?: boolean;
}

/** A rule on a field that looks at other fields, or at whether it is there. */
function rule<T>(
  field: string,
  mentions: string[],
  test: (it: T) => boolean,
  message: string,
  bails = false,
): SchemaLateRule<T> {
  return { field, mentions, test, message, bails };
}

/** A rule on a field that looks at other fields, before all others on the field. */
function early<T>(
  field: string,
  mentions: string[],
  test: (it: T) => boolean,
  message: string,
): SchemaLateRule<T> {
  return { field, mentions, test, message, isEarly: true };
}
