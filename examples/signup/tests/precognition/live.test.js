// The published client of Laravel Precognition, as it is, against the demo.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

import { client, createValidator } from "laravel-precognition";

let folder, program;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "signup-"));
  // `.ci/run` names the program; by hand it is the one that `cargo build -p signup` makes.
  program = spawn(process.env.SIGNUP ?? "../../../../target/debug/signup", {
    env: { ...process.env, PORT: "0", DATABASE: join(folder, "signup.db") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(program.stdout), "line");
  client.withBaseURL(line.replace("listening on ", ""));
});

after(async () => {
  program.kill();
  await once(program, "exit");
  await rm(folder, { recursive: true });
});

const signup = (changes = {}) => ({
  name: "Marta’s Smokehouse",
  email: "marta@harbour.example",
  password: "Tide-Table-2031",
  password_confirmation: "Tide-Table-2031",
  address: { street: "Quay 7", postal_code: "20457", city: "Hamburg", country: "DE" },
  first_day: "2999-05-01",
  last_day: "2999-05-03",
  items: [{ name: "Blackberry jam", price: 4.5, pieces: 40 }, { name: "Smoked trout", price: 7.9, pieces: 25 }],
  terms: true,
  ...changes,
});

/** What a live check of some fields finds; `null` when the client says that all is well. */
async function check(data, only) {
  let found;
  await client.post("/signups", data, {
    only,
    onPrecognitionSuccess: (response) => {
      assert.equal(response.status, 204);
      found = null;
    },
    onValidationError: (response) => {
      assert.equal(response.status, 422);
      found = response.data.errors;
    },
  });
  return found;
}

const rows = async () => (await client.get("/signups", {}, { precognitive: false })).data;

/** A form as the packages for Vue, React and Alpine have it, but with less of a pause. */
function formOf(data) {
  return createValidator((client) => client.post("/signups", structuredClone(data)), structuredClone(data)).setTimeout(10);
}

/** Validates a field as on a change, and waits for the end of the check. */
async function validate(form, name, value) {
  const ended = new Promise((resolve) => {
    form.on("validatingChanged", () => form.validating() || resolve());
  });
  form.validate(name, value);
  await ended;
}

test("the client takes success and failure for what they are", async () => {
  assert.equal(await check(signup()), null);
  assert.deepEqual(await check(signup({ email: "marta@" }), ["email"]), {
    email: ["The email must be a valid email address."],
  });
  assert.equal(await check(signup({ email: "marta@" }), ["name", "address.city"]), null);
});

test("a star stands for each item", async () => {
  const items = [{ name: "", price: 0, pieces: 1 }, { name: "Smoked trout", price: 7.9, pieces: 1 }, { price: "x" }];
  assert.deepEqual(await check(signup({ items }), ["items.*.price"]), {
    "items.0.price": ["The price must be greater than 0."],
    "items.2.price": ["The price must be a number."],
  });
});

test("a form shows errors for what was touched, and forgets them when it is corrected", async () => {
  const data = signup({ email: "", password: "gull", items: [] });
  const form = formOf(data);
  data.email = "marta@";
  await validate(form, "email", data.email);
  assert.deepEqual(form.errors(), { email: ["The email must be a valid email address."] });

  data.address = { ...data.address, city: "" };
  await validate(form, "address.city", "");
  assert.deepEqual(Object.keys(form.errors()).sort(), ["address.city", "email"]);

  data.email = "marta@harbour.example";
  await validate(form, "email", data.email);
  assert.deepEqual(form.errors(), { "address.city": ["The city field is required."] });
  assert.deepEqual(form.valid(), ["email"]);
});

test("a form checks all items at once", async () => {
  const data = signup();
  const form = formOf(data);
  data.items = [{ name: "Jam", price: 0, pieces: 1 }, { name: "Trout", price: 7.9, pieces: 1 }];
  await validate(form, "items.*.price");
  assert.deepEqual(form.errors(), { "items.0.price": ["The price must be greater than 0."] });

  data.items[0].price = 4.5;
  await validate(form, "items.*.price");
  assert.deepEqual(form.errors(), {});
});

test("a taken address is 422 in a live check and when the form is sent", async () => {
  assert.deepEqual(await rows(), [], "a live check has saved something");
  const sent = await client.post("/signups", signup(), { precognitive: false });
  assert.equal(sent.status, 201);
  const taken = { email: ["The email has already been taken."] };
  assert.deepEqual(await check(signup(), ["email"]), taken);

  let refused;
  await client.post("/signups", signup(), { precognitive: false, onValidationError: (response) => { refused = response; } });
  assert.equal(refused.status, 422);
  assert.deepEqual(refused.data.errors, taken);
  assert.equal((await rows()).length, 1);
});
