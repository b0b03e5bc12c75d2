// The page loads what is made from its rules, and not something older. `schema.rs` holds the schemas against the rules.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { bundle, file, languages } from "./bundle.js";

for (const language of languages) {
  test(`the file of the page is made of its schema: ${language}`, async () => {
    const [old, now] = [await readFile(file(language), "utf8"), await bundle(language)];
    assert.ok(old === now, `page/schema/${language}.js is stale: run \`npm run bundle\` in examples/signup/tests/bundle/`);
    assert.ok(now.length < 17_000, `${now.length} bytes`);
  });
}
