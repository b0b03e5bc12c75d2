// What the helper does with a form, in Chromium.
import assert from "node:assert/strict";
import { test } from "node:test";

import { invalid, open, until, useBrowser } from "./browser.js";

useBrowser();

const FORM = `<form action="/signups">
  <label>Name <input name="name"></label>
  <label>E-mail <input name="email" type="email"></label>
  <label>Age <input name="age" data-type="number" data-blank="null" inputmode="numeric"></label>
  <button>Save</button>
</form>`;

/** A script that attaches to the form, and keeps the answers in `window.saved`. */
const attached = (options = "", before = "") => `
  import { attach, readForm, readErrors } from "unprocessable-form";
  ${before}
  const form = document.querySelector("form");
  window.saved = [];
  window.attached = attach(form, { pause: 30, onSaved: (answer) => window.saved.push(answer), ${options} });
  Object.assign(window, { readForm, readErrors, ready: true });
`;

const ZOD = `
  import * as z from "zod";
  const schema = z.object({
    name: z.string().refine((text) => text.trim() !== "", "The name field is required."),
    email: z.string().regex(/@/, "The email must be a valid email address."),
    age: z.number("The age must be a number.").min(18, "The age must be at least 18.").nullable(),
  });
`;

const TAKEN = "The email has already been taken.";
const NO_EMAIL = "The email must be a valid email address.";
const NO_NAME = "The name field is required.";

/** A server that knows which address is taken, and nothing else. */
const taken = ({ body, live }) => {
  if (body.email === "marta@harbour.example") return { ...invalid({ email: [TAKEN] }), status: live ? 422 : 409 };
  return live ? { status: 204 } : { status: 201, body: { id: 1 } };
};

const focused = (page) => page.evaluate(() => document.activeElement.name || document.activeElement.localName);
const text = (page, selector) => page.locator(selector).innerText();
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

test("the document is made of the controls", async (t) => {
  const { page } = await open(t, {
    form: `<form action="/">
      <input name="name" value=" Jane "><input name="blank"><input name="spaces" value="  ">
      <input name="price" data-type="number" value="4.50"><input name="count" type="number" value="12">
      <input name="words" data-type="number" value="a few"><input name="none" data-type="number" value="">
      <input name="huge" data-type="number" value="9007199254740993"><input name="deep" data-type="number" value="-1000000000000001"><input name="debt" data-type="number" value="-4e2"><input name="endless" data-type="number" value="Infinity">
      <input name="day" type="date" data-blank="null"><input name="note" data-blank="absent"><input name="filled" data-blank="null" value="x">
      <input name="terms" type="checkbox" checked><input name="news" type="checkbox">
      <label><input type="radio" name="size" value="s"></label><label><input type="radio" name="size" value="m" checked></label>
      <label><input type="radio" name="size" value="l"></label><label><input type="radio" name="colour" value="red"></label>
      <select name="country"><option value="">?</option><option value="DE" selected>Germany</option></select>
      <textarea name="text">one\ntwo</textarea><input type="hidden" name="token" value="t">
      <input name="address.city" value="Hamburg"><input name="address.zip" value="20457">
      <fieldset name="items"><input name="items.0.name" value="Jam"><input name="items.0.price" data-type="number" value=".5">
      <input name="items.1.name" value="Trout"></fieldset>
      <input name="tags.0" value="a"><input name="tags.1" value="b">
      <input name="off" value="x" disabled><fieldset disabled><input name="inside" value="x"></fieldset>
      <input value="without a name"><button name="button" value="b">Save</button>
      <input name="elements" value="e"><input name="action" value="a">
      <input name="address.constructor.prototype.polluted" value="yes"><input name="__proto__.polluted" value="yes"><input name="constructor.prototype.polluted" value="yes">
    </form>`,
    script: attached(),
  });
  const document = await page.evaluate(() => JSON.stringify(window.readForm(window.document.querySelector("form"))));
  assert.deepEqual(JSON.parse(document), JSON.parse(`{
    "name": " Jane ", "blank": "", "spaces": "  ", "price": 4.5, "count": 12, "words": "a few", "none": "",
    "huge": "9007199254740993", "deep": "-1000000000000001", "debt": -400, "endless": "Infinity", "day": null, "filled": "x", "terms": true, "news": false,
    "size": "m", "country": "DE", "text": "one\\ntwo", "token": "t",
    "address": { "city": "Hamburg", "zip": "20457", "constructor": { "prototype": { "polluted": "yes" } } },
    "items": [{ "name": "Jam", "price": 0.5 }, { "name": "Trout" }], "tags": ["a", "b"], "elements": "e", "action": "a",
    "__proto__": { "polluted": "yes" }, "constructor": { "prototype": { "polluted": "yes" } }
  }`));
  assert.equal(await page.evaluate(() => ({}).polluted ?? [].polluted), undefined, "a name has reached a prototype");
});

