// @generated from the types of the server. Changes made here are lost.

// The schemas need valibot 1.5 or newer.
import * as v from "valibot";

export interface Order {
  customer: Customer;
  items: Item[];
  tags: string[];
  prices: Record<string, number>;
  deliver_to?: Customer | null;
}

/** The keys of the errors of {@link Order}. */
export type OrderKey =
  | "_"
  | "customer"
  | `customer.${CustomerKey}`
  | "items"
  | `items.${number}`
  | `items.${number}.${ItemKey}`
  | "tags"
  | `tags.${number}`
  | "prices"
  | `prices.${string}`
  | "deliver_to"
  | `deliver_to.${CustomerKey}`;

/** What is wrong with {@link Order}, by key. */
export type OrderErrors = ValidationErrors<OrderKey>;

export interface Customer {
  name: string;
  zip?: string | null;
}

/** The keys of the errors of {@link Customer}. */
export type CustomerKey = "name" | "zip";

export interface Item {
  sku: string;
  count: number;
  /** @default "" */
  note?: string;
}

/** The keys of the errors of {@link Item}. */
export type ItemKey = "sku" | "count" | "note";

/** Sentences by the key of what is wrong, in the order of the fields. */
export type ValidationErrors<Key extends string> = {
  [K in Key]?: string[];
};

/** The body of the answer to a request that is refused. */
export interface ErrorBody<Key extends string> {
  message: string;
  errors: ValidationErrors<Key>;
}

export const CustomerSchema = object(
  {
    name: v.pipe(
      v.string(or("The name field is required.", "The name must be text.")),
      v.check(isFilled, "The name field is required."),
      v.maxCodePoints(20, "The name must not be greater than 20 characters."),
    ),
    zip: v.nullish(
      v.pipe(
        v.string("The postal code must be text."),
        v.check(
          all(hasLength(5, 5), matches(/^[0-9]*$/u)),
          "The postal code must be 5 digits.",
        ),
      ),
    ),
  },
  "A request body is required.",
  "The given data must be an object.",
);

export const ItemSchema = object(
  {
    sku: v.pipe(
      v.string(or("The sku field is required.", "The sku must be text.")),
      v.regex(/^[A-Z]{2}-[0-9]$/u, "The sku format is invalid."),
    ),
    count: v.pipe(
      v.number(
        or("The count field is required.", "The count must be an integer."),
      ),
      kind(isInteger, "The count must be an integer."),
      kind(
        isBetween(0, 4294967295),
        "The count must be between 0 and 4,294,967,295.",
      ),
      v.gtValue(0, "The count must be greater than 0."),
    ),
    note: v.optional(
      v.pipe(
        v.string("The note must be text."),
        v.maxCodePoints(8, "The note must not be greater than 8 characters."),
      ),
      "",
    ),
  },
  "A request body is required.",
  "The given data must be an object.",
);

export const OrderSchema = object(
  {
    customer: v.pipe(
      CustomerSchema,
      said(
        "The customer field is required.",
        "The customer must be an object.",
      ),
    ),
    items: v.pipe(
      v.array(
        v.pipe(
          ItemSchema,
          said("The items field is required.", "The items must be an object."),
        ),
        or("The items field is required.", "The items must be a list."),
      ),
      whole([
        [hasItems(1, 3), "The items must have between 1 and 3 items.", 3],
      ]),
    ),
    tags: v.pipe(
      v.array(
        v.pipe(
          v.string(or("The tags field is required.", "The tags must be text.")),
          v.check(isFilled, "The tags field is required."),
          v.maxCodePoints(5, "The tags must not be greater than 5 characters."),
        ),
        or("The tags field is required.", "The tags must be a list."),
      ),
      whole([
        [hasItems(0, 3), "The tags must not have more than 3 items.", 3],
        [findRepeats, "The tags must not contain duplicates."],
      ]),
    ),
    prices: v.pipe(
      map(
        v.pipe(
          v.number(
            or("The prices field is required.", "The prices must be a number."),
          ),
          v.minValue(0, "The prices must be greater than or equal to 0."),
        ),
        or("The prices field is required.", "The prices must be an object."),
      ),
      sorted(),
      keys([isLowercase, "The prices must be lowercase."]),
      whole([[isFilled, "The prices field is required."]]),
    ),
    deliver_to: v.nullish(
      v.pipe(
        CustomerSchema,
        said(
          "The deliver to must be an object.",
          "The deliver to must be an object.",
        ),
      ),
    ),
  },
  "A request body is required.",
  "The given data must be an object.",
);

