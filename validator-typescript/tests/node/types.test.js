// The tests in Rust write modules to the folder that TYPESCRIPT_MODULES names.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

import * as prettier from 'prettier'

const folder = process.env.TYPESCRIPT_MODULES
const here = dirname(fileURLToPath(import.meta.url))

function sources(below) {
    const names = readdirSync(join(folder, below), { recursive: true })
    return names.filter((name) => name.endsWith('.ts') && !name.includes('node_modules')).map((name) => join(folder, below, name))
}

async function isFormatted(name, parser) {
    const text = readFileSync(name, 'utf8')
    assert.equal(await prettier.format(text, { parser }), text, name)
}

test('prettier leaves every module as it is', async () => {
    const modules = sources('.').filter((name) => !/uses\.ts$/.test(name))
    for (const name of modules) {
        await isFormatted(name, 'typescript')
    }
    console.log(`compared ${modules.length} modules`)
    assert.ok(modules.length >= 130, 'too few modules')
})

test('prettier leaves JSON and types of all forms as they are', async () => {
    await isFormatted(join(folder, 'golden', 'person.json'), 'json')
    await isFormatted(join(folder, 'forms', 'types.txt'), 'typescript')
})

// So that modules find the packages that they import.
if (!existsSync(join(folder, 'node_modules'))) {
    symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'))
}

// The compiler's errors as `file:line`.
function compile(options) {
    const config = { compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', ...options } }
    Object.assign(config.compilerOptions, { strict: true, noEmit: true, isolatedModules: true, types: [] })
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...config, include: ['**/*.ts'] }))
    const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
    const { stdout, status } = spawnSync(process.execPath, [compiler, '--project', '.', '--pretty', 'false'], {
        cwd: folder,
        encoding: 'utf8',
    })
    const errors = [...stdout.matchAll(/^(.+)\((\d+),\d+\): error (.*)/gm)].map(([, name, line, message]) => {
        return { at: `${name}:${line}`, message }
    })
    assert.ok(errors.length > 0 || status === 0, stdout)
    return errors
}

for (const options of [{}, { noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true }]) {
    test(`every module compiles, and wrong uses do not, with ${JSON.stringify(options)}`, () => {
        cpSync(join(here, 'uses'), join(folder, 'golden'), { recursive: true })
        const wrong = sources('.').flatMap((name) => {
            const lines = readFileSync(name, 'utf8').split('\n')
            const marked = lines.flatMap((line, index) => (line.includes('// wrong') ? [index + 1] : []))
            return marked.map((line) => `${relative(folder, name)}:${line}`)
        })
        assert.ok(wrong.length >= 20, 'too few wrong uses')
        const errors = compile(options)
        const unexpected = errors.filter(({ at }) => !wrong.includes(at))
        assert.deepEqual(unexpected, [])
        const found = errors.map(({ at }) => at)
        assert.deepEqual(
            wrong.filter((at) => !found.includes(at)),
            [],
            'compiles'
        )
    })
}
