// The tests in Rust write modules, and documents with the answers of the server, to the folder that
// TYPESCRIPT_SCHEMAS names.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import test from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { build } from 'esbuild'
import * as prettier from 'prettier'
import * as v from 'valibot'

const folder = process.env.TYPESCRIPT_SCHEMAS
const names = readdirSync(folder)
    .filter((name) => /^[0-9]+\.json$/.test(name))
    .map((name) => name.replace('.json', ''))
const nodeModules = join(dirname(fileURLToPath(import.meta.url)), 'node_modules')

// Types whose schemas do not give the answer of the server.
const left = new Map([
    ['AdjacentClosed', 'deny_unknown_fields beside an unknown tag'],
    ['ClosedAroundMap', 'deny_unknown_fields around a flattened map, which serde does not support'],
    ['ClosedAroundAll', 'deny_unknown_fields around a flattened map, which serde does not support'],
    ['InternalClosedInside', 'deny_unknown_fields inside a flattened enum'],
    ['OptionalThenMap', 'a flattened map after an optional struct that takes its fields'],
    ['ExternalInside', 'a flattened map after a flattened enum that takes a field'],
    ['Leaves', 'a flattened map after others that take its fields'],
    ['UntaggedDeep', 'a struct from a list, inside an untagged enum'],
    ['Numbers', 'signed numbers that are not zero'],
    ['Transparent', 'text with escapes cannot be borrowed'],
    ['Borrowed', 'text with escapes cannot be borrowed'],
    ['BorrowedVariants', 'text with escapes cannot be borrowed'],
    ['TaggedBorrow', 'text with escapes cannot be borrowed'],
    ['Borrowing', 'text with escapes cannot be borrowed'],
    ['Texts', 'text with escapes cannot be borrowed'],
])

// Whether what a schema says of a value is a difference that is known.
function isKnown(value, said) {
    if (Array.isArray(value)) {
        // serde reads a struct from a list of its fields. zod measures a list where text should be.
        return said.endsWith('must be an object.') || said.endsWith('must be text.') || said.includes('must contain')
    }
    // In a copy that serde makes, the number of a variant in place of its name.
    if (typeof value === 'number') return said.endsWith('must be text.')
    // A variant without content as the only key of an object, and several variants at once.
    const isOfObject = said.startsWith('The selected ') || said.includes('exactly one') || said.endsWith('must be text.')
    return typeof value === 'object' && value !== null && isOfObject
}

const libraries = {
    zod(schema, document) {
        const result = schema.safeParse(document)
        return result.success ? undefined : result.error
    },
    valibot(schema, document) {
        const result = v.safeParse(schema, document)
        return result.success ? undefined : result
    },
}

/** Makes programs of the modules with these names. */
function bundle(names, library, outdir) {
    return build({
        entryPoints: names.map((name) => join(folder, `${name}.${library}.ts`)),
        outdir,
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2022',
        outExtension: { '.js': '.mjs' },
        nodePaths: [nodeModules],
        logLevel: 'error',
    })
}

for (const [library, parse] of Object.entries(libraries)) {
    test(`schemas of ${library} say what the server says`, async () => {
        const out = join(folder, library)
        await bundle(names, library, out)
        const [compared, known, different] = [[], [], []]
        let types = 0
        for (const name of names) {
            const { type, schema: called, documents } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
            if (left.has(type.replace(/^Vec<|<.*>$|>$/g, ''))) continue
            const module = await import(pathToFileURL(join(out, `${name}.${library}.mjs`)))
            const schema = module[`${called}Schema`] ?? module[`${called}TypeSchema`]
            assert.ok(schema, `${name} ${type} has no schema`)
            const isOnly = isServerOnly(module.serverOnly[called] ?? {})
            types += 1
            for (const { source, errors } of documents) {
                const document = JSON.parse(source)
                const error = parse(schema, document)
                const ours = Object.assign(Object.create(null), error && module.errorsOf(error))
                const theirs = Object.create(null)
                for (const [key, said, code] of errors) {
                    // What only the server is to say may be said by the schema, too.
                    if (isOnly(key, code) && !ours[key]?.includes(said)) continue
                    ;(theirs[key] ??= []).push(said)
                }
                if (JSON.stringify(ours) === JSON.stringify(theirs)) {
                    compared.push(source)
                } else if (Object.entries(ours).some(([key, [said]]) => isKnown(at(document, key), said))) {
                    known.push(source)
                } else {
                    different.push(`${name} ${type} ${source}\n  ${JSON.stringify(theirs)}\n  ${JSON.stringify(ours)}`)
                }
            }
        }
        console.log(`${types} types, ${compared.length} documents compared, ${known.length} known differences`)
        assert.equal(different.length, 0, `${different.length} differ\n${different.slice(0, 40).join('\n')}`)
        assert.ok(types >= 100 && compared.length >= 10_000 && known.length < compared.length / 20)
    })
}

