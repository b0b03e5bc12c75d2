// axe finds nothing in the demo's page, whatever it shows. What it says and how keys move in it is tested in `browser/`.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
let folder, program, address, browser;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "signup-"));
  // `.ci/run` names the program; by hand it is the one that `cargo build -p signup` makes.
  program = spawn(process.env.SIGNUP ?? join(here, "../../../../target/debug/signup"), {
    env: { ...process.env, PORT: "0", DATABASE: join(folder, "signup.db") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(program.stdout), "line");
  address = line.replace("listening on ", "");
  const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
});

after(async () => {
  await browser.close();
  program.kill();
  await once(program, "exit");
  await rm(folder, { recursive: true });
});

/** What axe finds, by its rules with the elements. The page's policy lets no other script in, so it is off here. */
async function findings(page) {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.addScriptTag({ path: join(here, "node_modules", "axe-core", "axe.min.js") });
  }
  // Colours move for a moment after each change.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of [["wide", { width: 1280, height: 900 }], ["narrow", { width: 360, height: 740 }]]) {
    test(`axe finds nothing in a ${colorScheme} and ${size} page`, async () => {
      const page = await browser.newPage({ colorScheme, viewport, bypassCSP: true });
      await page.goto(address);
      await page.waitForFunction(() => document.getElementById("items.0.name"));
      assert.deepEqual(await findings(page), [], "at first");

      const wrong = (count) => page.waitForFunction((count) => document.querySelectorAll("[aria-invalid=true]").length === count, count);
      await page.fill("#email", "marta@");
      await wrong(1);
      assert.deepEqual(await findings(page), [], "with a sentence");
      await page.click("#add-item");
      await page.click("#save");
      await page.waitForFunction(() => document.activeElement.id === "summary");
      assert.deepEqual(await findings(page), [], "with a summary");

      await page.click("#fill-well");
      await page.fill("#email", `${colorScheme}-${size}@harbour.example`);
      await wrong(0);
      await page.click("#save");
      await page.waitForFunction(() => document.querySelector(".new"));
      assert.deepEqual(await findings(page), [], "with a saved row");
      await page.close();
    });
  }
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the ${colorScheme} page of mistakes, and a mistake is in it`, async () => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 360, height: 740 }, bypassCSP: true });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${address}/signups`, { method: "POST", headers, body: '{"email":"<b>evil","items":[{}]}' });
    assert.equal(answer.status, 422);
    await page.goto(`${address}/mistakes`);
    const shown = await page.textContent("main");
    assert.match(shown, /items\.\*\.price/);
    assert.doesNotMatch(shown, /evil/);
    assert.deepEqual(await findings(page), []);
    const { scroll, client } = await page.evaluate(() => ({ scroll: document.body.scrollWidth, client: document.body.clientWidth }));
    assert.ok(scroll <= client, "nothing is wider than a telephone");
    await page.close();
  });
}

test("axe finds what is wrong", async () => {
  const page = await browser.newPage({ bypassCSP: true });
  await page.goto(address);
  await page.evaluate(() => document.querySelector("label[for=email]").remove());
  assert.ok((await findings(page)).includes("label: #email"));
  await page.close();
});
