// The helper stays small enough to be in every page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { transform } from "esbuild";

import { here } from "./browser.js";

const LIMIT = 3072;

test(`the helper has at most ${LIMIT} bytes, minified and not compressed`, async (t) => {
  const source = await readFile(join(here, "..", "form.js"), "utf8");
  assert.doesNotMatch(source, /^\s*import\b/m, "it depends on nothing");
  const { code } = await transform(source, { minify: true, format: "esm", target: "es2022" });
  const size = Buffer.byteLength(code);
  t.diagnostic(`${size} bytes, ${gzipSync(code, { level: 9 }).length} with gzip`);
  assert.ok(size <= LIMIT, `${size} bytes`);
});