for (const [library, schema] of [
  ["zod", ZOD],
  ["valibot", `
    import * as v from "valibot";
    const schema = v.object({
      name: v.pipe(v.string(), v.check((text) => text.trim() !== "", "The name field is required.")),
      email: v.pipe(v.string(), v.regex(/@/, "The email must be a valid email address.")),
      age: v.nullable(v.pipe(v.number("The age must be a number."), v.minValue(18, "The age must be at least 18."))),
    });`],
  ["a schema that takes its time", `
    const schema = { "~standard": { version: 1, validate: async ({ name, email, age }) => {
      await new Promise((done) => setTimeout(done, 20));
      return { issues: [
        ...(name.trim() ? [] : [{ message: "The name field is required.", path: ["name"] }]),
        ...(email.includes("@") ? [] : [{ message: "The email must be a valid email address.", path: [{ key: "email" }] }]),
        ...(typeof age === "string" ? [{ message: "The age must be a number.", path: ["age"] }] : []),
      ] };
    } } };`],
]) {
  test(`what ${library} can say stands beside its field without a request`, async (t) => {
    const { page, requests } = await open(t, { form: FORM, script: attached("schema", schema), answer: taken });
    await page.locator("[name=email]").pressSequentially("marta");
    await until(page, "email", [NO_EMAIL]);
    await until(page, "name", []); // nobody has used it
    await page.locator("[name=age]").pressSequentially("old");
    await until(page, "age", ["The age must be a number."]);
    await page.locator("[name=age]").fill("");
    await until(page, "age", []);

    // Saving shows the rest, and moves the focus, still without a request.
    await page.keyboard.press("Enter");
    await until(page, "name", [NO_NAME]);
    await page.waitForFunction(() => document.activeElement.name === "name");
    assert.equal(await text(page, "output"), "Not saved.");
    assert.deepEqual(requests, []);

    await page.locator("[name=name]").fill("Marta");
    await until(page, "name", []);
    await page.locator("[name=email]").fill("jonas@harbour.example");
    await until(page, "email", []);
    assert.deepEqual(requests, []);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.saved.length === 1);
    assert.deepEqual(requests.map(({ body, live }) => ({ body, live })), [
      { body: { name: "Marta", email: "jonas@harbour.example", age: null }, live: false },
    ]);
    assert.deepEqual((await page.evaluate(() => window.saved))[0].body, { id: 1 });
  });
}

test("the server is asked about what only it knows, when the schema accepts it", async (t) => {
  const { page, requests } = await open(t, { form: FORM, script: attached('schema, live: ["email"]', ZOD), answer: taken });
  await page.locator("[name=name]").pressSequentially("Marta");
  await page.locator("[name=email]").pressSequentially("marta@");
  await until(page, "email", [TAKEN].slice(1));
  await page.locator("[name=email]").pressSequentially("harbour.example", { delay: 5 });
  await until(page, "email", [TAKEN]);
  for (const { live, only, headers } of requests) {
    assert.deepEqual({ live, only, type: headers["content-type"] }, { live: true, only: ["email"], type: "application/json" });
  }
  assert.equal(requests.at(-1).body.email, "marta@harbour.example");

  // What the schema refuses needs no request, and replaces what the server has said.
  const before = requests.length;
  await page.locator("[name=email]").fill("marta");
  await until(page, "email", [NO_EMAIL]);
  assert.equal(requests.length, before);
  await page.locator("[name=email]").fill("jonas@harbour.example");
  await until(page, "email", []);
  await page.waitForFunction(() => document.querySelector("[name=email]").ariaInvalid === "false");
  assert.equal(requests.length, before + 1);
});

