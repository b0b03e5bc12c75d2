// The whole client. The key of an error is the name of its control, so no table maps one to the other.

const form = document.getElementById("form");
const summary = document.getElementById("summary");
const itemList = document.getElementById("item-list");
const byName = (name) => form.elements.namedItem(name);

// ---- The document that the form stands for ----

/** `address.city` and `items.0.price` become objects and lists, as serde reads them. */
function readForm() {
  const request = {};
  for (const control of controls()) {
    const path = control.name.split(".");
    const last = path.pop();
    let place = request;
    path.forEach((step, index) => {
      place = place[step] ??= /^\d+$/.test(path[index + 1] ?? last) ? [] : {};
    });
    place[last] = readControl(control);
  }
  request.items ??= []; // when the last one was removed
  return request;
}

function readControl(control) {
  if (control.type === "checkbox") return control.checked;
  const text = control.value;
  // A date or a number that was left out is absent, and the server says that it is required.
  if (text.trim() === "" && control.dataset.blank === "null") return null;
  // What is no number goes out as it was typed: it is for the server to say so.
  if (control.dataset.type === "number" && Number.isFinite(Number(text))) return Number(text);
  return text;
}

const controls = () => [...form.querySelectorAll("input, select")];

// ---- Errors beside their fields ----

/** Gives a control its name, and ties its label and its place for errors to it. */
function place(control, name) {
  const field = control.closest(".field");
  control.name = control.id = name;
  field.querySelector("label").htmlFor = name;
  tie(control, field, name);
}

function tie(control, around, name) {
  let errors = around.querySelector(":scope > .errors");
  if (!errors) {
    errors = document.createElement("ul");
    errors.className = "errors";
    errors.hidden = true;
    around.append(errors);
  }
  errors.id = `${name}-errors`;
  control.setAttribute("aria-describedby", errors.id);
}

/** Shows the sentences at a control, and gives back whether there are new ones. */
function show(control, sentences = []) {
  const errors = document.getElementById(`${control.name}-errors`);
  const before = errors.textContent;
  // Text, never markup: what comes from a server may hold what another client has sent.
  errors.replaceChildren(...sentences.map((sentence) => element("li", sentence)));
  errors.hidden = sentences.length === 0;
  control.setAttribute("aria-invalid", String(sentences.length > 0));
  return sentences.length > 0 && errors.textContent !== before;
}

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** Shows what is wrong among the controls that were checked; the others stay as they are. */
function showErrors(checked, errors) {
  const news = [];
  for (const control of checked) {
    control.dataset.checked = "";
    if (show(control, errors[control.name])) news.push(...errors[control.name]);
  }
  return news;
}

function forget() {
  for (const control of named()) {
    delete control.dataset.touched;
    delete control.dataset.checked;
    show(control);
    control.removeAttribute("aria-invalid");
  }
  summary.hidden = true;
}

/** All that errors can stand at: the controls, and the list as a whole. */
const named = () => [...controls(), byName("items")];

// ---- Live validation ----

const PAUSE = 300; // milliseconds without a key before the server is asked
let pause, asking;

/** What somebody has changed is checked; what nobody has looked at yet is not. */
function touch(control) {
  control.dataset.touched = "";
  clearTimeout(pause);
  pause = setTimeout(check, PAUSE);
}

async function check() {
  stopChecks();
  const touched = named().filter((control) => "touched" in control.dataset);
  if (touched.length === 0) return;
  asking = new AbortController();
  const { signal } = asking;
  const answer = await send({
    Precognition: "true",
    "Precognition-Validate-Only": touched.map((control) => control.name).join(),
  }, signal).catch(() => null);
  // A check that failed is no reason to disturb: the next key asks again, and saving reports it.
  if (!answer || signal.aborted || ![204, 422].includes(answer.status)) return;
  const news = showErrors(touched, answer.body?.errors ?? {});
  if (news.length > 0) document.getElementById("news").textContent = news.join(" ");
}

