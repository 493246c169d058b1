// Drives Chromium over the pages: node page.mjs BROWSER PUPPETEER AXE PAGE...
// Prints what is wrong; status 1 if anything is.
import {readFileSync} from "node:fs";
import {pathToFileURL} from "node:url";
import {start} from "./chromium.mjs";

const [browserPath, puppeteerPath, axePath, ...files] = process.argv.slice(2);
const axe = readFileSync(axePath, "utf8");

let failed = 0;
let where = "";
function check(holds, what) {
    if (holds) return;
    ++failed;
    console.log(`${where}: ${what}`);
}

const browser = await start(browserPath, puppeteerPath);

async function look(page, {width = 1200, scheme = "light"} = {}) {
    await page.setViewport({width, height: 900});
    await page.emulateMediaFeatures([{name: "prefers-color-scheme", value: scheme}]);
}

/// A page, watched for requests and complaints.
async function open(file, {scripts = true, ...seen} = {}) {
    const page = await browser.newPage();
    const url = pathToFileURL(file).href;
    page.on("request", (r) => check(r.url().split("#")[0] === url, `asks for ${r.url()}`));
    page.on("console", (m) => check(false, `says ${m.text()}`));
    page.on("pageerror", (e) => check(false, `fails: ${e}`));
    await page.setJavaScriptEnabled(scripts);
    await look(page, seen);
    await page.goto(url);
    return page;
}

/// What a change of colours alone can break: a second for each page saved over all the rules.
const of_colours = {runOnly: ["color-contrast", "link-in-text-block"]};

async function accessible(page, rules = {}) {
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
    const {violations} = await page.evaluate((r) => window.axe.run(r), rules);
    for (const v of violations)
        check(false, `axe: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 90)).join(" | ")}`);
    // axe leaves pictures out.
    const pale = await page.evaluate(() => {
        const light = (c) => {
            const [r, g, b] = c.match(/[\d.]+/g).map(Number).map((x) => x / 255)
                .map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
        const bad = [];
        for (const text of document.querySelectorAll("svg text")) {
            const box = text.parentNode.querySelector("rect");
            const behind = box ? getComputedStyle(box).fill
                : getComputedStyle(text.closest(".figure")).backgroundColor;
            if (contrast(getComputedStyle(text).fill, behind) < 4.5) bad.push(text.textContent);
        }
        return bad;
    });
    check(pale.length === 0, `hard to read in a picture: ${pale.slice(0, 3)}`);
}

async function narrow(page, width) {
    const all = await page.evaluate(() => document.documentElement.scrollWidth);
    check(all <= width, `${all} pixels wide at ${width}`);
}

/// What is folded, opened as by hand.
const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));

/// The table of departments, or that of changes, can be sorted; one of a single row cannot.
async function sorts(page) {
    const idle = await page.$$eval("table.sortable", (all) => all.filter((t) => t.tBodies[0].rows.length < 2)
        .filter((t) => t.querySelector("thead button")).map((t) => t.caption.textContent));
    check(idle.length === 0, `a single row, and yet it can be sorted: ${idle.slice(0, 3)}`);
    const table = await page.$(":is(#figures, #changes) table.sortable");
    const heads = await table.$$("thead th");
    const names = await table.$$eval("thead th", (all) => all.map((h) => h.textContent));
    const n = names.findIndex((name) => ["On average: loss", "Extra loss"].includes(name));
    const column = () => table.$$eval("tbody tr",
        (rows, i) => rows.map((r) => Number(r.cells[i].getAttribute("data-key"))), n);
    const before = await column();
    check(before.length > 1, "nothing to sort");
    const button = await heads[n].$("button");
    await button.click();
    const down = await column();
    check(String(down) === String([...before].sort((a, b) => b - a)), `not sorted downwards: ${down}`);
    check(await heads[n].evaluate((h) => h.ariaSort) === "descending", "aria-sort is not descending");
    await button.press("Enter");
    const up = await column();
    check(String(up) === String([...before].sort((a, b) => a - b)), `not sorted upwards by a key: ${up}`);
    check(await heads[n].evaluate((h) => h.ariaSort) === "ascending", "aria-sort is not ascending");
    await (await heads[0].$("button")).click();
    const ids = await table.$$eval("tbody th", (all) => all.map((h) => h.textContent));
    check(String(ids) === String([...ids].sort((a, b) => a.localeCompare(b, "en"))), `not sorted by name: ${ids}`);
    check(await heads[n].evaluate((h) => h.ariaSort) === null, "two columns claim to be sorted");
}

/// A link to a change opens its fold and leads there; a key closes it again.
async function folds(page) {
    const link = await page.$("#changes tbody a");
    if (!link) return;
    const fold = await page.$(await link.evaluate((a) => a.getAttribute("href")));
    await fold.evaluate((d) => { d.open = false; });
    await link.press("Enter");
    check(await fold.evaluate((d) => d.open), "the link does not open what is folded");
    await page.waitForFunction((d) => {
        const top = d.getBoundingClientRect().top;
        return top > -10 && top < innerHeight;
    }, {timeout: 5000}, fold).catch(() => check(false, "the link does not lead to the fold"));
    await page.keyboard.press("Tab");
    check(await page.evaluate((d) => document.activeElement === d.querySelector("summary"), fold),
        "the key Tab does not go on from where the link led");
    await page.keyboard.press("Space");
    check(!(await fold.evaluate((d) => d.open)), "the key Space does not close the fold");
    await fold.evaluate((d) => { d.open = true; });
}

