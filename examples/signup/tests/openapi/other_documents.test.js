// Documents that others make and that have the rules laid over them. Tests beside each file hold it against a server.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 as Ajv } from "ajv/dist/2020.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../../..");

for (const [file, version] of [
  ["validator-utoipa/tests/server/openapi-utoipa5.json", "3.1"],
  ["validator-utoipa/tests/server/openapi-utoipa6.json", "3.1"],
  ["tests/poem_openapi/openapi.json", "3.0"],
  ["tests/aide/openapi.json", "3.1"],
]) {
  test(`${file} is a document of OpenAPI ${version}`, async () => {
    const document = JSON.parse(await readFile(join(root, file), "utf8"));
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    assert.deepEqual({ valid, errors, version: validator.version }, { valid: true, errors: undefined, version });
    if (version === "3.1") {
      // The validator looks at schemas only in 3.0. Those of 3.1 are JSON Schema.
      const ajv = new Ajv({ strict: false });
      for (const [name, schema] of Object.entries(document.components.schemas)) {
        assert.equal(ajv.validateSchema(schema), true, name);
      }
    }
  });

  test(`every reference of ${file} leads somewhere`, async () => {
    const document = JSON.parse(await readFile(join(root, file), "utf8"));
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g);
    const names = [...references].map(([, name]) => name);
    assert.ok(names.length > 0);
    assert.deepEqual(names.filter((name) => !(name in document.components.schemas)), []);
  });
}