test("without a schema the server is asked about all that was used", async (t) => {
  const { page, requests } = await open(t, {
    form: FORM, script: attached("live: true"),
    answer: ({ body, only }) => invalid({ name: [NO_NAME], ...(body.email.includes("@") ? {} : { email: [NO_EMAIL] }), age: ["No."] }),
  });
  await page.locator("[name=email]").pressSequentially("marta");
  await until(page, "email", [NO_EMAIL]);
  await until(page, "name", []); // the server may say more than it was asked
  await page.locator("[name=email]").pressSequentially("@");
  await page.locator("[name=name]").pressSequentially(" ");
  await until(page, "name", [NO_NAME]);
  await until(page, "email", []);
  assert.deepEqual(requests.at(-1).only.sort(), ["email", "name"]);
});

test("without a word about live checks there are none", async (t) => {
  const { page, requests } = await open(t, { form: FORM, script: attached("schema", ZOD) });
  await page.locator("[name=email]").fill("jonas@harbour.example");
  await page.locator("[name=name]").fill("Jonas");
  await pause(200);
  assert.deepEqual(requests, []);
});

test("a star among the names for live checks is a position or the key of a map", async (t) => {
  const { page, requests } = await open(t, {
    form: `<form action="/"><label>A <input name="items.0.sku"></label><label>B <input name="items.12.sku"></label>
      <label>C <input name="items.0.name"></label><label>D <input name="prices.eur"></label></form>`,
    script: attached('live: ["items.*.sku", "prices.*", "item"]'),
    answer: () => invalid({ "items.12.sku": ["The sku is unknown."], "items.0.name": ["Never asked."] }),
  });
  for (const name of ["items.0.name", "items.12.sku", "prices.eur"]) await page.locator(`[name="${name}"]`).fill("x");
  await until(page, "items.12.sku", ["The sku is unknown."]);
  await until(page, "items.0.name", []);
  await page.waitForFunction(() => document.querySelector('[name="prices.eur"]').ariaInvalid === "false");
  assert.deepEqual(requests.at(-1).only.sort(), ["items.12.sku", "prices.eur"]);
});

test("an answer about values that have changed since is never shown", async (t) => {
  const waiting = [];
  const { page, requests } = await open(t, {
    form: FORM, script: attached("live: true"),
    answer: ({ body }) => new Promise((done) => waiting.push(() => done(invalid({ email: [`${body.email} is taken.`] })))),
  });
  // Everything that ever stands at the field is kept.
  await page.evaluate(() => {
    window.seen = [];
    new MutationObserver(() => window.seen.push(document.querySelector("form").textContent)).observe(document, { childList: true, subtree: true });
  });
  const email = page.locator("[name=email]");
  const asked = async (count) => { while (requests.length < count) await pause(10); };
  await email.fill("one@x");
  await asked(1);
  await email.fill("two@x"); // ends the request for the first
  await asked(2);
  waiting.splice(0, 1)[0]();
  await pause(50);
  await page.evaluate(() => { document.querySelector("[name=email]").value = "three@x"; }); // without an event
  waiting.splice(0, 1)[0]();
  await pause(100);
  assert.deepEqual(await page.evaluate(() => window.seen.filter((text) => text.includes("taken"))), []);

  await page.evaluate(() => window.attached.check("email"));
  await asked(3);
  waiting.splice(0, 1)[0]();
  await until(page, "email", ["three@x is taken."]);
  // What is shown about another value goes with the next answer, also if that never comes.
  await email.fill("four@x");
  await asked(4);
  await until(page, "email", ["three@x is taken."]);
  waiting.length = 0;
  await page.evaluate(() => window.attached.forget());
  await until(page, "email", []);
});

