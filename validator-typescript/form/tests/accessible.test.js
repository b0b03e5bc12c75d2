// What people meet who use a keyboard, or hear the page.
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings, invalid, open, until, useBrowser } from "./browser.js";

useBrowser();

const FORM = `<form action="/orders">
  <label>E-mail <input name="email" type="email" autocomplete="email" aria-describedby="hint"></label>
  <p id="hint">Only for the bill.</p>
  <p><label for="country">Country</label><select id="country" name="country"><option value="">Choose one</option><option>DE</option></select></p>
  <fieldset name="size" tabindex="-1"><legend>Size</legend>
    <label><input type="radio" name="size" value="s"> Small</label><label><input type="radio" name="size" value="l"> Large</label>
  </fieldset>
  <fieldset name="items" tabindex="-1"><legend>Items</legend><label>Price <input name="items.0.price" data-type="number"></label></fieldset>
  <label><input type="checkbox" name="terms"> I accept the terms.</label>
  <label>Note <textarea name="note"></textarea></label>
  <button>Order</button>
</form>`;

const SCRIPT = `
  import { attach } from "unprocessable-form";
  attach(document.querySelector("form"), { live: true, pause: 30, onSaved: () => { window.saved = true; } });
  window.ready = true;
`;

/** The server of a shop whose rules the page does not know. */
function answer({ body, live, only }) {
  const errors = {
    ...(body.email.includes("@") ? {} : { email: ["The email must be a valid email address."] }),
    ...(body.country ? {} : { country: ["The country field is required."] }),
    ...(body.size ? {} : { size: ["The size field is required."] }),
    ...(body.items[0].price > 0 ? {} : { "items.0.price": ["The price must be greater than 0."] }),
    ...(body.note.includes("many") ? { items: ["The items are sold out."] } : {}),
    ...(body.terms ? {} : { terms: ["The terms must be accepted."] }),
  };
  const found = Object.entries(errors).filter(([key]) => !live || only.includes(key));
  return found.length ? invalid(Object.fromEntries(found)) : { status: live ? 204 : 201, body: live ? undefined : {} };
}

const focus = (page) => page.evaluate(() => document.activeElement.name || document.activeElement.localName);

test("a keyboard is enough, and nothing is found by axe on the way", async (t) => {
  const { page } = await open(t, { form: FORM, script: SCRIPT, answer });
  assert.deepEqual(await findings(page), []);
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  await press("Tab");
  await page.keyboard.type("jane");
  await until(page, "email", ["The email must be a valid email address."]);
  await until(page, "country", []);
  assert.deepEqual(await findings(page), []);
  const described = await page.evaluate(() => document.querySelector("[name=email]").getAttribute("aria-describedby").trim().split(/ +/)
    .map((id) => document.getElementById(id).textContent));
  assert.deepEqual(described, ["Only for the bill.", "The email must be a valid email address."]);
  // It is heard at the field that was used last, and only there.
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("[aria-live=polite]")].map((box) => box.textContent)), described.slice(1));

  // Enter in a field saves. The focus moves to the first field with errors.
  await press("Enter");
  await page.waitForFunction(() => document.querySelector("[name=terms]").ariaInvalid === "true");
  assert.equal(await focus(page), "email");
  assert.deepEqual(await findings(page), []);
  for (const [name, sentence] of [
    ["country", "The country field is required."], ["size", "The size field is required."],
    ["items.0.price", "The price must be greater than 0."], ["terms", "The terms must be accepted."],
  ]) await until(page, name, [sentence]);

  await page.keyboard.type("@harbour.example");
  await until(page, "email", []);
  await press("Tab", "D", "Tab", "Space", "Tab");
  await page.keyboard.type("4.5");
  await press("Tab", "Space", "Tab");
  await page.keyboard.type("many");
  await press("Tab");
  await page.waitForFunction(() => document.querySelectorAll("[name]:not(fieldset)[aria-invalid=true]").length === 0);

  // The error of a list stands in its fieldset, which can have the focus.
  await until(page, "items", ["The items are sold out."]);
  await until(page, "size", []);
  await press("Enter");
  await page.waitForFunction(() => document.activeElement.name === "items");
  assert.deepEqual(await findings(page), []);
  await press("Tab", "Tab", "Tab");
  assert.equal(await focus(page), "note");
  await press("Control+A", "Delete", "Tab", "Enter");
  await page.waitForFunction(() => window.saved);
  assert.equal(await page.locator("[aria-invalid=true]").count(), 0);
  assert.deepEqual(await findings(page), []);
});

test("axe finds what is wrong", async (t) => {
  const { page } = await open(t, { form: "<form><input name=email></form>", script: "window.ready = true" });
  assert.deepEqual(await findings(page), ["label: input"]);
});
