// The types accept what is meant, and nothing else.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

import { here } from "./browser.js";

test("a right use compiles, and each wrong one is an error", () => {
  const compiler = join(here, "node_modules", "typescript", "bin", "tsc");
  const options = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--target", "es2022", "--module", "nodenext",
    "--lib", "es2022,dom,dom.iterable"];
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...options, "usage.ts"], { cwd: here, encoding: "utf8" });
  assert.equal(status, 0, stdout);
});
