// @generated from the types of the server. Changes made here are lost.

// The schemas need zod 4.5.4 or newer.
import * as z from "zod";

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

export const SignUpSchema = z
  .object(
    {
      email: z
        .string(or("The email field is required.", "The email must be text."))
        .refine(isFilled, "The email field is required.")
        .refine(
          all(
            hasLength(0, 254),
            matches(
              /^[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/u,
            ),
          ),
          "The email must be a valid email address.",
        ),
      password: z
        .string(
          or("The password field is required.", "The password must be text."),
        )
        .min(8, "The password must be between 8 and 72 characters.")
        .max(72, "The password must be between 8 and 72 characters."),
      password_confirmation: z
        .string(
          or(
            "The password confirmation field is required.",
            "The password confirmation must be text.",
          ),
        )
        .refine(isFilled, "The password confirmation field is required."),
      age: z
        .number("The age must be an integer.")
        .check(kind(isInteger, "The age must be an integer."))
        .check(kind(isBetween(0, 255), "The age must be between 0 and 255."))
        .gte(18, "The age must be between 18 and 120.")
        .lte(120, "The age must be between 18 and 120.")
        .nullish(),
      terms: z
        .boolean(
          or(
            "The terms field is required.",
            "The terms must be true or false.",
          ),
        )
        .refine(isOneOf(true), "The terms must be accepted."),
      nick_name: z
        .string("The nick name must be text.")
        .max(3, "The nick name must not be greater than 3 characters.")
        .regex(/^[a-z]*$/u, "The nick name format is invalid.")
        .nullish(),
    },
    or("A request body is required.", "The given data must be an object."),
  )
  .check(
    across(
      [
        "email",
        "password",
        "password_confirmation",
        "age",
        "terms",
        "nick_name",
      ],
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
export function errorsOf<E = Record<string, string[]>>(error: {
  issues: readonly {
    path?: readonly PropertyKey[] | undefined;
    message: string;
  }[];
}): E {
  const errors = new Map<string, string[]>();
  for (const { path = [], message } of error.issues) {
    const key = keyOf(path.map(String));
    errors.set(key, [...(errors.get(key) ?? []), message]);
  }
  return Object.fromEntries(errors) as E;
}

/** What is said of a value that is missing, and of one of another kind. */
function or(
  missing: string,
  wrong: string,
): { error: (issue: { input?: unknown }) => string } {
  return { error: ({ input }) => (input == null ? missing : wrong) };
}

/** Refuses a value of another kind, so that no rule looks at it. */
function kind<T>(
  test: (value: T) => boolean,
  message: string,
): z.core.CheckFn<T> {
  return ({ value, issues }) => {
    if (!test(value)) issues.push({ code: "custom", message, input: value });
  };
}

/** Adds items to a list. There may be more of them than a call takes arguments. */
function append<T>(list: T[], items: readonly T[]): void {
  for (const item of items) list.push(item);
}

/** A rule that an object breaks. Other rules still run. */
function broke(
  input: unknown,
  message: string,
): { code: "custom"; message: string; input: unknown; continue: boolean } {
  return { code: "custom", message, input, continue: true };
}

/** The rules that look at several fields, in the order of the fields. They run if all of these could be read. */
function across<T>(
  fields: string[],
  rules: SchemaLateRule<T>[],
  options: { unknown?: string; bails?: boolean; also?: z.ZodType[] } = {},
): z.core.$ZodCheck<T> {
  return z.superRefine<T>(
    (it, { issues }) => {
      const isUnknown = (issue: SchemaPlace & { code?: string | undefined }) =>
        issue.code === "unrecognized_keys" && !issue.path?.length;
      if (issues.some((issue) => !issue.path?.length && !isUnknown(issue))) {
        return;
      }
      const found = issues.splice(0);
      for (const schema of options.also ?? []) {
        const run = schema._zod.run(
          { value: it, issues: [] },
          { async: false },
        );
        if (!(run instanceof Promise)) append(found, run.issues);
      }
      const refused = new Set(
        found
          .filter((issue) => !issue.continue)
          .map((issue) => issue.path?.[0]),
      );
      const first: typeof found = [];
      for (const { field, mentions, test, message, ...rule } of rules) {
        if ([field, ...mentions].some((name) => refused.has(name))) continue;
        if (rule.bails && found.some(({ path }) => path?.[0] === field))
          continue;
        if (test(it)) continue;
        const to = rule.isEarly ? first : found;
        to.push({ ...broke(it, message), path: [field] });
      }
      const rank = ({ path = [] }: SchemaPlace) => {
        const at = fields.indexOf(String(path[0]));
        return 2 * (at < 0 ? fields.length : at) + (path.length > 1 ? 1 : 0);
      };
      const known = [...first, ...found]
        .filter((issue) => !isUnknown(issue))
        .sort((a, b) => rank(a) - rank(b));
      const stop = options.bails ? known[0]?.path?.[0] : undefined;
      append(
        issues,
        known.filter(({ path }) => stop === undefined || path?.[0] === stop),
      );
      for (const issue of found.filter(isUnknown)) {
        const keys = issue.code === "unrecognized_keys" ? issue.keys : [];
        for (const key of keys) {
          const message = options.unknown ?? "";
          issues.push({ code: "custom", message, input: it, path: [key] });
        }
      }
    },
    { when: () => true },
  );
}

/** Where something is wrong. */
interface SchemaPlace {
  path?: PropertyKey[] | undefined;
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
