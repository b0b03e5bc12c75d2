// The tests in Rust write schemas and documents with their verdicts to the folder that JSON_SCHEMA_DOCUMENTS names.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const folder = process.env.JSON_SCHEMA_DOCUMENTS
const schemas = readdirSync(folder).flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))

test('ajv gives the verdicts of the other validator', () => {
    const compared = { true: 0, false: 0 }
    for (const { name, schema, documents } of schemas) {
        // Not strict, because of `x-rules`, and of keywords without their type below `then`.
        const ajv = new Ajv2020({ strict: false })
        addFormats(ajv)
        const accepts = ajv.compile(schema)
        for (const [document, verdict] of documents) {
            assert.equal(accepts(document), verdict, `${name}: ${JSON.stringify(document)}\n${JSON.stringify(schema)}`)
            compared[verdict] += 1
        }
    }
    console.log(`compared ${schemas.length} schemas, ${compared.true} accepted and ${compared.false} refused documents`)
    assert.ok(compared.true >= 1000 && compared.false >= 1000, 'too few documents')
})
