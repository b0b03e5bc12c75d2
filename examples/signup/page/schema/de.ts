// @generated from the types of the server. Changes made here are lost.

// The schemas need valibot 1.5 or newer.
import * as v from "valibot";

/** The body of `POST /signups`. */
export interface Signup {
  /** The name of the stall. */
  name: string;
  /** The address to write to. Each address can have one stall. */
  email: string;
  /** Only a hash of it is stored. The upper bound limits the work of hashing. */
  password: string;
  /** The password again, to find typing mistakes. */
  password_confirmation: string;
  /** The address for the bill. */
  address: Address;
  /** The day on which the stall opens. */
  first_day: string;
  /** The day on which it closes. It may be the same day. */
  last_day: string;
  /** The goods that are sold there. */
  items: Item[];
  /** A picture of the stall, as a `data:` URL. */
  photo?: File | null;
  /** The consent to the rules of the market. */
  terms: boolean;
}

/** The keys of the errors of {@link Signup}. */
export type SignupKey =
  | "_"
  | "name"
  | "email"
  | "password"
  | "password_confirmation"
  | "address"
  | `address.${AddressKey}`
  | "first_day"
  | "last_day"
  | "items"
  | `items.${number}`
  | `items.${number}.${ItemKey}`
  | "photo"
  | "terms";

/** What is wrong with {@link Signup}, by key. */
export type SignupErrors = ValidationErrors<SignupKey>;

/** A postal address. */
export interface Address {
  /** The street with the number of the house. */
  street: string;
  /** The postcode. It has letters in some countries. */
  postal_code: string;
  /** The town. */
  city: string;
  /** The country by its two letters in ISO 3166-1. */
  country: string;
}

/** The keys of the errors of {@link Address}. */
export type AddressKey = "street" | "postal_code" | "city" | "country";

/** Something to sell. */
export interface Item {
  /** The name of the goods. */
  name: string;
  /** The price of one piece in euros, without fractions of a cent. */
  price: number;
  /** The number of pieces. */
  pieces: number;
}

/** The keys of the errors of {@link Item}. */
export type ItemKey = "name" | "price" | "pieces";

/** Sentences by the key of what is wrong, in the order of the fields. */
export type ValidationErrors<Key extends string> = {
  [K in Key]?: string[];
};

/** The body of the answer to a request that is refused. */
export interface ErrorBody<Key extends string> {
  message: string;
  errors: ValidationErrors<Key>;
}

export const AddressSchema = object(
  {
    street: v.pipe(
      v.string(
        or(
          "Das Feld „Straße und Hausnummer“ ist erforderlich.",
          "Das Feld „Straße und Hausnummer“ muss ein Text sein.",
        ),
      ),
      v.check(isFilled, "Das Feld „Straße und Hausnummer“ ist erforderlich."),
      v.maxCodePoints(
        120,
        "Das Feld „Straße und Hausnummer“ darf höchstens 120 Zeichen enthalten.",
      ),
      v.regex(
        /^[^\n\r\u000b\u000c\u0085\u2028\u2029]*$/u,
        "Das Feld „Straße und Hausnummer“ darf keinen Zeilenumbruch enthalten.",
      ),
    ),
    postal_code: v.pipe(
      v.string(
        or(
          "Das Feld „Postleitzahl“ ist erforderlich.",
          "Das Feld „Postleitzahl“ muss ein Text sein.",
        ),
      ),
      first(
        [isFilled, "Das Feld „Postleitzahl“ ist erforderlich."],
        [
          matches(/^[0-9A-Z][0-9A-Z -]{1,8}[0-9A-Z]$/u),
          "Das Feld „Postleitzahl“ muss aus 3 bis 10 Ziffern und Großbuchstaben bestehen.",
        ],
      ),
    ),
    city: v.pipe(
      v.string(
        or(
          "Das Feld „Ort“ ist erforderlich.",
          "Das Feld „Ort“ muss ein Text sein.",
        ),
      ),
      v.check(isFilled, "Das Feld „Ort“ ist erforderlich."),
      v.maxCodePoints(
        80,
        "Das Feld „Ort“ darf höchstens 80 Zeichen enthalten.",
      ),
      v.regex(
        /^[^\n\r\u000b\u000c\u0085\u2028\u2029]*$/u,
        "Das Feld „Ort“ darf keinen Zeilenumbruch enthalten.",
      ),
    ),
    country: v.pipe(
      v.string(
        or(
          "Das Feld „Land“ ist erforderlich.",
          "Das Feld „Land“ muss ein Text sein.",
        ),
      ),
      first(
        [isFilled, "Das Feld „Land“ ist erforderlich."],
        [isCountry, "Das Feld „Land“ muss ein gültiger Ländercode sein."],
      ),
    ),
  },
  "Der Inhalt der Anfrage fehlt.",
  "Das Feld „Anmeldung“ muss ein Objekt sein.",
);

