// A form whose errors stand beside its fields. The name of a field is the key of its errors, so no table maps one to
// the other. It needs nothing else: copy this file, or install its folder. README.md says how to use it.
//
// It is short so that a page stays small: at most 3 kB minified. What one page in ten needs is left to its options.

/**
 * Sends a form as JSON, and shows beside its fields what a schema and the server find wrong.
 *
 * @type {typeof import("./form.js").attach}
 */
export const attach = (form, {
  schema, live, onSaved, onRefused, read = readForm, render = showBeside, fetch: send = fetch, pause = 300,
  notice = form.appendChild(element("output", { tabIndex: -1 })), failed = "Not saved.",
}) => {
  /** The fields that somebody has used, each with what the server has said about its value. */
  let used;
  /** What the schema says about all values. */
  let issues;
  let latest, asking;

  /** Checks the fields that were used, or saves the form. The server is not asked about what the schema refuses. */
  const ask = async (wait, isSaving) => {
    asking?.abort();
    const { signal } = (asking = new AbortController());
    await new Promise((done) => setTimeout(done, wait));
    const request = read(form);
    const body = JSON.stringify(request);
    // What is said about these values counts as long as the form has no others.
    const isFresh = () => !signal.aborted && JSON.stringify(read(form)) === body;
    const answer = { message: failed, errors: [] };

    const result = await schema?.["~standard"].validate(request);
    if (!isFresh()) return answer;
    issues = result?.issues?.map(({ message, path }) => [keyOf(path), message]) ?? [];
    const places = placesIn(form);
    const asked = [...places.keys()].filter((name) => (isSaving
      ? !issues[0]
      : used.has(places.get(name)) && !at(name, issues).length
        // All, or those in a list, in which `*` stands for a position or the key of a map.
        && (live?.some?.((pattern) => name.match(`^${pattern.replace(/\*+/g, ".+")}$`)) ?? live)));
    show(asked); // without these: what stands there stays until the answer, or it would flicker
    if (!asked.length) return { ...answer, errors: issues };

    try {
      const response = await send(form.getAttribute("action"), {
        method: "POST", body, signal, headers: {
          "Content-Type": "application/json",
          ...(isSaving || { Precognition: "true", "Precognition-Validate-Only": "" + asked }),
        },
      });
      // A server that does not know live checks has saved the form, and is not asked again.
      if (!(isSaving || !response.ok || response.headers.has("Precognition"))) live = false;
      answer.ok = response.ok;
      answer.body = await response.json();
      if (isFresh()) Object.assign(answer, readErrors(answer.body, failed));
    } catch {} // no network, or no JSON
    if (isFresh()) {
      // A check that failed says nothing: the next change asks again, and saving reports it.
      if (answer.ok || answer.errors[0]) {
        asked.forEach((name) => used.set(places.get(name), at(name, answer.errors)));
      }
      show();
    }
    return answer;
  };

  const show = (asked = []) => placesIn(form).forEach((field, name) => {
    if (asked.includes(name)) return;
    const refused = used.has(field) ? at(name, issues) : [];
    if (refused.length) used.set(field); // what the server said was about another value
    const sentences = used.get(field) ?? refused;
    // Without sentences a field is valid only if the server has said so.
    field.ariaInvalid = sentences.length > 0 || (sentences === refused && null);
    render(field, sentences, field === latest);
  });

  /** Moves the focus to the first field with errors. What stands at no field is said in the notice. */
  const refuse = ({ message, errors }) => {
    notice.textContent = errors.reduce((text, [key, sentence]) => (
      placesIn(form).has(key) ? text : `${text} ${sentence}`
    ), message);
    notice.focus();
    form.querySelector("[aria-invalid=true]")?.focus();
  };

  const forget = () => {
    asking?.abort();
    used = new WeakMap();
    issues = [];
    notice.textContent = "";
    show();
  };

  const change = ({ target, type }) => {
    const field = placesIn(form).get(target.name);
    if (!field || form.inert) return;
    used.set((latest = field)); // what the server said was about another value
    ask(type === "input" && pause); // who leaves a field has finished it, and need not wait
  };

  Object.assign(form, {
    noValidate: true,
    oninput: change,
    onchange: change,
    onreset: forget,
    async onsubmit(event) {
      event.preventDefault();
      placesIn(form).forEach((field) => used.set(field, used.get(field)));
      form.inert = true; // nobody changes what is being saved, or saves it twice
      const answer = await ask(0, true).finally(() => (form.inert = false));
      if (answer.ok) forget();
      (answer.ok ? onSaved : onRefused ?? refuse)(answer);
    },
  });
  forget();
  return { check: (name) => change({ target: { name } }), forget };
};

/**
 * The document that a form stands for: `address.city` and `items.0.price` become objects and lists.
 *
 * @type {typeof import("./form.js").readForm}
 */
export const readForm = (form) => {
  // No object has a prototype, which a name could reach.
  const request = { __proto__: null };
  for (const field of fieldsOf(form)) {
    const value = valueOf(field);
    const steps = field.name.split(".");
    if (value !== undefined) {
      steps.reduce((place, step, index) => (place[step] = steps[index + 1]
        ? place[step] ?? (isNaN(steps[index + 1]) ? { __proto__: null } : [])
        : value), request);
    }
  }
  return request;
};

/** `undefined` if there is nothing to send. */
const valueOf = ({ type, value, checked, dataset: { blank, type: kind = type } }) => {
  if (type === "checkbox") return checked;
  if (type === "radio" && !checked) return undefined;
  if (!value?.trim()) return blank ? { null: null }[blank] : value;
  // What is no number, or one from 10^15, goes out as it was typed: it is for the server to say so.
  return kind === "number" && value * value < 1e30 ? +value : value;
};

/**
 * What a body says, in the documented format or as problem details (RFC 9457). Another body says nothing, or throws.
 *
 * @type {typeof import("./form.js").readErrors}
 */
export const readErrors = (body, otherwise) => {
  const { message = otherwise, detail = message, errors } = body ?? {};
  return {
    message: detail,
    errors: Object.entries(errors ?? {}).flatMap(([key, said]) => said?.map?.((sentence) => [key, sentence]) ?? [[
      keyOf(decodeURIComponent(said?.pointer).split("/").slice(1)).replace(/~(.)/g, (_, code) => "~/"[code]),
      said?.detail,
    ]]).filter(([, sentence]) => sentence === "" + sentence),
  };
};

/** `_` is the request as a whole. */
const keyOf = (path) => path?.map((step) => step.key ?? step).join(".") || "_";

const at = (name, errors) => errors.filter(([key]) => key === name).map((error) => error[1]);

/** Not `form.elements`: a field may have the name `elements`. */
const fieldsOf = (form) => [...form.querySelectorAll("[name]:enabled:not(button)")];

/** Where errors stand, by their keys. For radio buttons it is the first one, or the fieldset with their name. */
const placesIn = (form) => new Map(fieldsOf(form).reverse().map((field) => [field.name, field]));

let count = 0;

/** Sentences are text, never markup: what comes from a server may hold what another client has sent. */
const showBeside = (field, sentences, isLatest) => {
  let box = field.errors;
  if (!box) {
    field.errors = box = element("div", { className: "errors", id: "errors-" + count++ });
    (field.closest("label") ?? field)[field.elements ? "append" : "after"](box);
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), box.id].join(" "));
  }
  box.ariaLive = isLatest ? "polite" : "off";
  box.replaceChildren(...sentences.map((textContent) => element("p", { textContent })));
};

const element = (tag, properties) => Object.assign(document.createElement(tag), properties);
