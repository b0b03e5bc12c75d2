// A page in Chromium whose server is a function of the test.
import { once } from "node:events";
import { createServer } from "node:http";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { chromium } from "playwright-core";

export const here = dirname(fileURLToPath(import.meta.url));

let browser;

/** Starts the browser of a test file, and ends it. */
export function useBrowser() {
  before(async () => {
    const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
      .find((path) => existsSync(path));
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  });
  after(() => browser.close());
}

/** A module and all that it imports, as one text. */
export async function bundle(source, options = {}) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: here, loader: "jsx" },
    bundle: true, write: false, format: "esm", define: { "process.env.NODE_ENV": '"development"' }, ...options,
  });
  return outputFiles[0].text;
}

/**
 * Opens a page with this form and this script. `answer` gets each request of the form, and gives back status, headers
 * and body, or `null` to break the connection. What it was asked is in `requests`.
 */
export async function open(t, { form, script, answer = () => ({ status: 204 }), head = "" }) {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>${head}</head>
    <body><main><h1>Test</h1>${form}</main><script type="module" src="/script.js"></script></body></html>`;
  const code = await bundle(script);
  const requests = [];
  const server = createServer(async (request, response) => {
    if (request.method === "GET") {
      const [type, text] = request.url === "/" ? ["text/html", html] : ["text/javascript", code];
      response.writeHead(request.url === "/" || request.url === "/script.js" ? 200 : 404, { "Content-Type": type });
      return response.end(text);
    }
    let text = "";
    for await (const chunk of request) text += chunk;
    const asked = {
      body: JSON.parse(text),
      live: request.headers.precognition === "true",
      only: request.headers["precognition-validate-only"]?.split(","),
      headers: request.headers,
    };
    requests.push(asked);
    const answered = await answer(asked, requests.length);
    if (!answered) return response.destroy();
    const { status, headers = {}, body } = answered;
    const live = asked.live ? { Precognition: "true" } : {};
    response.writeHead(status, { "Content-Type": "application/json", ...live, ...headers });
    response.end(typeof body === "string" ? body : body === undefined ? undefined : JSON.stringify(body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.stack));
  t.after(async () => {
    await page.close();
    server.closeAllConnections();
    server.close();
    if (problems.length) throw new Error(`the page has failed: ${problems.join("\n")}`);
  });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => window.ready);
  return { page, requests };
}

/** The body of an answer with status 422. */
export const invalid = (errors) => ({ status: 422, body: { message: "The given data was invalid.", errors } });

/** Waits until the field with this name has these sentences, and says so to assistive technology. */
export async function until(page, name, expected) {
  const found = () => page.evaluate((name) => {
    const field = document.querySelector(`[name="${CSS.escape(name)}"]`);
    const ids = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id.startsWith("errors-"));
    const sentences = ids.flatMap((id) => [...document.getElementById(id).children].map((child) => child.textContent));
    if ((field.ariaInvalid === "true") !== sentences.length > 0) return "aria-invalid is wrong";
    return sentences;
  }, name);
  const started = Date.now();
  for (;;) {
    const now = await found();
    if (JSON.stringify(now) === JSON.stringify(expected)) return;
    if (Date.now() - started > 10_000) throw new Error(`${name}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(now)}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** What axe finds in the page, by its rules with the elements. */
export async function findings(page) {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.addScriptTag({ path: join(here, "node_modules", "axe-core", "axe.min.js") });
  }
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
