// The snippets of ../pages/body.md, exactly as they stand there, read the bodies of ../pages/status/, which the code writes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "readers-"));
after(() => rmSync(folder, { recursive: true }));

const page = (name) => readFileSync(new URL(`../pages/${name}`, import.meta.url), "utf8");

/** The only block of a language. */
function snippet(text, language) {
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))];
  assert.equal(blocks.length, 1, `${blocks.length} blocks of ${language}`);
  return blocks[0][1];
}

const bodies = Object.fromEntries(
  ["422", "400", "409"].map((status) => [status, snippet(page(`status/${status}.md`), "json").trim()]),
);

const documented = {
  422: {
    message: "The given data was invalid.",
    errors: {
      email: ["The email field is required.", "The email must be a valid email address."],
      amount: ["The amount must be greater than 0."],
    },
  },
  400: {
    message: "The request body is not valid JSON: it ends too early at line 1, column 31.",
    errors: {},
  },
  409: {
    message: "The given data was invalid.",
    errors: { email: ["The email has already been taken."] },
  },
};

/** Writes files, and compares what the program prints for each body. */
function run(files, program, ...options) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const [status, body] of Object.entries(bodies)) {
    const printed = execFileSync(program, options, {
      cwd: folder,
      input: body,
      encoding: "utf8",
      env: { ...process.env, GO111MODULE: "off", GOFLAGS: "", GOTOOLCHAIN: "local" },
    });
    assert.deepEqual(JSON.parse(printed), documented[status], status);
  }
}

test("TypeScript", () => {
  const compiler = fileURLToPath(new URL("node_modules/.bin/tsc", import.meta.url));
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
  writeFileSync(join(folder, "refusal.ts"), snippet(page("body.md"), "ts"));
  const options = ["--ignoreConfig", "--strict", "--noUncheckedIndexedAccess", "--target", "es2022", "--module", "nodenext"];
  execFileSync(compiler, [...options, "refusal.ts"], { cwd: folder, stdio: "inherit" });
  const main = `
    import { readFileSync } from "node:fs";
    import { readRefusal } from "./refusal.js";
    console.log(JSON.stringify(readRefusal(readFileSync(0, "utf8"))));
  `;
  run({ "main.mjs": main }, "node", "main.mjs");
});

test("Python", () => {
  const main = `
import json, sys
from refusal import read_refusal
message, errors = read_refusal(sys.stdin.read())
print(json.dumps({"message": message, "errors": errors}))
`;
  run({ "refusal.py": snippet(page("body.md"), "python"), "main.py": main }, "python3", "main.py");
});

test("Go", () => {
  const main = `package main

import (
	"encoding/json"
	"io"
	"os"
)

func main() {
	body, _ := io.ReadAll(os.Stdin)
	refusal, err := ReadRefusal(body)
	if err != nil {
		panic(err)
	}
	errors := map[string][]string{}
	for key, sentences := range refusal.Errors {
		errors[key] = sentences
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{"message": refusal.Message, "errors": errors})
}
`;
  const reader = `package main\n\n${snippet(page("body.md"), "go")}`;
  run({ "refusal.go": reader, "main.go": main }, "go", "run", "refusal.go", "main.go");
});