for (const library of Object.keys(libraries)) {
    test(`rules by themselves judge with ${library} as the server does`, async () => {
        const tables = JSON.parse(readFileSync(join(folder, 'tables.json'), 'utf8'))
        const out = join(folder, `tables_${library}`)
        await bundle(tables.map(({ name }) => name), library, out)
        const [different, counts] = [[], [0, 0]]
        for (const { name, type, rows } of tables) {
            const module = await import(pathToFileURL(join(out, `${name}.${library}.mjs`)))
            assert.ok(Object.values(module.serverOnly).every((keys) => Object.keys(keys).length === 0), `${type} is not said`)
            const schema = module[`${type}Schema`] ?? module[`${type}TypeSchema`]
            for (const [value, accepted] of rows) {
                counts[Number(accepted)] += 1
                if ((libraries[library](schema, { value }) === undefined) !== accepted) {
                    different.push(`${type} ${accepted} ${JSON.stringify(value.slice(0, 200))}`)
                }
            }
        }
        console.log(`${tables.length} rules, ${counts[1]} texts accepted and ${counts[0]} refused`)
        assert.equal(different.length, 0, `${different.length} differ\n${different.slice(0, 60).join('\n')}`)
        assert.ok(tables.length >= 30 && Math.min(...counts) >= 5_000, counts)
    })
}

test('documents that JavaScript reads in another way are those that are listed', async () => {
    const differences = JSON.parse(readFileSync(join(folder, 'differences.json'), 'utf8'))
    assert.ok(differences.length >= 9)
    for (const { name, schema, source, errors } of differences) {
        for (const [library, parse] of Object.entries(libraries)) {
            const module = await import(pathToFileURL(join(folder, library, `${name}.${library}.mjs`)))
            const error = parse(module[`${schema}Schema`], JSON.parse(source))
            const ours = error ? Object.entries(module.errorsOf(error)).flatMap(([key, said]) => [key, ...said]) : []
            // What is malformed has no errors.
            const theirs = errors?.flatMap(([key, said]) => [key, said])
            assert.notDeepEqual(ours, theirs, source)
        }
    }
})

test('every module compiles', () => {
    const compilerOptions = {
        target: 'es2022',
        module: 'esnext',
        moduleResolution: 'bundler',
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        noUnusedLocals: true,
        noUnusedParameters: true,
        noEmit: true,
        isolatedModules: true,
        skipLibCheck: true,
        types: [],
        paths: { zod: [join(nodeModules, 'zod')], valibot: [join(nodeModules, 'valibot')] },
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
    const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
    const { stdout, status } = spawnSync(process.execPath, [compiler, '--project', '.', '--pretty', 'false'], {
        cwd: folder,
        encoding: 'utf8',
    })
    assert.equal(status, 0, stdout.slice(0, 4000))
})

test('prettier leaves every module as it is', async () => {
    const changed = []
    for (const name of names.flatMap((name) => Object.keys(libraries).map((library) => `${name}.${library}.ts`))) {
        const module = readFileSync(join(folder, name), 'utf8')
        if ((await prettier.format(module, { parser: 'typescript' })) !== module) changed.push(name)
    }
    assert.deepEqual(changed, [])
})

// Whether only the server says a violation.
function isServerOnly(keys) {
    const patterns = Object.entries(keys).map(([key, codes]) => [segments(key), codes])
    return (key, code) =>
        patterns.some(
            ([pattern, codes]) => fits(pattern, segments(key)) && (codes.includes(code) || codes.includes('*')),
        )
}

function fits([first, ...rest], [segment, ...others]) {
    if (first === undefined) return segment === undefined
    if (segment === undefined) return first === '**' && fits(rest, [])
    if (first === '**') return fits(rest, [segment, ...others]) || fits([first, ...rest], others)
    return (first === '*' || first === segment) && fits(rest, others)
}

function segments(key) {
    return key.split(/(?<!\\)\./)
}

// The value at a key.
function at(document, key) {
    if (key === '_') return document
    return segments(key).reduce((value, name) => value?.[name.replace(/\\(.)/g, '$1')], document)
}
