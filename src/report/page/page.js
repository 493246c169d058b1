"use strict";
(function () {
    function make(name, text) {
        const e = document.createElement(name);
        if (text !== undefined) e.textContent = text;
        return e;
    }

    // Tables: the heads of those that can be sorted become buttons.
    function key(row, column) {
        const cell = row.cells[column];
        const number = cell.getAttribute("data-key");
        return number === null ? cell.textContent.trim() : Number(number);
    }
    function compare(a, b) {
        if (typeof a === "number" && typeof b === "number") return a - b;
        return String(a).localeCompare(String(b), "en");
    }
    function sort(table, head) {
        const body = table.tBodies[0], column = head.cellIndex;
        const rows = Array.from(body.rows).map((row) => ({row, key: key(row, column)}));
        const before = head.getAttribute("aria-sort");
        const numbers = rows.every((r) => typeof r.key === "number");
        const up = before ? before === "descending" : !numbers;
        rows.sort((a, b) => (up ? compare(a.key, b.key) : compare(b.key, a.key)));
        for (const h of table.tHead.rows[0].cells) h.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        body.append(...rows.map((r) => r.row));
    }
    for (const table of document.querySelectorAll("table.sortable:has(tbody tr + tr)"))
        for (const head of table.tHead.rows[0].cells) {
            const button = make("button", head.textContent);
            button.type = "button";
            button.addEventListener("click", () => sort(table, head));
            head.replaceChildren(button);
        }

    // What is folded opens when a link leads to it.
    function unfold(hash) {
        const at = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
        if (at && at.tagName === "DETAILS") at.open = true;
    }
    document.addEventListener("click", (event) => {
        const link = event.target.closest("a[href^='#']");
        if (link) unfold(link.getAttribute("href"));
    });
    unfold(location.hash);

    // The picture: a cause that is chosen lights up its paths.
    const picture = document.querySelector(".landscape"), chosen = document.querySelector(".chosen");
    const buttons = [];
    function choose(button) {
        for (const b of buttons) b.setAttribute("aria-pressed", String(b === button));
        picture.classList.toggle("choosing", button !== null);
        for (const e of picture.querySelectorAll("[data-causes]")) {
            const causes = e.getAttribute("data-causes").split(" ");
            e.classList.toggle("lit", button !== null && causes.includes(button.value));
        }
        chosen.textContent = button === null ? "" : button.lit;
    }
    if (picture && chosen)
        for (const item of document.querySelectorAll(".causes li")) {
            const button = make("button");
            button.type = "button";
            button.value = item.getAttribute("data-cause");
            button.setAttribute("aria-pressed", "false");
            const ways = Array.from(document.querySelectorAll(".ways tr[data-causes]"))
                .filter((row) => row.getAttribute("data-causes").split(" ").includes(button.value))
                .map((row) => row.querySelector(".how").textContent);
            button.lit = ways.slice(0, 3).join("; ") +
                (ways.length > 3 ? "; and " + (ways.length - 3) + " more below" : "");
            button.append(...item.childNodes);
            item.append(button);
            item.classList.add("can");
            buttons.push(button);
            button.addEventListener("click",
                () => choose(button.getAttribute("aria-pressed") === "true" ? null : button));
        }
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && buttons.length > 0) choose(null);
    });

    // Findings: shown by severity and quality.
    const findings = Array.from(document.querySelectorAll(".findings > li"));
    const place = document.querySelector(".filter-place");
    if (place && findings.length > 1) {
        const items = findings.map((item) => ({
            item, words: [".sev", ".qual"].map((c) => item.querySelector(c).textContent)}));
        const boxes = [new Map(), new Map()];
        const form = make("fieldset"), count = make("output");
        form.className = "filters";
        form.append(make("legend", "Show"));
        const apply = () => {
            let shown = 0;
            for (const {item, words} of items) {
                item.hidden = !words.every((word, i) => boxes[i].get(word).checked);
                if (!item.hidden) ++shown;
            }
            count.textContent = shown + " of " + items.length + " findings";
        };
        boxes.forEach((kind, i) => {
            for (const word of new Set(items.map((x) => x.words[i]))) {
                const label = make("label"), box = make("input");
                box.type = "checkbox";
                box.checked = true;
                box.addEventListener("change", apply);
                label.append(box, word);
                form.append(label);
                kind.set(word, box);
            }
        });
        form.append(count);
        place.append(form);
        apply();
    }
})();
