// What the schemas of valibot call, beside the functions that they share with those of zod.

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

/** What is said where `null` is not sent, and of another value. */
function unsent(
  missing: string,
  wrong: string,
): (issue: SchemaIssue) => string {
  return ({ input }) => (input === undefined ? missing : wrong);
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

/** A schema with the type of what it reads, which TypeScript cannot tell where the schema refers to itself. */
function typed<T>(schema: v.GenericSchema): v.GenericSchema<T> {
  return schema as v.GenericSchema<T>;
}

/** Takes a field that was not sent for absent, although every object has something under the name. */
function own<S extends v.GenericSchema>(schema: S): S {
  const run = schema["~run"];
  return v._standardSchema<S>({
    ...schema,
    "~run"(dataset, config) {
      const { value } = dataset;
      const sent = typeof value === "function" ? { value: undefined } : dataset;
      return run.call(this, sent, config);
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

/** A list with these items. It keeps others, so that `sized` can count them. */
function tuple<
  const I extends v.TupleItems,
  M extends string | ((issue: SchemaIssue) => string),
>(items: I, message: M): v.TupleSchema<I, M> {
  return v.looseTuple(items, message) as unknown as v.TupleSchema<I, M>;
}

/** An object with these fields. Of a missing field it says what the schema of the field says. */
function object<const E extends v.ObjectEntries>(
  entries: E,
  missing: string,
  wrong: string,
): v.ObjectSchema<E, (issue: SchemaIssue) => string> {
  return noList(v.object(entries, inside(entries, missing, wrong)));
}

/** As `object`, with the other fields of an object. */
function looseObject<const E extends v.ObjectEntries>(
  entries: E,
  missing: string,
  wrong: string,
): v.LooseObjectSchema<E, (issue: SchemaIssue) => string> {
  return noList(v.looseObject(entries, inside(entries, missing, wrong)));
}

/** As `object`, without other fields. */
function strictObject<const E extends v.ObjectEntries>(
  entries: E,
  missing: string,
  wrong: string,
): v.StrictObjectSchema<E, (issue: SchemaIssue) => string> {
  return noList(v.strictObject(entries, inside(entries, missing, wrong)));
}

/** As `object`, with a schema for all other fields. */
function objectWithRest<
  const E extends v.ObjectEntries,
  R extends v.GenericSchema,
>(
  entries: E,
  rest: R,
  missing: string,
  wrong: string,
): v.ObjectWithRestSchema<E, R, (issue: SchemaIssue) => string> {
  const message = inside(entries, missing, wrong);
  return noList(v.objectWithRest(entries, rest, message));
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

/** What is said of an object whose variant is not known. */
function byField(
  said: { missing: string; wrong: string },
  tag: { missing: string; wrong: string; unknown: string },
): (issue: SchemaIssue) => string {
  return ({ input, path }) => {
    if (!path) return input == null ? said.missing : said.wrong;
    if (input == null) return tag.missing;
    return typeof input === "string" ? tag.unknown : tag.wrong;
  };
}

/** One of several variants: a name as text, or an object with a field of that name. */
function variant<T>(
  options: Record<string, v.GenericSchema>,
  said: {
    missing: string;
    wrong: string;
    unknown: string;
    fields: string;
  },
  isFlat = false,
): v.GenericSchema<T> {
  const find = (
    value: unknown,
    config: v.Config<SchemaIssue>,
  ): SchemaIssue[] => {
    const refuse = (message: string) => [issueOf("schema", value, message)];
    if (value == null) return refuse(said.missing);
    if (typeof value === "string") {
      const option = Object.hasOwn(options, value) ? options[value] : undefined;
      if (!option) return refuse(said.unknown);
      return option.type === "null" ? [] : refuse(said.wrong);
    }
    if (typeof value !== "object" || Array.isArray(value)) {
      return refuse(said.wrong);
    }
    const entries = Object.entries(value);
    const entry = isFlat
      ? entries.find(([name]) => Object.hasOwn(options, name))
      : entries[0];
    if (!entry) return refuse(isFlat ? said.unknown : said.fields);
    const [key, content] = entry;
    const isOnly = entries.length === 1 || isFlat;
    if (!Object.hasOwn(options, key)) {
      return refuse(isOnly ? said.unknown : said.wrong);
    }
    // Which of the variants is meant, nobody knows.
    if (!isOnly) return refuse(said.fields);
    const step = { type: "object", origin: "value", input: value, key };
    const issues = options[key]!["~run"]({ value: content }, config).issues;
    return (issues ?? []).map((issue) => {
      const path = [{ ...step, value: content }, ...(issue.path ?? [])];
      return { ...issue, path } as SchemaIssue;
    });
  };
  const action = rewrite((value, _, config) => find(value, config));
  return v.pipe(v.unknown(), action) as unknown as v.GenericSchema<T>;
}

/** A variant without content, which may be a name as text. */
function unit(wrong: string): v.NullSchema<string> {
  return v.null(wrong);
}

/** The first of these schemas that can read a value. */
function firstOf<T>(
  options: v.GenericSchema[],
  missing: string,
  invalid: string,
): v.GenericSchema<T> {
  const action = rewrite((value, _, config) => {
    for (const option of options) {
      const issues = option["~run"]({ value }, config).issues ?? [];
      if (issues.every(({ kind }) => kind !== "schema")) return [...issues];
    }
    const message = value === undefined ? missing : invalid;
    return [issueOf("schema", value, message)];
  });
  return v.pipe(v.unknown(), action) as unknown as v.GenericSchema<T>;
}

/** Refuses a list of another length. Items beyond it are not looked at, unless all are. */
function exactly<T>(
  size: number,
  message: string,
  looksAtAll = false,
): v.RawCheckAction<T[]> {
  return rewrite((list, issues) => {
    if (!Array.isArray(list) || list.length === size) return issues;
    const inside = issues.filter(
      (issue) => looksAtAll || Number(keyIn(issue)) < size,
    );
    return [issueOf("schema", list, message), ...inside];
  });
}

/** Refuses a list of another length, of which nothing else is said if this is `alone`. */
function sized<T>(
  size: number,
  message: string,
  alone = false,
): v.RawCheckAction<T> {
  return rewrite((value, issues) => {
    if (issues.some(({ path }) => !path)) return issues;
    const list: unknown = issues[0]?.path?.[0]?.input ?? value;
    const length = Array.isArray(list) ? list.length : size;
    const isShort = issues.some((issue) => Number(keyIn(issue)) >= length);
    if (length <= size && !isShort) return issues;
    const inside = issues.filter((issue) => Number(keyIn(issue)) < length);
    return [issueOf("schema", list, message), ...(alone ? [] : inside)];
  });
}

/** Refuses keys of a map. */
function keyed<T extends object>(
  test: (key: string) => boolean,
  message: string,
): v.RawCheckAction<T> {
  return rewrite((map, issues) => {
    if (issues.some(({ path }) => !path)) return issues;
    return Object.keys(map).flatMap((key) => {
      const own = issues.filter((issue) => keyIn(issue) === key);
      return test(key) ? own : [issueOf("schema", key, message, key), ...own];
    });
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