test("in whatever order answers come, the form says in the end what is true of its values", async (t) => {
  const about = ({ name, email }) => ({
    ...(name.includes("a") ? { name: [`${name} is odd.`] } : {}),
    ...(email.length > 2 || name === "b" ? { email: [`${email} with ${name} is odd.`] } : {}),
  });
  let seed = 1;
  const random = (below) => { seed = (seed * 48_271) % 2_147_483_647; return seed % below; };
  const { page } = await open(t, {
    form: FORM, script: attached("live: true").replace("pause: 30", "pause: 5"),
    answer: async ({ body }) => {
      await pause(random(40));
      return Object.keys(about(body)).length ? invalid(about(body)) : { status: 204 };
    },
  });
  for (let round = 0; round < 15; round += 1) {
    const last = {};
    for (let change = 0; change < 1 + random(6); change += 1) {
      const [name, value] = [["name", "email"][random(2)], ["a", "b", "ab", "abc", ""][random(5)]];
      last[name] = value;
      await page.locator(`[name=${name}]`).fill(value);
      await pause(random(30));
    }
    const values = await page.evaluate(() => JSON.parse(JSON.stringify(window.readForm(document.querySelector("form")))));
    for (const name of Object.keys(last)) await until(page, name, about(values)[name] ?? []);
  }
});

test("a live check that fails shows nothing, and takes only what is out of date", async (t) => {
  let works = true;
  const { page } = await open(t, {
    form: FORM, script: attached("live: true"),
    answer: () => (works ? invalid({ name: [NO_NAME], email: [NO_EMAIL] }) : { status: 500, body: { message: "Oh." } }),
  });
  await page.locator("[name=name]").fill(" ");
  await page.locator("[name=email]").fill("x");
  await until(page, "email", [NO_EMAIL]);
  works = false;
  await page.locator("[name=email]").fill("y");
  await until(page, "email", []);
  await until(page, "name", [NO_NAME]);
  assert.equal(await page.evaluate(() => document.querySelector("[name=email]").ariaInvalid), null, "nobody has said that it is valid");
  assert.equal(await text(page, "output"), "");
});

