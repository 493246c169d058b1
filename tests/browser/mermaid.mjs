// Reads charts with Mermaid itself: node mermaid.mjs BROWSER PUPPETEER MERMAID < CHARTS (see `charts`)
// Each must parse, be drawn with as many nodes and edges as it has, and say in its labels what it was meant to say.
// Prints what is wrong; status 1 if anything is.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {start} from "./chromium.mjs";

const [browserPath, puppeteerPath, mermaidPath] = process.argv.slice(2);
const charts = JSON.parse(readFileSync(0, "utf8"));

let failed = 0;
function check(holds, what) {
    if (holds) return;
    ++failed;
    console.log(what);
}

const browser = await start(browserPath, puppeteerPath);
const page = await browser.newPage();
page.on("request", (r) => check(false, `asks for ${r.url()}`));
page.on("pageerror", (e) => check(false, `fails: ${e}`));
page.on("dialog", (d) => check(false, `runs a script: ${d.message()}`) ?? d.dismiss());
await page.addScriptTag({path: join(mermaidPath, "dist", "mermaid.min.js")});
await page.evaluate(() => window.mermaid.initialize({startOnLoad: false, suppressErrorRendering: true}));

/// What Mermaid makes of a chart, or its complaint.
const drawn = (text) => page.evaluate(async (chart) => {
    try {
        await window.mermaid.parse(chart);
        document.body.innerHTML = (await window.mermaid.render("chart", chart)).svg;
    } catch (problem) {
        return {problem: String(problem)};
    }
    const all = (what) => [...document.body.querySelectorAll(what)];
    return {
        nodes: all(".node").length,
        edges: all(".edgePaths path").length,
        labels: all(".nodeLabel, span.edgeLabel").map((e) => e.textContent.replace(/[\s\u2060]/g, "")).filter((l) => l),
        elements: [...new Set(all("*").map((e) => e.localName))],
    };
}, text);

/// The first difference between a drawing and what it should be; nothing where there is none.
function difference(seen, {nodes, edges, labels}) {
    if (seen.problem) return seen.problem.slice(0, 300);
    if (seen.nodes !== nodes || seen.edges !== edges)
        return `${seen.nodes} nodes and ${seen.edges} edges instead of ${nodes} and ${edges}`;
    const odd = seen.elements.filter((e) => !["svg", "style", "g", "marker", "path", "circle", "rect", "polygon",
        "foreignObject", "div", "span", "p", "br", "linearGradient", "stop", "filter", "feDropShadow", "defs"].includes(e));
    if (odd.length > 0) return `draws ${odd}`;
    const said = [...seen.labels], missed = [];
    for (const label of labels) {
        const at = said.indexOf(label);
        if (at < 0) missed.push(label);
        else said.splice(at, 1);
    }
    if (missed.length + said.length > 0) return `says ${String(said).slice(0, 150)} instead of ${String(missed).slice(0, 150)}`;
}

for (const chart of charts) {
    const found = difference(await drawn(chart.text), chart);
    check(found === undefined, `${chart.name}: ${found}`);
}

// That it can find something: names as they are, and a sign too little.
const about = {nodes: 2, edges: 1, labels: ["<i>x</i>", "y"]};
const chart = (first) => `flowchart LR\n  n0["${first}"]\n  n1["y"]\n  n0 --> n1\n`;
check(difference(await drawn(chart("#60;i#62;x#60;#47;i#62;")), about) === undefined, "complains of a chart that is right");
check(difference(await drawn(chart("<i>x</i>")), about), "does not see that a name is markup");
check(difference(await drawn(chart("x\"]; n2[\"")), about), "does not see that a name is a node");
check(difference(await drawn(chart("x").replace("\"]", "]")), about), "does not see that a quote is missing");
await browser.close();
console.log(`${charts.length} charts, ${failed} complaints`);
process.exit(charts.length === 0 || failed > 0 ? 1 : 0);
