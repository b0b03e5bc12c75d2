/** Something that checks values, as <https://standardschema.dev> has it. Schemas of zod 4 and valibot 1 do. */
export interface Schema {
  readonly "~standard": {
    readonly version: 1;
    readonly validate: (value: unknown) => Result | Promise<Result>;
  };
}

export interface Result {
  readonly issues?: ReadonlyArray<{
    readonly message: string;
    readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
  }> | undefined;
}

/** A key and one of its sentences. A key with several sentences is there several times. */
export type Errors = ReadonlyArray<readonly [key: string, sentence: string]>;

export interface Answer {
  /** Whether the form was saved. */
  readonly ok?: boolean;
  /** What the server says about the form as a whole, or `failed`. */
  readonly message: string;
  readonly errors: Errors;
  /** The body of the response, if it was JSON. */
  readonly body?: unknown;
}

/** What has a name and is sent. A fieldset is not sent. It has a name where errors of a list or struct shall stand. */
export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLFieldSetElement;

export interface Options {
  /** The form is saved. It has no focus: move it to what comes next. */
  onSaved: (answer: Answer) => void;

  /** In place of a text at the end of the form and the focus on the first field with errors. */
  onRefused?: (answer: Answer) => void;

  /** Checks the document without a request. */
  schema?: Schema | undefined;

  /**
   * What the server checks while the form is filled in: all fields, or the named ones. `*` stands for a position or a
   * key of a map, as in `items.*.sku`. Only for a server that answers live checks: another would save the form.
   */
  live?: boolean | readonly string[] | undefined;

  /** How long to wait after a key is pressed, in milliseconds. 300 by default. */
  pause?: number;

  /** Makes the document, in place of `readForm`. */
  read?: (form: HTMLFormElement) => unknown;

  /** Shows the sentences at a field, in place of a list below it. `isLatest`: it is the one that was used last. */
  render?: (field: Field, sentences: readonly string[], isLatest: boolean) => void;

  /** Sends a request, in place of the browser's `fetch`: for another method, or a header against forged requests. */
  fetch?: (action: string, request: RequestInit) => Promise<Response>;

  /** Where to say what belongs to no field. It can have the focus. By default an `<output>` at the end of the form. */
  notice?: HTMLElement;

  /** The message where no server gives one: without a network, or because the schema refuses. */
  failed?: string;
}

export interface AttachedForm {
  /** Checks a field that a script has changed, and what was used before it. */
  check(name: string): void;

  /** Forgets what was used and found, as a reset of the form does. */
  forget(): void;
}

/** Sends a form as JSON, and shows beside its fields what a schema and the server find wrong. */
export function attach(form: HTMLFormElement, options: Options): AttachedForm;

/** The document that a form stands for: `address.city` and `items.0.price` become objects and lists. */
export function readForm(form: HTMLFormElement): Record<string, unknown>;

/**
 * What a body says, in the documented format or as problem details (RFC 9457). `otherwise` is for one without a
 * message. Another body says nothing, or throws.
 */
export function readErrors(body: unknown, otherwise: string): Pick<Answer, "message" | "errors">;
export function readErrors(body: unknown): { readonly message: string | undefined; readonly errors: Errors };