/** The rules that only the server checks: their codes, by type and key. `*` stands for any segment or code. */
export const serverOnly = {
  Order: {},
  Customer: {},
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

/** A map. Other than valibot's own, it keeps the keys `constructor` and `prototype`. */
function map<S extends v.GenericSchema>(
  value: S,
  message: string | ((issue: SchemaIssue) => string),
): v.RecordSchema<v.StringSchema<undefined>, S, typeof message> {
  const schema = v.record(v.string(), value, message);
  return v._standardSchema<typeof schema>({
    ...schema,
    "~run"(dataset, config) {
      const input: unknown = dataset.value;
      if (!input || typeof input !== "object" || Array.isArray(input)) {
        v._addIssue(this, "type", dataset, config);
        return dataset as unknown as v.OutputDataset<never, SchemaIssue>;
      }
      const issues: SchemaIssue[] = [];
      const entries: [string, unknown][] = [];
      for (const [key, content] of Object.entries(input)) {
        if (key === "__proto__") continue;
        const found = value["~run"]({ value: content }, config);
        const step = { type: "object", origin: "value", input, key };
        for (const issue of found.issues ?? []) {
          const path = [{ ...step, value: content }, ...(issue.path ?? [])];
          issues.push({ ...issue, path } as SchemaIssue);
        }
        entries.push([key, found.value]);
      }
      return {
        value: Object.fromEntries(entries),
        typed: issues.every(({ kind }) => kind !== "schema"),
        ...(issues.length > 0 && { issues }),
      } as unknown as v.OutputDataset<never, SchemaIssue>;
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

/** The rules on the keys of a map. They come before what is wrong with its values, if all of it can be read. */
function keys<T extends object>(
  ...rules: SchemaRule<string>[]
): v.RawCheckAction<T> {
  return rewrite((map, inside) => {
    if (inside.some(({ path }) => !path)) return inside;
    const isRefused = ({ kind }: SchemaIssue) => kind === "schema";
    const isRead = !inside.some(isRefused);
    const names = Object.keys(map);
    if (isRead) names.sort(compareKeys);
    const found = names.flatMap((key) => {
      const own = inside.filter((issue) => keyIn(issue) === key);
      const broken = rules
        .filter(([test]) => test(key) !== true)
        .map(([, message]) => issueOf("validation", key, message, key));
      if (isRead) return broken;
      const others = own.filter((issue) => !isRefused(issue));
      return [...own.filter(isRefused), ...broken, ...others];
    });
    return isRead ? [...found, ...inside] : found;
  });
}

/** What is wrong inside a map, in the order of its keys if all of it can be read. */
function sorted<T>(): v.RawCheckAction<T> {
  return rewrite((_, issues) => {
    if (issues.some(({ kind }) => kind === "schema")) return issues;
    return [...issues].sort((a, b) => compareKeys(keyIn(a), keyIn(b)));
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

/** Whether lower case changes no character. */
function isLowercase(text: string): boolean {
  return [...text].every((c) => c.toLowerCase() === c);
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

/** The positions of items that repeat an earlier one. */
function findRepeats(list: readonly unknown[]): true | number[] {
  return findRepeatsBy(list, (item) => item);
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

/** The order of keys of maps on the server: numbers by their value, texts by their letters. */
function compareKeys(one: unknown, other: unknown): number {
  const [a, b] = [String(one), String(other)];
  const areNumbers = [a, b].every((key) => /^-?[0-9]+$/.test(key));
  if (areNumbers) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A rule: its test, what is said where it fails, and the largest number of elements that may pass. The test of some rules gives the positions of the elements that fail. */
type SchemaRule<T> = [
  test: (value: T) => boolean | number[],
  message: string,
  most?: number,
];