/** An answer on its way would speak of values, or of positions in the list, that have changed since. */
function stopChecks() {
  clearTimeout(pause);
  asking?.abort();
}

// ---- Saving ----

let saving = false;

async function save(event) {
  event.preventDefault();
  if (saving) return;
  setSaving(true);
  stopChecks();
  try {
    const answer = await send({});
    if (answer.status === 201) saved(answer.body);
    else refused(answer);
  } catch {
    refused({ status: 0, body: { message: "The server cannot be reached. Nothing was saved." } });
  } finally {
    setSaving(false);
  }
}

function setSaving(now) {
  saving = now;
  const button = document.getElementById("save");
  // Not `disabled`, which would take the focus away.
  button.setAttribute("aria-disabled", String(now));
  button.textContent = now ? "Saving…" : "Reserve the stall";
}

function saved(row) {
  stopChecks(); // one may have begun meanwhile, and be about a form that is gone
  form.reset();
  itemList.replaceChildren();
  addItem();
  forget();
  const shown = showRow(row);
  shown.classList.add("new");
  shown.focus();
  document.getElementById("news").textContent = `Saved: ${row.name}.`;
}

/** 422 for broken rules, 409 for a taken address: the body has the same shape, so the page need not tell them apart. */
function refused({ body }) {
  const errors = body?.errors ?? {};
  for (const control of named()) control.dataset.touched = "";
  showErrors(named(), errors);
  const entries = Object.entries(errors).flatMap(([name, sentences]) => sentences.map((sentence) => [name, sentence]));
  document.getElementById("summary-title").textContent = body?.message ?? "The server did not answer as expected.";
  summary.querySelector("ul").replaceChildren(...entries.map(([name, sentence]) => {
    const entry = document.createElement("li");
    // Beside its field a sentence has its item around it; here it needs to say which one it is about.
    const position = /^items\.(\d+)\./.exec(name)?.[1];
    const text = position ? `Item ${Number(position) + 1}: ${sentence}` : sentence;
    entry.append(byName(name) ? linkTo(name, text) : text);
    return entry;
  }));
  summary.hidden = false;
  summary.focus();
}

function linkTo(name, sentence) {
  const link = element("a", sentence);
  link.href = `#${name}`;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    byName(name).focus();
  });
  return link;
}

// ---- The wire ----

async function send(headers, signal) {
  const request = readForm();
  showRequest(headers, request);
  const response = await fetch(form.action, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", ...headers },
    body: JSON.stringify(request),
    signal,
  });
  const body = response.headers.get("Content-Type")?.includes("json") ? await response.json() : null;
  showResponse(response, body);
  return { status: response.status, body };
}

function showRequest(headers, body) {
  const shown = headers.Precognition ? "" : `\n\n${pretty(withoutSecrets(body))}`;
  const lines = Object.entries(headers).map(([name, value]) => `\n${name}: ${value}`);
  // The list of names may be long; lines break behind its commas.
  const parts = `POST /signups${lines.join("")}${shown}`.split(/(?<=,)/);
  document.getElementById("request").replaceChildren(...parts.flatMap((part) => [part, document.createElement("wbr")]));
}

const withoutSecrets = (body) => ({ ...body, password: "…", password_confirmation: "…" });

function showResponse(response, json) {
  const status = document.getElementById("status");
  status.textContent = `${response.status} ${response.statusText}`;
  status.dataset.kind = response.ok ? "good" : "bad";
  status.hidden = false;
  const body = document.getElementById("response");
  body.textContent = json ? pretty(json) : "";
  body.hidden = !json;
}

