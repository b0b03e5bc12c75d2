// What is special about this page. Everything between the form and the server is done by the helper.
import { attach, readForm } from "/form.js";

// The language is that of a cookie, which the server reads, too. The schema has its sentences in the same language.
const LANGUAGES = { en: "English", de: "Deutsch", fr: "Français", pl: "Polski" };
const language = chosenLanguage();
const { serverOnly, SignupSchema } = await import(`/schema/${language}.js`);
const labels = language === "en" ? {} : (await (await fetch("/labels.json")).json())[language];

const form = document.getElementById("form");
const summary = document.getElementById("summary");
const itemList = document.getElementById("item-list");
const byName = (name) => form.elements.namedItem(name);

/** The chosen picture: the content that is sent with the form, and what a live check needs to know of it. */
let photo;

const signup = attach(form, {
  // Most rules can be checked here. The server is asked about the others, such as which addresses are taken.
  schema: SignupSchema,
  live: Object.keys(serverOnly.Signup),
  read: request,
  notice: summary,
  failed: "The stall is not reserved.",
  onSaved,
  onRefused,
  fetch: showOnTheWire,
});

// ---- The language ----

function chosenLanguage() {
  const cookie = /(?:^|; )language=(\w+)/.exec(document.cookie)?.[1];
  return [cookie, ...navigator.languages.map((tag) => tag.split("-")[0])].find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? "en";
}

/** The labels of the page are those of the sentences. */
function writeLabels(around) {
  for (const control of around.querySelectorAll("[name]")) {
    const text = labels[control.name.replace(/\.\d+\./, ".*.")];
    const label = text && document.querySelector(`label[for="${CSS.escape(control.name)}"]`);
    if (label) label.textContent = text;
  }
}

function showLanguages() {
  const select = document.getElementById("language");
  select.append(...Object.entries(LANGUAGES).map(([tag, name]) => new Option(name, tag, false, tag === language)));
  select.addEventListener("change", () => {
    document.cookie = `language=${select.value}; path=/; max-age=31536000; samesite=lax`;
    location.reload();
  });
  form.lang = language;
  writeLabels(form);
}

/** A list is there, also when its last item was removed. A file is sent by its content, which a control does not tell. */
function request() {
  const document = readForm(form);
  document.items ??= [];
  document.photo = photo?.content ?? null;
  return document;
}

async function choosePhoto() {
  const [file] = byName("photo").files;
  photo = undefined;
  if (file) {
    const content = await new Promise((done) => {
      const reader = new FileReader();
      reader.onloadend = () => done(reader.result);
      reader.readAsDataURL(file);
    });
    photo = { content, said: { name: file.name, size: file.size, type: file.type } };
  }
  signup.check("photo");
}

// ---- Saving ----

function onSaved({ body: row }) {
  form.reset();
  itemList.replaceChildren();
  addItem();
  const shown = showRow(row);
  shown.classList.add("new");
  shown.focus();
  document.getElementById("news").textContent = `Saved: ${row.name}.`;
}

/** Lists what stands beside the fields, from the schema and from the server, and what has no field. */
function onRefused({ message, errors }) {
  const list = element("ul");
  for (const { name, sentences } of invalidFields()) {
    // Beside its field a sentence has its item around it; here it needs to say which one it is about.
    const position = /^items\.(\d+)\./.exec(name)?.[1];
    const item = position ? `Item ${Number(position) + 1}: ` : "";
    for (const sentence of sentences) list.appendChild(element("li")).append(linkTo(name, item + sentence));
  }
  for (const [key, sentence] of errors) if (!byName(key)) list.append(element("li", sentence));
  summary.replaceChildren(element("h2", message), list);
  summary.focus();
}

function invalidFields() {
  return [...form.querySelectorAll("[aria-invalid=true]")].map((field) => {
    const described = document.getElementById(field.getAttribute("aria-describedby").trim());
    return { name: field.name, sentences: [...described.children].map((sentence) => sentence.textContent) };
  });
}

