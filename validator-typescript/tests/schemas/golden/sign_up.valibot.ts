// @generated from the types of the server. Changes made here are lost.

// The schemas need valibot 1.5 or newer.
import * as v from "valibot";

/** Somebody who signs up. */
export interface SignUp {
  email: string;
  password: string;
  password_confirmation: string;
  age?: number | null;
  terms: boolean;
  nick_name?: string | null;
}

/** The keys of the errors of {@link SignUp}. */
export type SignUpKey =
  | "_"
  | "email"
  | "password"
  | "password_confirmation"
  | "age"
  | "terms"
  | "nick_name";

/** What is wrong with {@link SignUp}, by key. */
export type SignUpErrors = ValidationErrors<SignUpKey>;

/** Sentences by the key of what is wrong, in the order of the fields. */
export type ValidationErrors<Key extends string> = {
  [K in Key]?: string[];
};

/** The body of the answer to a request that is refused. */
export interface ErrorBody<Key extends string> {
  message: string;
  errors: ValidationErrors<Key>;
}

export const SignUpSchema = v.pipe(
  object(
    {
      email: v.pipe(
        v.string(or("The email field is required.", "The email must be text.")),
        v.check(isFilled, "The email field is required."),
        v.check(
          all(
            hasLength(0, 254),
            matches(
              /^[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/u,
            ),
          ),
          "The email must be a valid email address.",
        ),
      ),
      password: v.pipe(
        v.string(
          or("The password field is required.", "The password must be text."),
        ),
        v.minCodePoints(8, "The password must be between 8 and 72 characters."),
        v.maxCodePoints(
          72,
          "The password must be between 8 and 72 characters.",
        ),
      ),
      password_confirmation: v.pipe(
        v.string(
          or(
            "The password confirmation field is required.",
            "The password confirmation must be text.",
          ),
        ),
        v.check(isFilled, "The password confirmation field is required."),
      ),
      age: v.nullish(
        v.pipe(
          v.number("The age must be an integer."),
          kind(isInteger, "The age must be an integer."),
          kind(isBetween(0, 255), "The age must be between 0 and 255."),
          v.minValue(18, "The age must be between 18 and 120."),
          v.maxValue(120, "The age must be between 18 and 120."),
        ),
      ),
      terms: v.pipe(
        v.boolean(
          or(
            "The terms field is required.",
            "The terms must be true or false.",
          ),
        ),
        v.check(isOneOf(true), "The terms must be accepted."),
      ),
      nick_name: v.nullish(
        v.pipe(
          v.string("The nick name must be text."),
          v.maxCodePoints(
            3,
            "The nick name must not be greater than 3 characters.",
          ),
          v.regex(/^[a-z]*$/u, "The nick name format is invalid."),
        ),
      ),
    },
    "A request body is required.",
    "The given data must be an object.",
  ),
  across(
    ["email", "password", "password_confirmation", "age", "terms", "nick_name"],
    [
      rule(
        "password_confirmation",
        ["password"],
        (it) =>
          it.password_confirmation == null ||
          it.password_confirmation === it.password,
        "The password confirmation must match the password.",
      ),
    ],
  ),
);

/** The rules that only the server checks: their codes, by type and key. `*` stands for any segment or code. */
export const serverOnly = {
  SignUp: {},
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
