// One way to start Chromium, for every test that drives it.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

/// A browser without a window. Root needs it to go without its sandbox; what would go looking for
/// updates and accounts is off, because a closed network makes it wait.
export async function start(executablePath, puppeteerPath) {
    const about = JSON.parse(readFileSync(join(puppeteerPath, "package.json"), "utf8"));
    const entry = about.exports?.["."]?.import?.default ?? about.exports?.["."]?.import ?? about.main;
    const module = await import(pathToFileURL(join(puppeteerPath, entry)));
    return (module.default ?? module).launch({
        executablePath,
        headless: true,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"],
    });
}