test("a server that does not know live checks is asked once", async (t) => {
  const { page, requests } = await open(t, {
    form: FORM, script: attached("live: true"), answer: () => ({ status: 201, headers: { Precognition: "" }, body: {} }),
  });
  await page.route("**/signups", async (route) => {
    const response = await route.fetch();
    const { precognition, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.locator("[name=email]").fill("a@x");
  while (requests.length < 1) await pause(10);
  await pause(100);
  await page.locator("[name=email]").fill("b@x");
  await pause(200);
  assert.equal(requests.length, 1);
});

test("a refused form has its sentences beside its fields, and the focus at the first of them", async (t) => {
  const { page, requests } = await open(t, {
    form: FORM, script: attached("live: false"),
    answer: () => invalid({ email: [NO_EMAIL, TAKEN], _: ["The request is odd."], "items.3.price": ["The price is odd."] }),
  });
  await page.locator("button").click();
  await until(page, "email", [NO_EMAIL, TAKEN]);
  assert.equal(await focused(page), "email");
  assert.equal(await text(page, "output"), "The given data was invalid. The request is odd. The price is odd.");
  assert.equal(await page.evaluate(() => document.querySelector("[name=name]").ariaInvalid), "false");
  // Without live checks a sentence of the server goes when its field changes.
  await page.locator("[name=email]").pressSequentially("a");
  await until(page, "email", []);
  assert.equal(requests.length, 1);
});

test("problem details are understood, too", async (t) => {
  const { page } = await open(t, {
    form: `<form action="/"><label>Price <input name="items.0.price"></label><label>Odd <input name="a/b~c d"></label><button>Save</button></form>`,
    script: attached(),
    answer: () => ({
      status: 422,
      headers: { "Content-Type": "application/problem+json" },
      body: {
        type: "about:blank", title: "Unprocessable Entity", status: 422, detail: "The given data was invalid.",
        errors: [
          { detail: "The price must not be free.", pointer: "#/items/0/price", code: "free" },
          { detail: "The price must be even.", pointer: "#/items/0/price", code: "even" },
          { detail: "The name is odd.", pointer: "#/a~1b~0c%20d", code: "odd" },
          { detail: "The request is odd.", pointer: "#", code: "odd" },
          { detail: "The page is odd.", parameter: "page", code: "odd" },
        ],
      },
    }),
  });
  await page.locator("button").click();
  await until(page, "items.0.price", ["The price must not be free.", "The price must be even."]);
  await until(page, "a/b~c d", ["The name is odd."]);
  assert.equal(await text(page, "output"), "The given data was invalid. The request is odd. The page is odd.");
});

test("a schema and the server never say the same twice at one field", async (t) => {
  const { page } = await open(t, {
    form: FORM,
    // The server knows the same rule, and another schema is already in the page.
    script: attached('schema, live: ["email"]', ZOD.replace("/@/", "/@.+/")),
    answer: () => invalid({ email: [NO_EMAIL] }),
  });
  await page.locator("[name=email]").fill("marta@x");
  await until(page, "email", [NO_EMAIL]);
  await page.locator("[name=email]").fill("marta@");
  await pause(100);
  await until(page, "email", [NO_EMAIL]);
  await page.locator("[name=name]").fill("Marta");
  await page.keyboard.press("Enter");
  await pause(100);
  await until(page, "email", [NO_EMAIL]);
});

test("what the schema refuses replaces what the server has said, also about a field that nobody has changed", async (t) => {
  const { page } = await open(t, {
    form: `<form action="/"><label>One <input name="one" value="a"></label><label>Two <input name="two" value="a"></label><button>Save</button></form>`,
    script: attached("schema", `
      import * as z from "zod";
      const schema = z.object({ one: z.string(), two: z.string() })
        .refine(({ one, two }) => one === two, { message: "The two must match the one.", path: ["two"] });
    `),
    answer: (_, count) => invalid(count === 1 ? { _: ["Odd."] } : { two: ["The two is taken."] }),
  });
  // The server finds nothing at the fields, or says something at one of them.
  for (const said of [[], ["The two is taken."]]) {
    await page.locator("button").click();
    await until(page, "two", said);
    await page.waitForFunction(() => document.querySelector("[name=one]").ariaInvalid === "false");
    await page.locator("[name=one]").fill("b");
    await until(page, "two", ["The two must match the one."]);
    await page.locator("[name=one]").fill("a");
    await until(page, "two", []);
  }
});

test("sentences are text, in all places", async (t) => {
  const hack = "<img src=x onerror=document.title='hacked'>";
  const { page } = await open(t, {
    form: FORM, script: attached(),
    answer: () => ({ status: 422, body: { message: hack, errors: { email: [hack], [hack]: [hack] } } }),
  });
  await page.locator("button").click();
  await until(page, "email", [hack]);
  assert.equal(await text(page, "output"), `${hack} ${hack}`);
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.title(), "Test");
});

test("whatever a body is, the form says that it was not saved", async (t) => {
  let next;
  const { page } = await open(t, { form: FORM, script: attached(), answer: () => next });
  const deep = "[".repeat(100_000);
  for (const [answer, message = "Not saved."] of [
    [null],
    [{ status: 500, headers: { "Content-Type": "text/html" }, body: "<h1>Internal Server Error</h1>" }],
    [{ status: 500, body: { message: "The server has failed." } }, "The server has failed."],
    [{ status: 502 }],
    [{ status: 422, body: "{" }],
    [{ status: 422, body: deep }],
    ...[null, [], "text", 7, true, {}].map((body) => [{ status: 422, body: JSON.stringify(body) }]),
    ...[null, "text", 7, [], {}, [null], [[]], [7], { email: null }, { email: "text" }, { email: 7 }, { email: [null, 7, {}, []] },
      { email: { detail: {} } }, [{ pointer: 7, detail: null }], [{ pointer: "#/%E0%A4", detail: "x" }]]
      .map((errors) => [{ status: 422, body: { errors } }]),
    [{ status: 422, body: '{"errors":{"__proto__":["P."],"constructor":["C."],"toString":["S."],"length":["L."]}}' }, "Not saved. P. C. S. L."],
    [{ status: 302, headers: { Location: "/nowhere" } }],
  ]) {
    next = answer;
    await page.evaluate(() => { document.querySelector("output").textContent = ""; });
    await page.locator("button").click();
    await page.waitForFunction(() => document.querySelector("output").textContent && !document.querySelector("form").inert);
    assert.equal(await text(page, "output"), message, JSON.stringify(answer)?.slice(0, 200));
    assert.equal(await focused(page), "output");
    assert.equal(await page.locator("[aria-invalid=true]").count(), 0);
  }
  assert.deepEqual(await page.evaluate(() => window.saved), []);
});

test("a form with many errors is shown in time", async (t) => {
  const inputs = Array.from({ length: 300 }, (_, index) => `<input aria-label="${index}" name="items.${index}.price">`).join("");
  const errors = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`items.${index}.price`, ["The price is odd."]]));
  const { page } = await open(t, { form: `<form action="/">${inputs}<button>Save</button></form>`, script: attached(), answer: () => invalid(errors) });
  await page.locator("button").click();
  await until(page, "items.299.price", ["The price is odd."]);
});

