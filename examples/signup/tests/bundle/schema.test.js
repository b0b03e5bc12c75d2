// The page loads what is made from its rules, and not something older. `schema.rs` holds `schema.ts` against the rules.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { bundle, file } from "./bundle.js";

test("the file of the page is made of its schema", async () => {
  const [old, now] = [await readFile(file, "utf8"), await bundle()];
  assert.ok(old === now, "page/schema.js is stale: run `npm run bundle` in examples/signup/tests/bundle/");
  assert.ok(now.length < 16_384, `${now.length} bytes`);
});
