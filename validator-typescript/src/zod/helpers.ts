// What the schemas of zod call, beside the functions that they share with those of valibot.

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

/** What is said where `null` is not sent, and of another value. */
function unsent(
  missing: string,
  wrong: string,
): { error: (issue: { input?: unknown }) => string } {
  return { error: ({ input }) => (input === undefined ? missing : wrong) };
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

/** The rules on a value, up to the first that it breaks. A rule may have several sentences. */
function first<T>(
  ...rules: (SchemaRule<T> | SchemaRule<T>[])[]
): z.core.CheckFn<T> {
  return ({ value, issues }) => {
    for (const rule of rules) {
      const sentences = isRule(rule) ? [rule] : rule;
      const broken = sentences.filter(([test]) => test(value) !== true);
      for (const [, message] of broken) issues.push(broke(value, message));
      if (broken.length > 0) return;
    }
  };
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

/** A schema with the type of what it reads, which TypeScript cannot tell where the schema refers to itself. */
function typed<T>(schema: z.ZodType): z.ZodType<T> {
  return schema as z.ZodType<T>;
}

/** Takes a field that was not sent for absent, although every object has something under the name. */
function own<S extends z.ZodType>(schema: S): S {
  const run = schema._zod.run;
  schema._zod.run = (payload, context) => {
    if (typeof payload.value === "function") payload.value = undefined;
    return run(payload, context);
  };
  return schema;
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

/** What is said of an object whose variant is not known. */
function byField(
  said: { missing: string; wrong: string },
  tag: { missing: string; wrong: string; unknown: string },
): {
  error: (issue: {
    code?: string | undefined;
    input?: unknown;
    path?: PropertyKey[] | undefined;
  }) => string;
} {
  return {
    error: ({ code, input, path = [] }) => {
      if (code !== "invalid_union") {
        return input == null ? said.missing : said.wrong;
      }
      const name = Object(input)[path[path.length - 1] ?? ""];
      if (name == null) return tag.missing;
      return typeof name === "string" ? tag.unknown : tag.wrong;
    },
  };
}

/** One of several variants: a name as text, or an object with a field of that name. */
function variant<T>(
  options: Record<string, z.ZodType>,
  said: {
    missing: string;
    wrong: string;
    unknown: string;
    fields: string;
  },
  isFlat = false,
): z.ZodType<T> {
  return z
    .custom<T>(() => true)
    .check((context) => {
      const value: unknown = context.value;
      const refuse = (message: string): void => {
        context.issues.push({ code: "custom", message, input: value });
      };
      if (value == null) return refuse(said.missing);
      if (typeof value === "string") {
        const option = Object.hasOwn(options, value)
          ? options[value]
          : undefined;
        if (!option) return refuse(said.unknown);
        return option instanceof z.ZodNull ? undefined : refuse(said.wrong);
      }
      if (typeof value !== "object" || Array.isArray(value)) {
        return refuse(said.wrong);
      }
      const entries = Object.entries(value);
      const entry = isFlat
        ? entries.find(([name]) => Object.hasOwn(options, name))
        : entries[0];
      if (!entry) return refuse(isFlat ? said.unknown : said.fields);
      const [name, content] = entry;
      const isOnly = entries.length === 1 || isFlat;
      if (!Object.hasOwn(options, name)) {
        return refuse(isOnly ? said.unknown : said.wrong);
      }
      // Which of the variants is meant, nobody knows.
      if (!isOnly) return refuse(said.fields);
      const run = options[name]!._zod.run(
        { value: content, issues: [] },
        { async: false },
      );
      if (run instanceof Promise) return;
      for (const issue of run.issues) {
        context.issues.push({ ...issue, path: [name, ...(issue.path ?? [])] });
      }
    });
}

/** A variant without content, which may be a name as text. */
function unit(wrong: string): z.ZodNull {
  return z.null(wrong);
}

/** Says nothing of the items of a list of the wrong length. */
function alone<T>(): z.core.$ZodCheck<T> {
  return z.superRefine<T>(
    (_, { issues }) => {
      const own = issues.find(({ path }) => !path?.length);
      if (own && !own.continue) issues.splice(0, issues.length, own);
    },
    { when: () => true },
  );
}

/** The first of these schemas that can read a value. */
function firstOf<T>(
  options: z.ZodType[],
  missing: string,
  invalid: string,
): z.ZodType<T> {
  return z
    .custom<T>(() => true)
    .check((context) => {
      const { value, issues } = context;
      for (const option of options) {
        const run = option._zod.run({ value, issues: [] }, { async: false });
        if (run instanceof Promise) continue;
        if (run.issues.some((issue) => !issue.continue)) continue;
        append(issues, run.issues);
        return;
      }
      const message = value === undefined ? missing : invalid;
      issues.push({ code: "custom", message, input: value });
    });
}

/** Refuses a list of another length. Items beyond it are not looked at, unless all are. */
function exactly<T>(
  size: number,
  message: string,
  looksAtAll = false,
): z.core.$ZodCheck<T[]> {
  return z.superRefine<T[]>(
    (list, { issues }) => {
      if (!Array.isArray(list) || list.length === size) return;
      const inside = issues
        .splice(0)
        .filter(({ path }) => looksAtAll || Number(path?.[0]) < size);
      issues.push({ code: "custom", message, input: list });
      append(issues, inside);
    },
    { when: () => true },
  );
}

/** Refuses keys of a map. */
function keyed<T extends object>(
  test: (key: string) => boolean,
  message: string,
): z.core.$ZodCheck<T> {
  return z.superRefine<T>(
    (map, { issues }) => {
      if (issues.some((issue) => !issue.path?.length)) return;
      const found = issues.splice(0);
      for (const key of Object.keys(map)) {
        if (!test(key)) {
          issues.push({ code: "custom", message, input: key, path: [key] });
        }
        append(
          issues,
          found.filter(({ path }) => path?.[0] === key),
        );
      }
    },
    { when: () => true },
  );
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

/** Looks at the items of a list that is too short, too. */
function short<S extends z.ZodTuple>(tuple: S): S {
  const check = z.superRefine<z.infer<S>>(
    (_: unknown, { issues }) => {
      const [own] = issues;
      const list: unknown = own?.code === "too_small" ? own.input : undefined;
      for (const [at, item] of Array.isArray(list) ? list.entries() : []) {
        const run = tuple._zod.def.items[at]?._zod.run(
          { value: item, issues: [] },
          { async: false },
        );
        if (!run || run instanceof Promise) continue;
        for (const issue of run.issues) {
          issues.push({ ...issue, path: [at, ...(issue.path ?? [])] });
        }
      }
    },
    { when: () => true },
  );
  return tuple.check(check);
}

/** What is said of a list that is missing, of another kind, or of another length. */
function sized(
  missing: string,
  wrong: string,
  length: string,
): {
  error: (issue: { code?: string | undefined; input?: unknown }) => string;
} {
  return {
    error: ({ code, input }) =>
      input == null ? missing : code === "invalid_type" ? wrong : length,
  };
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