/** JSON with line breaks, but a list with one text in it on one line. */
function pretty(json) {
  return JSON.stringify(json, null, 2).replace(/\[\s+("(?:[^"\\]|\\.)*")\s+\]/g, "[$1]");
}

// ---- The list of items ----

function addItem(values = {}) {
  const item = document.getElementById("item").content.cloneNode(true).firstElementChild;
  itemList.append(item);
  for (const [part, value] of Object.entries(values)) item.querySelector(`[data-part=${part}]`).value = value;
  number();
  return item;
}

/** Errors stand inside of their item, so they move with it when the positions change. */
function number() {
  [...itemList.children].forEach((item, index) => {
    for (const control of item.querySelectorAll("[data-part]")) place(control, `items.${index}.${control.dataset.part}`);
    item.setAttribute("aria-label", `Item ${index + 1}`);
    item.querySelector("[data-remove]").setAttribute("aria-label", `Remove item ${index + 1}`);
  });
}

function removeItem(item) {
  stopChecks();
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  number();
  touch(byName("items"));
  (next?.querySelector("[data-remove]") ?? document.getElementById("add-item")).focus();
}

// ---- Saved rows ----

function showRow(row) {
  const shown = document.getElementById("row").content.cloneNode(true).firstElementChild;
  shown.querySelector("h3").textContent = row.name;
  shown.querySelector("[data-part=where]").textContent = `${row.email} · ${row.city}, ${row.country}`;
  shown.querySelector("[data-part=when]").textContent = days(row.first_day, row.last_day);
  shown.querySelector(".goods").append(...row.items.map(({ name, price, pieces }) =>
    element("li", `${name} · ${pieces} × €${price.toFixed(2)}`)));
  document.getElementById("rows").prepend(shown);
  document.getElementById("no-rows").hidden = true;
  return shown;
}

function days(first, last) {
  const style = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  return style.formatRange(new Date(first), new Date(last));
}

async function showRows() {
  const rows = await (await fetch("/signups")).json();
  rows.reverse().forEach(showRow);
  document.getElementById("no-rows").hidden = rows.length > 0;
}

// ---- Examples ----

const inDays = (count) => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

function fill(values, items) {
  stopChecks();
  forget();
  for (const [name, value] of Object.entries(values)) {
    const control = byName(name);
    if (control.type === "checkbox") control.checked = value;
    else control.value = value;
  }
  itemList.replaceChildren();
  items.forEach(addItem);
  for (const control of named()) control.dataset.touched = "";
  check();
}

const fillBadly = () => fill({
  name: "", email: "marta@", password: "gull", password_confirmation: "gulls",
  "address.street": "Quay 7", "address.postal_code": "#20457", "address.city": "", "address.country": "",
  first_day: inDays(21), last_day: inDays(19), terms: false,
}, [{ name: "Blackberry jam", price: "4.505", pieces: "40" }, { name: "Smoked trout", price: "0", pieces: "a few" }]);

const fillWell = () => fill({
  name: "Marta’s Smokehouse", email: "marta@harbour.example", password: "Tide-Table-2031", password_confirmation: "Tide-Table-2031",
  "address.street": "Quay 7", "address.postal_code": "20457", "address.city": "Hamburg", "address.country": "DE",
  first_day: inDays(21), last_day: inDays(23), terms: true,
}, [{ name: "Blackberry jam", price: "4.50", pieces: "40" }, { name: "Smoked trout", price: "7.90", pieces: "25" }]);

// ---- Start ----

for (const control of controls()) place(control, control.name);
tie(byName("items"), byName("items"), "items");
addItem();

form.addEventListener("input", ({ target }) => touch(target));
// Who leaves a field has finished it, and need not wait.
form.addEventListener("change", ({ target }) => {
  touch(target);
  check();
});
form.addEventListener("submit", save);
form.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-remove]");
  if (button) removeItem(button.closest("li"));
});
document.getElementById("add-item").addEventListener("click", () => {
  stopChecks();
  addItem().querySelector("input").focus();
  touch(byName("items"));
});
document.getElementById("fill-badly").addEventListener("click", fillBadly);
document.getElementById("fill-well").addEventListener("click", fillWell);
showRows();