export const ItemSchema = object(
  {
    name: v.pipe(
      v.string(
        or(
          "Das Feld „Ware“ ist erforderlich.",
          "Das Feld „Ware“ muss ein Text sein.",
        ),
      ),
      v.check(isFilled, "Das Feld „Ware“ ist erforderlich."),
      v.maxCodePoints(
        60,
        "Das Feld „Ware“ darf höchstens 60 Zeichen enthalten.",
      ),
      v.regex(
        /^[^\n\r\u000b\u000c\u0085\u2028\u2029]*$/u,
        "Das Feld „Ware“ darf keinen Zeilenumbruch enthalten.",
      ),
    ),
    price: v.pipe(
      v.number(
        or(
          "Das Feld „Preis in €“ ist erforderlich.",
          "Das Feld „Preis in €“ muss eine Zahl sein.",
        ),
      ),
      v.gtValue(0, "Das Feld „Preis in €“ muss größer als 0 sein."),
      v.maxValue(
        10000,
        "Das Feld „Preis in €“ muss kleiner oder gleich 10.000 sein.",
      ),
      v.check(
        isMultipleOf(0.01),
        "Das Feld „Preis in €“ muss ein Vielfaches von 0,01 sein.",
      ),
    ),
    pieces: v.pipe(
      v.number(
        or(
          "Das Feld „Stückzahl“ ist erforderlich.",
          "Das Feld „Stückzahl“ muss eine ganze Zahl sein.",
        ),
      ),
      kind(isInteger, "Das Feld „Stückzahl“ muss eine ganze Zahl sein."),
      kind(
        isBetween(0, 4294967295),
        "Das Feld „Stückzahl“ muss zwischen 0 und 4.294.967.295 liegen.",
      ),
      v.minValue(1, "Das Feld „Stückzahl“ muss zwischen 1 und 9999 liegen."),
      v.maxValue(9999, "Das Feld „Stückzahl“ muss zwischen 1 und 9999 liegen."),
    ),
  },
  "Der Inhalt der Anfrage fehlt.",
  "Das Feld „Anmeldung“ muss ein Objekt sein.",
);

