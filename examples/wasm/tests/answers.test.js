// The module answers each document as the native build of the same code does.
//
// WASM names the file of the module and NATIVE the program; .ci/run builds both.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import test from "node:test";
import { gzipSync } from "node:zlib";

import { Form } from "./form.js";

const bytes = readFileSync(process.env.WASM);

const good = {
    email: "marta@harbour.example",
    name: "Marta Ahlström",
    password: "Tide-Table-2031",
    password_confirmation: "Tide-Table-2031",
    age: 44,
    terms: true,
};

const values = [
    undefined, null, true, false, 0, 17, 18, 120, 121, 255, 256, -1, 1.5, 1e300, 9007199254740993, "", " ", "a",
    "marta@", "gull", "a\u0001b", "😀".repeat(80), "é".repeat(81), "\u200b", "44", [], ["a"], {}, { a: 1 },
];

// Numbers without an order, the same in every run.
let state = 0x9e3779b9;
function below(end) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % end;
}

function documents() {
    const all = [JSON.stringify(good), "", "{", "[]", "null", "7", '{"email":1,"email":2}', '{"a":1e999}', "{}", "\ufeff{}"];
    for (const name of Object.keys(good)) {
        for (const value of values) all.push(JSON.stringify({ ...good, [name]: value }));
    }
    for (let count = 0; count < 3000; count += 1) {
        const document = { ...good };
        for (const name of Object.keys(good)) {
            if (below(3) === 0) document[name] = values[below(values.length)];
        }
        let text = JSON.stringify(document);
        if (below(8) === 0) text = text.slice(0, below(text.length)) + text.slice(below(text.length));
        all.push(text);
    }
    return all;
}

test("the answers are those of the native build", async () => {
    const form = await Form.load(bytes);
    const all = documents();
    const input = all.map((document) => `${document}\n`).join("");
    const native = execFileSync(process.env.NATIVE, { input, maxBuffer: 1 << 28 }).toString().split("\n");
    let accepted = 0;
    for (const [index, document] of all.entries()) {
        const answer = form.answer(document);
        assert.equal(answer, native[index], document);
        accepted += answer === "" ? 1 : 0;
    }
    assert.ok(accepted > 50 && all.length - accepted > 2000, `${accepted} of ${all.length} are accepted`);
    console.log(`${all.length} documents, ${accepted} accepted`);
});

test("the sentences are the documented ones", async () => {
    const form = await Form.load(bytes);
    assert.equal(form.answer(JSON.stringify(good)), "");
    const wrong = { ...good, email: "marta@", age: 17, terms: false };
    assert.deepEqual(JSON.parse(form.answer(JSON.stringify(wrong))), {
        message: "The given data was invalid.",
        errors: {
            email: ["The email must be a valid email address."],
            age: ["The age must be between 18 and 120."],
            terms: ["The terms must be accepted."],
        },
    });
    assert.match(form.answer("{"), /not valid JSON/);
});

test("the module is not larger than the guide says", () => {
    const size = gzipSync(bytes, { level: 9 }).length;
    console.log(`${bytes.length} bytes, ${size} with gzip`);
    assert.ok(size < 155_000, `${size} bytes with gzip`);
});
