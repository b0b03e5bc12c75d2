// @generated from the types of the server. Changes made here are lost.

// The schemas need zod 4.5.4 or newer.
import * as z from "zod";

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

export const CustomerSchema = z.object(
  {
    name: z
      .string(or("The name field is required.", "The name must be text."))
      .refine(isFilled, "The name field is required.")
      .max(20, "The name must not be greater than 20 characters."),
    zip: z
      .string("The postal code must be text.")
      .refine(
        all(hasLength(5, 5), matches(/^[0-9]*$/u)),
        "The postal code must be 5 digits.",
      )
      .nullish(),
  },
  or("A request body is required.", "The given data must be an object."),
);

export const ItemSchema = z.object(
  {
    sku: z
      .string(or("The sku field is required.", "The sku must be text."))
      .regex(/^[A-Z]{2}-[0-9]$/u, "The sku format is invalid."),
    count: z
      .number(
        or("The count field is required.", "The count must be an integer."),
      )
      .check(kind(isInteger, "The count must be an integer."))
      .check(
        kind(
          isBetween(0, 4294967295),
          "The count must be between 0 and 4,294,967,295.",
        ),
      )
      .gt(0, "The count must be greater than 0."),
    note: z
      .string("The note must be text.")
      .max(8, "The note must not be greater than 8 characters.")
      .prefault(""),
  },
  or("A request body is required.", "The given data must be an object."),
);

export const OrderSchema = z.object(
  {
    customer: CustomerSchema.check(
      said(
        "The customer field is required.",
        "The customer must be an object.",
      ),
    ),
    items: z
      .array(
        ItemSchema.check(
          said("The items field is required.", "The items must be an object."),
        ),
        or("The items field is required.", "The items must be a list."),
      )
      .check(
        whole([
          [hasItems(1, 3), "The items must have between 1 and 3 items.", 3],
        ]),
      ),
    tags: z
      .array(
        z
          .string(or("The tags field is required.", "The tags must be text."))
          .refine(isFilled, "The tags field is required.")
          .max(5, "The tags must not be greater than 5 characters."),
        or("The tags field is required.", "The tags must be a list."),
      )
      .check(
        whole([
          [hasItems(0, 3), "The tags must not have more than 3 items.", 3],
          [findRepeats, "The tags must not contain duplicates."],
        ]),
      ),
    prices: z
      .record(
        z.string(),
        z
          .number(
            or("The prices field is required.", "The prices must be a number."),
          )
          .gte(0, "The prices must be greater than or equal to 0."),
        or("The prices field is required.", "The prices must be an object."),
      )
      .check(sorted())
      .check(keys([isLowercase, "The prices must be lowercase."]))
      .check(whole([[isFilled, "The prices field is required."]])),
    deliver_to: CustomerSchema.check(
      said(
        "The deliver to must be an object.",
        "The deliver to must be an object.",
      ),
    ).nullish(),
  },
  or("A request body is required.", "The given data must be an object."),
);

/** The rules that only the server checks: their codes, by type and key. `*` stands for any segment or code. */
export const serverOnly = {
  Order: {},
  Customer: {},
  Item: {},
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

/** Says something else of a value that is missing or of another kind. */
function said<T>(missing: string, wrong: string): z.core.$ZodCheck<T> {
  return z.superRefine<T>(
    (_, { issues }) => {
      for (const [at, issue] of issues.entries()) {
        if (issue.continue || issue.path?.length) continue;
        const message = issue.input == null ? missing : wrong;
        issues[at] = { ...issue, message };
      }
    },
    { when: () => true },
  );
}

/** The rules on a list or a map as a whole. They come before what is wrong inside it, and run if all of it can be read. */
function whole<T extends object>(
  rules: SchemaRule<T>[],
  bails = false,
): z.core.$ZodCheck<T> {
  return z.superRefine<T>(
    (value, { issues }) => {
      if (issues.some((issue) => !issue.continue && !issue.path?.length)) {
        return;
      }
      const inside = issues.splice(0);
      const isRead = inside.every((issue) => issue.continue);
      const count = Array.isArray(value)
        ? value.length
        : Object.keys(value).length;
      let isCrowded = false;
      for (const [test, message, most = Infinity] of rules) {
        if (!isRead && count <= most) continue;
        const found = test(value);
        if (found === true) continue;
        isCrowded ||= count > most;
        for (const at of found || [undefined]) {
          const path = at === undefined ? [] : [at];
          issues.push({ ...broke(value, message), path });
        }
        if (bails) break;
      }
      if (!isCrowded && !(bails && issues.length)) append(issues, inside);
    },
    { when: () => true },
  );
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

/** The rules on the keys of a map. They come before what is wrong with its values, if all of it can be read. */
function keys<T extends object>(
  ...rules: SchemaRule<string>[]
): z.core.$ZodCheck<T> {
  return z.superRefine<T>(
    (map, { issues }) => {
      if (issues.some((issue) => !issue.path?.length)) return;
      const inside = issues.splice(0);
      const isRead = inside.every((issue) => issue.continue);
      const names = Object.keys(map);
      if (isRead) names.sort(compareKeys);
      for (const key of names) {
        const below = inside.filter(({ path }) => path?.[0] === key);
        if (!isRead) {
          append(
            issues,
            below.filter((issue) => !issue.continue),
          );
        }
        for (const [test, message] of rules) {
          if (test(key) === true) continue;
          issues.push({ ...broke(key, message), path: [key] });
        }
        if (!isRead) {
          append(
            issues,
            below.filter((issue) => issue.continue),
          );
        }
      }
      if (isRead) append(issues, inside);
    },
    { when: () => true },
  );
}

/** What is wrong inside a map, in the order of its keys if all of it can be read. */
function sorted<T extends object>(): z.core.$ZodCheck<T> {
  return z.superRefine<T>(
    (_, { issues }) => {
      if (issues.some((issue) => !issue.continue)) return;
      issues.sort((a, b) => compareKeys(a.path?.[0], b.path?.[0]));
    },
    { when: () => true },
  );
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
