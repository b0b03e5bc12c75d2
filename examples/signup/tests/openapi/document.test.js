// The demo's document before a validator that others wrote, and a client that is generated from it. `server.rs` holds
// the files beside this one against the running demo.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 as Ajv } from "ajv/dist/2020.js";
import openapiTS, { astToString } from "openapi-typescript";

const here = dirname(fileURLToPath(import.meta.url));

for (const [file, version] of [["openapi.json", "3.1"], ["openapi-3.0.json", "3.0"]]) {
  const read = async () => JSON.parse(await readFile(join(here, file), "utf8"));

  test(`the document is one of OpenAPI ${version}`, async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(await read());
    assert.deepEqual({ valid, errors, version: validator.version }, { valid: true, errors: undefined, version });

    // The validator notices what is wrong.
    const wrong = await read();
    delete wrong.info.title;
    assert.equal((await new Validator().validate(wrong)).valid, false);
  });

  test(`its schemas are those of OpenAPI ${version}`, async () => {
    // The validator looks at schemas only in 3.0. Those of 3.1 are JSON Schema.
    const fits = async (document) => version === "3.1"
      ? Object.values(document.components.schemas).every((schema) => new Ajv({ strict: false }).validateSchema(schema))
      : (await new Validator().validate(document)).valid;
    assert.equal(await fits(await read()), true);
    const wrong = await read();
    wrong.components.schemas.Signup.properties.name.minLength = "many";
    assert.equal(await fits(wrong), false);
  });

  test(`a client generated from ${version} compiles`, async () => {
    await mkdir(join(here, "node_modules"), { recursive: true });
    const folder = await mkdtemp(join(here, "node_modules", ".client-"));
    try {
      await writeFile(join(folder, "api.d.ts"), astToString(await openapiTS(await read())));
      await copyFile(join(here, "client.ts"), join(folder, "client.ts"));
      const compiler = join(here, "node_modules", "typescript", "bin", "tsc");
      const options = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom"];
      const { status, stdout } = spawnSync(process.execPath, [compiler, ...options, "client.ts"], {
        cwd: folder, encoding: "utf8",
      });
      assert.equal(status, 0, stdout);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