function linkTo(name, text) {
  const link = element("a", text);
  link.href = `#${name}`;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    byName(name).focus();
  });
  return link;
}

/** Text, never markup: what comes from a server may hold what another client has sent. */
function element(tag, text = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

// ---- The wire ----

async function showOnTheWire(action, request) {
  const body = JSON.parse(request.body);
  // A live check looks at the name, the size and the type, so the picture need not be sent each time.
  if (request.headers.Precognition && photo) body.photo = photo.said;
  showRequest(request.headers, body);
  const response = await fetch(action, { ...request, body: JSON.stringify(body) });
  showResponse(response, await response.clone().text());
  return response;
}

function showRequest({ "Content-Type": _, ...headers }, body) {
  const shown = headers.Precognition ? "" : `\n\n${pretty(withoutSecrets(body))}`;
  const lines = Object.entries(headers).map(([name, value]) => `\n${name}: ${value}`);
  // The list of names may be long; lines break behind its commas.
  const parts = `POST /signups${lines.join("")}${shown}`.split(/(?<=,)/);
  document.getElementById("request").replaceChildren(...parts.flatMap((part) => [part, document.createElement("wbr")]));
}

const withoutSecrets = (body) => ({
  ...body, password: "…", password_confirmation: "…", photo: body.photo && `${body.photo.slice(0, 30)}…`,
});

function showResponse({ ok, status, statusText }, text) {
  const line = document.getElementById("status");
  line.textContent = `${status} ${statusText}`;
  line.dataset.kind = ok ? "good" : "bad";
  line.hidden = false;
  const body = document.getElementById("response");
  body.textContent = text && pretty(JSON.parse(text));
  body.hidden = !text;
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
  writeLabels(item);
  return item;
}

/** Sentences stand inside of their item, so they move with it when the positions change. */
function number() {
  [...itemList.children].forEach((item, index) => {
    for (const control of item.querySelectorAll("[data-part]")) {
      control.name = control.id = `items.${index}.${control.dataset.part}`;
      control.closest(".field").querySelector("label").htmlFor = control.id;
    }
    item.setAttribute("aria-label", `Item ${index + 1}`);
    item.querySelector("[data-remove]").setAttribute("aria-label", `Remove item ${index + 1}`);
  });
}

function removeItem(item) {
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  number();
  signup.check("items");
  (next?.querySelector("[data-remove]") ?? document.getElementById("add-item")).focus();
}

// ---- Saved rows ----

function showRow(row) {
  const shown = document.getElementById("row").content.cloneNode(true).firstElementChild;
  shown.querySelector("h3").textContent = row.name;
  shown.querySelector("[data-part=where]").textContent = `${row.email} · ${row.city}, ${row.country}`;
  shown.querySelector("[data-part=when]").textContent = days(row.first_day, row.last_day);
  if (row.has_photo) {
    const picture = element("img");
    Object.assign(picture, { src: `/signups/${row.id}/photo`, alt: "" });
    shown.prepend(picture);
  }
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
  signup.forget();
  for (const [name, value] of Object.entries(values)) {
    const control = byName(name);
    if (control.type === "checkbox") control.checked = value;
    else control.value = value;
  }
  itemList.replaceChildren();
  items.forEach(addItem);
  for (const { name } of form.querySelectorAll("[name]")) signup.check(name);
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

addItem();
form.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-remove]");
  if (button) removeItem(button.closest("li"));
});
document.getElementById("add-item").addEventListener("click", () => {
  addItem().querySelector("input").focus();
  signup.check("items");
});
byName("photo").addEventListener("change", choosePhoto);
form.addEventListener("reset", () => (photo = undefined));
document.getElementById("fill-badly").addEventListener("click", fillBadly);
document.getElementById("fill-well").addEventListener("click", fillWell);
showLanguages();
showRows();