test("a form is saved once, and cannot be changed meanwhile", async (t) => {
  let finish;
  const { page, requests } = await open(t, {
    form: FORM, script: attached("live: true"),
    answer: () => new Promise((done) => { finish = () => done({ status: 201, body: {} }); }),
  });
  await page.locator("[name=name]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("form").inert);
  await page.keyboard.type("abc");
  await page.keyboard.press("Enter");
  await page.evaluate(() => window.attached.check("email"));
  while (!finish) await pause(10);
  finish();
  await page.waitForFunction(() => window.saved.length === 1 && !document.querySelector("form").inert);
  assert.deepEqual(requests.map(({ body }) => body.name), [""]);
});

test("nothing of a refusal is left when the form is saved", async (t) => {
  const { page } = await open(t, {
    form: FORM, script: attached(),
    answer: (_, count) => (count === 1 ? invalid({ email: [TAKEN], _: ["Odd."] }) : { status: 200, body: {} }),
  });
  await page.locator("button").click();
  await until(page, "email", [TAKEN]);
  await page.locator("button").click();
  await page.waitForFunction(() => window.saved.length === 1);
  await until(page, "email", []);
  assert.equal(await text(page, "output"), "");
  assert.equal(await page.locator("[aria-invalid]").count(), 0);
});

test("a schema that fails does not lock the form", async (t) => {
  const { page } = await open(t, {
    form: FORM,
    script: attached("schema: { '~standard': { version: 1, validate: () => { if (window.fails) throw new Error('a bug'); return {}; } } }"),
    answer: () => ({ status: 201, body: {} }),
  });
  // Nobody but the console hears of a bug in the page.
  await page.evaluate(() => window.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    window.failed = event.reason.message;
  }));
  await page.evaluate(() => { window.fails = true; });
  await page.locator("button").click();
  await page.waitForFunction(() => window.failed === "a bug" && !document.querySelector("form").inert);
  await page.evaluate(() => { window.fails = false; });
  await page.locator("button").click();
  await page.waitForFunction(() => window.saved.length === 1);
});

