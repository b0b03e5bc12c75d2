// Puts each schema of the page, and what it needs of valibot, into one file: `npm run bundle`.
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
export const languages = ["en", "de", "fr", "pl"];
export const file = (language) => join(here, `../../page/schema/${language}.js`);

export async function bundle(language) {
  const { outputFiles } = await build({
    stdin: { contents: `export { serverOnly, SignupSchema } from "../../page/schema/${language}.ts";`, resolveDir: here },
    nodePaths: [join(here, "node_modules")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    banner: { js: "// Made of the schema beside it and valibot (MIT licence) by `npm run bundle` in `tests/bundle/`." },
  });
  return outputFiles[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const language of languages) await writeFile(file(language), await bundle(language));
}
