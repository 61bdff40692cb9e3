// SPDX-License-Identifier: MIT
//
// Looks at the web doors as people do, in a real browser: walks through them as a stranger, as a
// guest and as the oracle's visitor, in desktop and phone width, light and dark; lets axe-core judge
// each page, and leaves a picture of each. Usage: node check.mjs URL FOLDER-FOR-PICTURES
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [base, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const looks = [
  { name: "desktop-light", width: 1200, scheme: "light" },
  { name: "desktop-dark", width: 1200, scheme: "dark" },
  { name: "phone-light", width: 360, scheme: "light" },
  { name: "phone-dark", width: 360, scheme: "dark" },
];
let checked = 0;
let violations = 0;

async function judge(page, name) {
  // The page allows scripts of its own site only; axe comes in past that, as an extension would.
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  checked += 1;
  for (const violation of result.violations) {
    violations += 1;
    console.log(`${name}: ${violation.id}: ${violation.help}`);
    for (const node of violation.nodes.slice(0, 3)) console.log(`    ${node.html}`);
  }
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  if (wide) {
    violations += 1;
    console.log(`${name}: scrolls sideways`);
  }
}

async function look_at(page, name) {
  for (const look of looks) {
    await page.setViewport({ width: look.width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look.scheme }]);
    await judge(page, `${name} (${look.name})`);
    await page.screenshot({ path: `${folder}/${name}-${look.name}.png`, fullPage: true });
  }
}

async function submit(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function type(page, line) {
  await page.type("#line", line);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

async function press(page, label) {
  for (const button of await page.$$("button")) {
    const text = await button.evaluate((element) => element.textContent.trim());
    if (text === label) return submit(page, button);
  }
  throw new Error(`there is no button "${label}" on ${page.url()}`);
}

async function walk(page) {
  await page.goto(base);
  await look_at(page, "front");
  await page.goto(`${base}thing/oracle`);
  await look_at(page, "oracle-stranger");
  await page.goto(`${base}nowhere`);
  await look_at(page, "missing");
  await page.goto(`${base}play`);
  await look_at(page, "entry");
  await page.type("#name", "Nobody");
  await page.type("#password", "wrong");
  await press(page, "Come in");
  await look_at(page, "entry-refused");
  await press(page, "Come in as a guest");
  await look_at(page, "play");
  for (const way of ["up", "east", "east", "north", "north", "east"]) await type(page, way);
  await page.goto(`${base}thing/oracle`);
  await press(page, "Ask about the tide");
  await look_at(page, "oracle-asking");
  await type(page, "A guest from the web");
  await look_at(page, "oracle-asked");
  await page.goto(`${base}play`);
  await type(page, "quit");
  await look_at(page, "left");
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const page = await browser.newPage();
  await walk(page);
} finally {
  await browser.close();
}
console.log(`${checked} pages judged, ${violations} violations`);
process.exit(violations === 0 ? 0 : 1);