test("a reset forgets what was found, also by a check on its way", async (t) => {
  const waiting = [];
  const { page, requests } = await open(t, {
    form: FORM, script: attached("live: true"),
    answer: () => new Promise((done) => waiting.push(() => done(invalid({ email: [TAKEN] })))),
  });
  await page.locator("[name=email]").fill("a@x");
  while (waiting.length < 1) await pause(10);
  waiting[0]();
  await until(page, "email", [TAKEN]);
  await page.evaluate(() => document.querySelector("form").reset());
  await until(page, "email", []);
  assert.equal(await page.evaluate(() => document.querySelector("[name=email]").ariaInvalid), null);
  await page.locator("[name=name]").fill("a");
  while (waiting.length < 2) await pause(10);
  assert.deepEqual(requests[1].only, ["name"]);
  await page.evaluate(() => document.querySelector("form").reset());
  waiting[1]();
  await pause(100);
  await until(page, "email", []);

  // Also if the values stay as they are.
  await page.locator("[name=email]").fill("a@x");
  while (waiting.length < 3) await pause(10);
  await page.evaluate(() => window.attached.forget());
  waiting[2]();
  await pause(100);
  await until(page, "email", []);
});

test("an application can show and send everything itself", async (t) => {
  const { page, requests } = await open(t, {
    form: `<form action="/signups"><label>E-mail <input name="email"></label><button>Save</button></form><p id="own"></p>`,
    script: attached(`
      schema: { "~standard": { version: 1, validate: ({ email }) => ({ issues: email ? [] : [{ message: "Empty.", path: ["email"] }] }) } },
      read: (form) => ({ ...readForm(form), version: 2 }),
      fetch: (action, request) => fetch(action, { ...request, method: "PUT", headers: { ...request.headers, "X-Token": "t" } }),
      render: (field, sentences, isLatest) => (window.rendered ??= []).push([field.name, sentences, isLatest]),
      onRefused: ({ ok, message, errors, body }) => { window.refused = JSON.parse(JSON.stringify({ ok, message, errors, body })); },
      failed: "Nicht gespeichert.",
    `),
    answer: () => invalid({ email: [TAKEN], other: ["Odd."] }),
  });
  await page.locator("button").click();
  await page.waitForFunction(() => window.refused);
  assert.deepEqual(await page.evaluate(() => window.refused), { message: "Nicht gespeichert.", errors: [["email", "Empty."]] });
  await page.evaluate(() => { window.refused = null; });
  await page.locator("[name=email]").fill("a");
  await page.locator("button").click();
  await page.waitForFunction(() => window.refused);
  assert.deepEqual(await page.evaluate(() => window.refused), {
    ok: false, message: "The given data was invalid.", errors: [["email", TAKEN], ["other", "Odd."]],
    body: invalid({ email: [TAKEN], other: ["Odd."] }).body,
  });
  assert.deepEqual(requests[0].body, { email: "a", version: 2 });
  assert.equal(requests[0].headers["x-token"], "t");
  assert.deepEqual(await page.evaluate(() => window.rendered.at(-1)), ["email", [TAKEN], true]);
  assert.equal(await page.locator(".errors").count(), 0);
});

test("errors stay with their fields when names change", async (t) => {
  const { page } = await open(t, {
    form: `<form action="/"><p><label>A <input name="items.0.price"></label></p><p><label>B <input name="items.1.price"></label></p></form>`,
    script: attached("live: true"),
    answer: ({ body, only }) => invalid(Object.fromEntries(only.flatMap((name) => (
      body.items[name.split(".")[1]].price === "bad" ? [[name, ["The price is bad."]]] : []
    )))),
  });
  await page.locator('[name="items.1.price"]').fill("bad");
  await until(page, "items.1.price", ["The price is bad."]);
  await page.evaluate(() => {
    document.querySelector("p").remove();
    document.querySelector("input").name = "items.0.price";
  });
  await until(page, "items.0.price", ["The price is bad."]);
  await page.locator('[name="items.0.price"]').fill("good");
  await until(page, "items.0.price", []);
});