/// Tab to a cause, choose it, and see that its ways and nothing else are lit. Leaves it chosen.
async function lights(page) {
    if (!(await page.$(".landscape")) || !(await page.$(".causes button"))) return;
    const at = () => page.evaluate(() => document.activeElement.closest(".causes") !== null);
    for (let i = 0; i < 400 && !(await at()); ++i) await page.keyboard.press("Tab");
    check(await at(), "no way to a cause by the Tab key");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    check(outline !== "none", "the focus cannot be seen");
    await page.keyboard.press("Space");
    const seen = await page.evaluate(() => {
        const cause = document.activeElement.value;
        const parts = [...document.querySelectorAll(".landscape [data-causes]")];
        const its = (e) => e.getAttribute("data-causes").split(" ").includes(cause);
        return {
            pressed: document.activeElement.getAttribute("aria-pressed"),
            right: parts.every((e) => e.classList.contains("lit") === its(e)),
            needs: parts.filter((e) => its(e) && e.classList.contains("edge")).length,
            processes: parts.filter((e) => its(e) && e.classList.contains("process")).length,
            said: document.querySelector(".chosen").textContent,
        };
    });
    check(seen.pressed === "true", "the cause does not say that it is chosen");
    check(seen.right, "what is lit is not what is on the cause's ways");
    check(seen.processes > 0 && seen.needs > 0, "no way from the cause to a process is lit");
    check(seen.said.includes("→"), `nothing is said of the way: ${seen.said}`);
}

async function lets_go(page) {
    await page.keyboard.press("Escape");
    check(await page.$(".landscape.choosing") === null, "Escape does not let go of the cause");
}

async function filters(page) {
    const box = await page.$(".filters input");
    if (!box) return;
    const word = await box.evaluate((b) => b.parentNode.textContent);
    await box.press("Space");
    const left = await page.$$eval(".findings > li", (all) => all.filter((f) => f.checkVisibility())
        .map((f) => f.querySelector(".sev").textContent));
    check(!left.includes(word), `findings of kind ${word} are still there`);
    const said = await page.$eval(".filters output", (o) => o.textContent);
    check(said.startsWith(`${left.length} of `), `${left.length} shown, but: ${said}`);
    await box.press("Space");
}

async function without_scripts(file, text) {
    const page = await open(file, {scripts: false});
    await unfold(page);
    const hidden = await page.evaluate(() => [...document.querySelectorAll("main section, main table, main svg, main li")]
        .filter((e) => !e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80)));
    check(hidden.length === 0, `hidden without scripts: ${hidden.slice(0, 3)}`);
    check(await page.$("main button, main input") === null, "a control that does nothing without scripts");
    const plain = await page.evaluate(() => document.querySelector("main").innerText.length);
    check(plain > 0.95 * text, "less to read without scripts");
    await page.close();
}

async function prints(file) {
    const page = await open(file, {scheme: "dark"});
    await page.emulateMediaType("print");
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    check(paper === "rgb(255, 255, 255)", `printed on ${paper}`);
    check(await page.$eval("nav", (n) => getComputedStyle(n).display) === "none", "navigation is printed");
    const unprinted = await page.$$eval("details:not([open]) :is(table, p, li)",
        (all) => all.filter((e) => !e.checkVisibility()).map((e) => e.textContent.slice(0, 50)));
    check(unprinted.length === 0, `folded on paper: ${unprinted.slice(0, 3)}`);
    const pdf = await page.pdf({format: "A4"});
    check(Buffer.from(pdf.slice(0, 5)).toString() === "%PDF-", "no PDF");
    // A4 less the margins of the page, in CSS pixels.
    await page.setViewport({width: 688, height: 1000});
    const wide = await page.evaluate(() => [...document.querySelectorAll("table, svg")]
        .filter((e) => e.scrollWidth > 692 || e.getBoundingClientRect().right > 692).map((e) => e.textContent.slice(0, 50)));
    check(wide.length === 0, `too wide for paper: ${wide.slice(0, 3)}`);
    await page.close();
}

for (const file of files) {
    const name = file.replace(/.*\//, "");
    where = `${name}, 360`;
    const page = await open(file, {width: 360});
    await narrow(page, 360);
    await unfold(page);
    await narrow(page, 360);
    await accessible(page);
    where = `${name}, 360, dark`;
    await look(page, {width: 360, scheme: "dark"});
    await narrow(page, 360);
    await accessible(page, of_colours);
    where = `${name}, dark`;
    await look(page, {scheme: "dark"});
    await accessible(page, of_colours);
    where = name;
    await look(page);
    const text = await page.evaluate(() => document.querySelector("main").innerText.length);
    await sorts(page);
    await folds(page);
    await filters(page);
    await lights(page);
    await accessible(page);
    await lets_go(page);
    await page.close();
    where = `${name}, no scripts`;
    await without_scripts(file, text);
    where = `${name}, printed`;
    await prints(file);
}
await browser.close();
console.log(`${files.length} pages, ${failed} complaints`);
process.exit(failed > 0 ? 1 : 0);