export const SignupSchema = v.pipe(
  object(
    {
      name: v.pipe(
        v.string(
          or(
            "Das Feld „Name des Stands“ ist erforderlich.",
            "Das Feld „Name des Stands“ muss ein Text sein.",
          ),
        ),
        v.check(isFilled, "Das Feld „Name des Stands“ ist erforderlich."),
        v.maxCodePoints(
          80,
          "Das Feld „Name des Stands“ darf höchstens 80 Zeichen enthalten.",
        ),
        v.regex(
          /^[^\n\r\u000b\u000c\u0085\u2028\u2029]*$/u,
          "Das Feld „Name des Stands“ darf keinen Zeilenumbruch enthalten.",
        ),
      ),
      email: v.pipe(
        v.string(
          or(
            "Das Feld „E-Mail-Adresse“ ist erforderlich.",
            "Das Feld „E-Mail-Adresse“ muss ein Text sein.",
          ),
        ),
        first(
          [isFilled, "Das Feld „E-Mail-Adresse“ ist erforderlich."],
          [
            all(
              hasLength(0, 254),
              matches(
                /^[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/u,
              ),
            ),
            "Das Feld „E-Mail-Adresse“ muss eine gültige E-Mail-Adresse sein.",
          ],
        ),
      ),
      password: v.pipe(
        v.string(
          or(
            "Das Feld „Passwort“ ist erforderlich.",
            "Das Feld „Passwort“ muss ein Text sein.",
          ),
        ),
        first(
          [isFilled, "Das Feld „Passwort“ ist erforderlich."],
          [
            hasBytes(0, 256),
            "Das Feld „Passwort“ darf höchstens 256 Byte enthalten.",
          ],
          [
            [
              hasLength(10, Infinity),
              "Das Feld „Passwort“ muss mindestens 10 Zeichen enthalten.",
            ],
            [
              hasBothCases,
              "Das Feld „Passwort“ muss mindestens einen Großbuchstaben und einen Kleinbuchstaben enthalten.",
            ],
            [
              hasNumber,
              "Das Feld „Passwort“ muss mindestens eine Ziffer enthalten.",
            ],
          ],
        ),
      ),
      password_confirmation: v.pipe(
        v.string(
          or(
            "Das Feld „Passwort, noch einmal“ ist erforderlich.",
            "Das Feld „Passwort, noch einmal“ muss ein Text sein.",
          ),
        ),
        v.check(isFilled, "Das Feld „Passwort, noch einmal“ ist erforderlich."),
      ),
      address: v.pipe(
        AddressSchema,
        said(
          "Das Feld „address“ ist erforderlich.",
          "Das Feld „address“ muss ein Objekt sein.",
        ),
      ),
      first_day: v.string(
        or(
          "Das Feld „Erster Tag“ ist erforderlich.",
          "Das Feld „Erster Tag“ muss ein gültiges Datum sein.",
        ),
      ),
      last_day: v.string(
        or(
          "Das Feld „Letzter Tag“ ist erforderlich.",
          "Das Feld „Letzter Tag“ muss ein gültiges Datum sein.",
        ),
      ),
      items: v.pipe(
        v.array(
          v.pipe(
            ItemSchema,
            said(
              "Das Feld „Waren“ ist erforderlich.",
              "Das Feld „Waren“ muss ein Objekt sein.",
            ),
          ),
          or(
            "Das Feld „Waren“ ist erforderlich.",
            "Das Feld „Waren“ muss eine Liste sein.",
          ),
        ),
        whole([
          [
            hasItems(1, 8),
            "Das Feld „Waren“ muss 1 bis 8 Einträge enthalten.",
            8,
          ],
        ]),
      ),
      photo: v.nullish(v.unknown()),
      terms: v.pipe(
        v.boolean(
          or(
            "Das Feld „Marktordnung“ ist erforderlich.",
            "Das Feld „Marktordnung“ muss wahr oder falsch sein.",
          ),
        ),
        v.check(
          isOneOf(true),
          "Das Feld „Marktordnung“ muss bestätigt werden.",
        ),
      ),
    },
    "Der Inhalt der Anfrage fehlt.",
    "Das Feld „Anmeldung“ muss ein Objekt sein.",
  ),
  across(
    [
      "name",
      "email",
      "password",
      "password_confirmation",
      "address",
      "first_day",
      "last_day",
      "items",
      "photo",
      "terms",
    ],
    [
      rule(
        "password_confirmation",
        ["password"],
        (it) =>
          it.password_confirmation == null ||
          it.password == null ||
          it.password_confirmation === it.password,
        "Das Feld „Passwort, noch einmal“ muss mit „Passwort“ übereinstimmen.",
        true,
      ),
    ],
  ),
);

/** The rules that only the server checks: their codes, by type and key. `*` stands for any segment or code. */
export const serverOnly = {
  Signup: {
    email: ["unique"],
    first_day: ["*", "after"],
    "first_day.**": ["*"],
    last_day: ["*", "after_or_equal"],
    "last_day.**": ["*"],
    photo: ["*", "file", "image"],
    "photo.**": ["*"],
  },
  Address: {},
  Item: {},
} as const;

/** The errors of a failed parse in the form of the server's answer. */
export function errorsOf<E = Record<string, string[]>>(result: {
  issues?: readonly {
    path?: readonly { key: unknown }[] | undefined;
    message: string;
  }[];
}): E {
  const errors = new Map<string, string[]>();
  for (const { path = [], message } of result.issues ?? []) {
    const key = keyOf(path.map(({ key }) => String(key)));
    errors.set(key, [...(errors.get(key) ?? []), message]);
  }
  return Object.fromEntries(errors) as E;
}

/** What is said of a value that is missing, and of one of another kind. */
function or(missing: string, wrong: string): (issue: SchemaIssue) => string {
  return ({ input }) => (input == null ? missing : wrong);
}

/** Something that is wrong with a value. If its kind is "schema", the value could not be read. */
type SchemaIssue = v.BaseIssue<unknown>;

/** An issue of a value, or of one inside it. */
function issueOf(
  kind: "schema" | "validation",
  input: unknown,
  message: string,
  key?: unknown,
): SchemaIssue {
  const issue = { kind, type: "check", input, received: "", message };
  const step = { type: "unknown", origin: "value", input, key, value: input };
  return (
    key === undefined ? issue : { ...issue, path: [step] }
  ) as SchemaIssue;
}

/** The key at which an issue lies inside a value. There is none for the value itself. */
function keyIn(issue: SchemaIssue): unknown {
  return issue.path?.[0]?.key;
}

/** An action that sees all issues of a value, and gives others in their place. */
function rewrite<T>(
  change: (
    value: NoInfer<T>,
    issues: SchemaIssue[],
    config: v.Config<SchemaIssue>,
  ) => SchemaIssue[],
): v.RawCheckAction<T> {
  return v.rawCheck<T>(({ dataset, config }) => {
    const found = dataset as {
      value: unknown;
      typed: boolean;
      issues?: SchemaIssue[];
    };
    const issues = change(
      found.value as T,
      found.issues ?? [],
      config as v.Config<SchemaIssue>,
    );
    if (issues.some(({ kind }) => kind === "schema")) found.typed = false;
    if (issues.length > 0) found.issues = issues;
    else delete found.issues;
  });
}

/** Refuses a value of another kind, so that no rule looks at it. */
function kind<T>(
  test: (value: NoInfer<T>) => boolean,
  message: string,
): v.RawCheckAction<T> {
  return rewrite((value, issues) => {
    if (issues.length > 0 || test(value)) return issues;
    return [issueOf("schema", value, message)];
  });
}

/** Says something else of a value that is missing or of another kind. */
function said<T>(missing: string, wrong: string): v.RawCheckAction<T> {
  return rewrite((_, issues) =>
    issues.map((issue) =>
      issue.kind !== "schema" || issue.path
        ? issue
        : { ...issue, message: issue.input == null ? missing : wrong },
    ),
  );
}

/** Refuses a list, which valibot takes for an object. */
function noList<S extends v.GenericSchema>(schema: S): S {
  const run = schema["~run"];
  return v._standardSchema<S>({
    ...schema,
    "~run"(dataset, config) {
      if (!Array.isArray(dataset.value)) return run.call(this, dataset, config);
      v._addIssue(this, "type", dataset, config);
      return dataset as unknown as v.OutputDataset<unknown, SchemaIssue>;
    },
  });
}

/** An object with these fields. Of a missing field it says what the schema of the field says. */
function object<const E extends v.ObjectEntries>(
  entries: E,
  missing: string,
  wrong: string,
): v.ObjectSchema<E, (issue: SchemaIssue) => string> {
  return noList(v.object(entries, inside(entries, missing, wrong)));
}

/** What an object says of itself, and of its fields that are missing. */
function inside(
  entries: v.ObjectEntries,
  missing: string,
  wrong: string,
): (issue: SchemaIssue) => string {
  return (issue) => {
    const key = String(keyIn(issue));
    const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
    const run = entry?.["~run"]({ value: undefined }, {});
    if (run && !(run instanceof Promise) && run.issues) {
      return run.issues[0].message;
    }
    return issue.input == null ? missing : wrong;
  };
}

/** The rules on a value, up to the first that it breaks. A rule may have several sentences. */
function first<T>(
  ...rules: (SchemaRule<NoInfer<T>> | SchemaRule<NoInfer<T>>[])[]
): v.RawCheckAction<T> {
  return rewrite((value, issues) => {
    if (issues.length > 0) return issues;
    for (const rule of rules) {
      const sentences = isRule(rule) ? [rule] : rule;
      const broken = sentences.filter(([test]) => test(value) !== true);
      if (broken.length > 0) {
        return broken.map(([, said]) => issueOf("validation", value, said));
      }
    }
    return [];
  });
}

/** The rules on a list or a map as a whole. They come before what is wrong inside it, and run if all of it can be read. */
function whole<T extends object>(
  rules: SchemaRule<NoInfer<T>>[],
  bails = false,
): v.RawCheckAction<T> {
  return rewrite((value, inside) => {
    const isRead = inside.every(({ kind }) => kind !== "schema");
    if (!isRead && inside.some(({ path }) => !path)) return inside;
    const count = Array.isArray(value)
      ? value.length
      : Object.keys(value).length;
    const issues: SchemaIssue[] = [];
    let isCrowded = false;
    for (const [test, message, most = Infinity] of rules) {
      if (!isRead && count <= most) continue;
      const found = test(value);
      if (found === true) continue;
      isCrowded ||= count > most;
      for (const at of found || [undefined]) {
        issues.push(issueOf("validation", value, message, at));
      }
      if (bails) break;
    }
    if (isCrowded || (bails && issues.length)) return issues;
    return [...issues, ...inside];
  });
}

/** The rules that look at several fields, in the order of the fields. They run if all of these could be read. */
function across<T>(
  fields: string[],
  rules: SchemaLateRule<NoInfer<T>>[],
  options: {
    unknown?: string;
    bails?: boolean;
    also?: v.GenericSchema[];
  } = {},
): v.RawCheckAction<T> {
  return rewrite((it, issues, config) => {
    if (issues.some(({ path }) => !path)) return issues;
    const isUnknown = ({ type, expected }: SchemaIssue) =>
      type === "strict_object" && expected === "never";
    const found = issues.filter((issue) => !isUnknown(issue));
    for (const schema of options.also ?? []) {
      const issues = schema["~run"]({ value: it }, config).issues ?? [];
      for (const issue of issues) found.push(issue);
    }
    const refused = new Set(
      found.filter(({ kind }) => kind === "schema").map(keyIn),
    );
    const first: SchemaIssue[] = [];
    for (const { field, mentions, test, message, ...rule } of rules) {
      if ([field, ...mentions].some((name) => refused.has(name))) continue;
      if (rule.bails && found.some((issue) => keyIn(issue) === field)) continue;
      if (test(it)) continue;
      const to = rule.isEarly ? first : found;
      to.push(issueOf("validation", it, message, field));
    }
    const rank = (issue: SchemaIssue) => {
      const at = fields.indexOf(String(keyIn(issue)));
      const isInside = (issue.path?.length ?? 0) > 1;
      return 2 * (at < 0 ? fields.length : at) + (isInside ? 1 : 0);
    };
    const known = [...first, ...found].sort((a, b) => rank(a) - rank(b));
    const stop = options.bails && known[0] ? keyIn(known[0]) : undefined;
    const unknown = issues.filter(isUnknown).flatMap((issue) =>
      Object.keys(Object(issue.path?.[0]?.input))
        .filter((key) => !fields.includes(key))
        .map((key) => issueOf("schema", it, options.unknown ?? "", key)),
    );
    return [
      ...known.filter((issue) => stop === undefined || keyIn(issue) === stop),
      ...unknown,
    ];
  });
}

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

/** Whether a text matches the pattern. */
function matches(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

/** Whether a value is one of these. */
function isOneOf<T>(...choices: unknown[]): (value: T) => boolean {
  return (value) => choices.includes(value);
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

/** Whether a text has a letter in upper case and one in lower case. */
function hasBothCases(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && /\p{Lowercase}/u.test(text);
}

/** Whether a text has a number. */
function hasNumber(text: string): boolean {
  return /\p{N}/u.test(text);
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

/** Whether a text is the code of a country in two letters. */
function isCountry(text: string): boolean {
  return countryCodes.match(/../g)?.includes(text) ?? false;
}

/** The codes of countries by ISO 3166-1 as of 2026. */
const countryCodes =
  "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

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
