// The same keys and sentences in react-hook-form, in Chromium: zod first, then the server.
import assert from "node:assert/strict";
import { test } from "node:test";

import { invalid, open, useBrowser } from "./browser.js";

useBrowser();

const SCRIPT = `
  import { toNestErrors } from "@hookform/resolvers";
  import { zodResolver } from "@hookform/resolvers/zod";
  import React from "react";
  import { createRoot } from "react-dom/client";
  import { useForm } from "react-hook-form";
  import { readErrors } from "unprocessable-form";
  import * as z from "zod";

  const schema = z.object({
    email: z.string().regex(/@/, "The email must be a valid email address."),
    items: z.array(z.object({ sku: z.string(), price: z.number("The price must be a number.").gt(0, "The price must be greater than 0.") })),
  });

  /** Sends the values, and gives back what the server says, as react-hook-form has it. */
  async function ask(values, options, headers) {
    const response = await fetch("/orders", {
      method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(values),
    });
    if (response.ok) return { values, errors: {} };
    const { errors } = readErrors(await response.json());
    const flat = {};
    for (const [key, message] of errors) flat[key] ??= { type: "server", message };
    return { values: {}, errors: toNestErrors(flat, options) };
  }

  /** What zod refuses needs no request. The rest is a live check of the fields that somebody has used. */
  const resolver = async (values, context, options) => {
    const judged = await zodResolver(schema)(values, context, options);
    if (Object.keys(judged.errors).length > 0) return judged;
    return ask(values, options, { Precognition: "true", "Precognition-Validate-Only": (options.names ?? []).join() });
  };

  function Order() {
    const { register, handleSubmit, setError, formState: { errors } } = useForm({
      resolver, mode: "onTouched", defaultValues: { email: "", items: [{ sku: "", price: "" }] },
    });
    const save = handleSubmit(async (values) => {
      const { errors } = await ask(values, { fields: {}, shouldUseNativeValidation: false });
      if (errors.email) setError("email", errors.email, { shouldFocus: true });
      else window.saved = values;
    });
    return <form onSubmit={save} noValidate>
      <label>E-mail <input {...register("email")} /></label><p id="email">{errors.email?.message}</p>
      <label>SKU <input {...register("items.0.sku")} /></label><p id="sku">{errors.items?.[0]?.sku?.message}</p>
      <label>Price <input {...register("items.0.price", { setValueAs: (text) => (text === "" ? text : Number(text)) })} /></label>
      <p id="price">{errors.items?.[0]?.price?.message}</p>
      <button>Order</button>
    </form>;
  }

  createRoot(document.getElementById("root")).render(<Order />);
  window.ready = true;
`;

test("zod says what it can, and the server what only it knows, by the same keys", async (t) => {
  let taken = false;
  const { page, requests } = await open(t, {
    form: '<div id="root"></div>',
    script: SCRIPT,
    answer: ({ body, live }) => {
      if (body.items[0].sku !== "SKU1") return invalid({ "items.0.sku": ["The sku is unknown."] });
      if (!live && taken) return { ...invalid({ email: ["The email has already been taken."] }), status: 409 };
      return { status: live ? 204 : 201 };
    },
  });
  const shows = (id, sentence) => page.waitForFunction(([id, sentence]) => document.getElementById(id)?.textContent === sentence, [id, sentence]);
  const [email, sku, price] = ["E-mail", "SKU", "Price"].map((label) => page.getByLabel(label));
  await email.fill("jane");
  await email.blur();
  await shows("email", "The email must be a valid email address.");
  await price.fill("0");
  await price.blur();
  await shows("price", "The price must be greater than 0.");
  assert.deepEqual(requests, []);

  await email.fill("jane@harbour.example");
  await price.fill("4.5");
  await sku.fill("SKU0");
  await sku.blur();
  await shows("sku", "The sku is unknown.");
  await shows("email", "");
  await sku.fill("SKU1");
  await shows("sku", "");
  assert.ok(requests.length > 0 && requests.every(({ live }) => live));

  // Only the real request knows this.
  taken = true;
  await page.getByRole("button").click();
  await shows("email", "The email has already been taken.");
  assert.equal(await page.evaluate(() => document.activeElement.name), "email");
  taken = false;
  await page.getByRole("button").click();
  await page.waitForFunction(() => window.saved);
  assert.deepEqual(requests.at(-1).body, { email: "jane@harbour.example", items: [{ sku: "SKU1", price: 4.5 }] });
});
