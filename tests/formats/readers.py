"""How each format is read back, by readers that others made where there are any.

FORMATS has an entry for every format of every command: a function from bytes to what was found:

    skeleton  the structure without the words: what no text from a file may change
    texts     every text that a person or a tool sees

A format that is malformed raises. To add a format: one function, one entry.
"""
import csv
import html
import html.parser
import io
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree

try:
    import yaml
except ImportError:
    yaml = None

RUNNER_COMMAND = re.compile(r"^\s*::|##(\[|vso\[|teamcity\[)", re.M)
# C0 but for tab and line feed, DEL, C1, marks of direction, line and paragraph separators, the
# byte-order mark.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Found:
    def __init__(self, skeleton, texts):
        self.skeleton, self.texts = skeleton, list(texts)

    def says(self, word):
        return any(word in text for text in self.texts)


def difference(found, meant):
    """Where two structures part, for whoever must find out why."""
    one, other = repr(found.skeleton), repr(meant.skeleton)
    at = len(os.path.commonprefix([one, other]))
    return f": {one[max(0, at - 80):at + 60]} is not {other[max(0, at - 20):at + 60]}"


def decoded(data, line_end="\n"):
    """UTF-8 in which nothing is left that moves, hides or reorders, or commands a runner."""
    text = data.decode("utf-8")
    if line_end == "\r\n":
        assert not re.search("(?<!\r)\n|\r(?!\n)", text), "a line does not end in CR LF"
        text = text.replace("\r\n", "\n")
    found = FORBIDDEN.search(text)
    assert not found, f"U+{ord(found.group()):04X} gets through"
    return text


def uncommanding(text):
    found = RUNNER_COMMAND.search(text)
    assert not found, f"commands a runner: {text[found.start():found.start() + 60]!r}"
    return text


def read_text(data):
    text = uncommanding(decoded(data))
    return Found(None, [re.sub(r"\s+", " ", text)])


def no_constant(word):
    raise ValueError(f"{word} is no JSON")


def once(pairs):
    assert len(pairs) == len({key for key, _ in pairs}), "a key comes twice"
    return dict(pairs)


def json_value(text):
    return json.loads(text, parse_constant=no_constant, object_pairs_hook=once)


def ids_of(value):
    """Whether the keys are ids of the landscape, not names of fields."""
    return any("Qx7" in key or "finance" in key for key in value)


def json_skeleton(value, texts):
    if isinstance(value, dict):
        texts.extend(value)
        return sorted((json_skeleton(inner, texts) for inner in value.values()), key=repr) if ids_of(value) else {
            key: json_skeleton(inner, texts) for key, inner in value.items()}
    if isinstance(value, list):
        return [json_skeleton(inner, texts) for inner in value]
    if isinstance(value, str):
        texts.append(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return 'number'  # 0 is written without decimals
    return type(value).__name__


def read_json(data):
    text = uncommanding(decoded(data))
    assert "</" not in text, "ends an HTML element"
    texts = []
    return Found(json_skeleton(json_value(text), texts), texts)


def read_jsonl(data):
    text = uncommanding(decoded(data))
    texts = []
    assert text.endswith("\n") and "\n\n" not in text
    return Found([json_skeleton(json_value(line), texts) for line in text.splitlines()], texts)


def read_csv(data, separator=","):
    text = uncommanding(decoded(data, "\r\n"))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator))
    for row in rows:
        assert len(row) == len(rows[0]), f"{len(row)} cells, not {len(rows[0])}"
        for cell in row:
            start = cell.lstrip(" \u00a0\u3000\t\r\n")[:1]
            number = re.fullmatch(r"-?[0-9.,]+(e[+-]?[0-9]+)?", cell)
            assert number or start not in tuple("=+-@\uff1d\uff0b\uff0d\uff20\u2212"), f"a formula: {cell[:60]!r}"
    return Found([len(row) for row in rows], [cell for row in rows for cell in row])


def read_spreadsheet(separator):
    def read(data):
        assert data.startswith(b"\xef\xbb\xbf"), "no byte-order mark"
        return read_csv(data[3:], separator)
    return read


def read_junit(data):
    text = uncommanding(decoded(data))
    assert "<!" not in text and text.count("<?") == 1, "a declaration or an instruction"
    root = xml.etree.ElementTree.fromstring(text.encode())
    texts = []

    def skeleton(element):
        texts.extend(element.attrib.values())
        texts.append(element.text or "")
        return element.tag, sorted(element.attrib), [skeleton(inner) for inner in element]

    suites = skeleton(root)
    for suite in root:
        names = [(test.get("classname"), test.get("name")) for test in suite]
        assert len(names) == len(set(names)), "two tests have one name"
    return Found(suites, texts)


COMMAND = re.compile(r"::(error|warning|notice)((?: |,)[A-Za-z]+=[^,:%\r\n]*(?:%[0-9A-F]{2}[^,:%\r\n]*)*)*"
                     r"::((?:[^%\r\n]|%[0-9A-F]{2})*)")


def percent_decoded(text):
    return re.sub("%([0-9A-F]{2})", lambda m: chr(int(m.group(1), 16)), text)


def read_github(data):
    texts, skeleton = [], []
    for line in decoded(data).splitlines():
        assert COMMAND.fullmatch(line), f"no command: {line[:100]!r}"
        assert "##" not in line or not RUNNER_COMMAND.search(line[2:]), "a command in a command"
        head, message = line[2:].split("::", 1)
        name, _, properties = head.partition(" ")
        pairs = [pair.split("=", 1) for pair in properties.split(",")] if properties else []
        skeleton.append((name, [key for key, _ in pairs]))
        texts.extend(percent_decoded(value) for _, value in pairs)
        texts.append(percent_decoded(message))
    return Found(skeleton, texts)


def read_gitlab(data):
    found = read_json(data)
    issues = json.loads(data)
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(fingerprints) == len(set(fingerprints)), "two issues have one fingerprint"
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert issue["location"]["lines"]["begin"] >= 1 and issue["description"]
    return found


def read_sarif(data):
    found = read_json(data)
    run, = json.loads(data)["runs"]
    rules = run["tool"]["driver"]["rules"]
    marks = [result["partialFingerprints"]["knockon/v1"] for result in run["results"]]
    assert len(marks) == len(set(marks)), "two results have one fingerprint"
    # What GitHub asks for beyond the standard.
    for rule in rules:
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= 1024, rule["id"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert not re.search(r"\]\(", result["message"]["text"]), "a link"
        assert len(result["locations"]) == 1
        physical = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", physical["artifactLocation"]["uri"])
        region = physical["region"]
        assert (region["endLine"], region["endColumn"]) > (region["startLine"], region["startColumn"]) >= (1, 1)
    return found


SAMPLE = re.compile(r'([a-z0-9_]+)\{((?:[a-z_]+="(?:[^"\\\n]|\\[\\"n])*",?)*)\} (-?[0-9.]+(?:e[+-]?[0-9]+)?)')
LABEL = re.compile(r'([a-z_]+)="((?:[^"\\]|\\.)*)"')


def samples(text):
    """[(metric, {label: value}, value)] of the text format."""
    found, known = [], {}
    for line in text.splitlines():
        comment = re.fullmatch(r"# (HELP|TYPE) ([a-z0-9_]+) (.+)", line)
        if comment:
            known.setdefault(comment.group(2), []).append(comment.group(1))
            continue
        sample = SAMPLE.fullmatch(line)
        assert sample, f"no sample: {line[:100]!r}"
        labels = {key: re.sub(r"\\(.)", lambda m: "\n" if m.group(1) == "n" else m.group(1), value)
                  for key, value in LABEL.findall(sample.group(2))}
        found.append((sample.group(1), labels, float(sample.group(3))))
    for metric, _, _ in found:
        assert known.get(metric) == ["HELP", "TYPE"], f"{metric} is not announced, or twice"
    series = [(metric, sorted(labels.items())) for metric, labels, _ in found]
    assert all(series.count(one) == 1 for one in series), "a series comes twice"
    return found


def read_prometheus(data):
    text = uncommanding(decoded(data))
    found = samples(text)
    return Found([(metric, list(labels)) for metric, labels, _ in found],
                 [value for _, labels, _ in found for value in labels.values()])


HTML_OF_OURS = re.compile(r"(<!-- knockon: [A-Za-z0-9_.+:/%-]{1,800} -->|<details><summary>[A-Za-z, ]+ \([0-9,]+\)"
                          r"</summary>|<details><summary>(?=\n)|^</summary>|</details>)\n?")


def read_markdown(data, longest=65_536):
    text = uncommanding(decoded(data))
    assert len(text) <= longest
    if not shutil.which("cmark-gfm"):
        return Found(None, [text.replace("\\", "").replace("&#8203;", "")])
    done = subprocess.run(["cmark-gfm", "--to", "xml", "--unsafe", "-e", "table", "-e", "autolink",
                           "-e", "strikethrough", "-e", "tasklist", "-e", "footnotes"],
                          input=data, stdout=subprocess.PIPE, timeout=60, check=True)
    root = xml.etree.ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", done.stdout))
    texts = []

    def skeleton(element):
        kind = element.tag.split("}")[-1]
        said = element.text or ""
        assert kind not in ("link", "image", "emph", "strong", "code", "code_block", "strikethrough",
                            "footnote_reference", "footnote_definition", "heading", "block_quote",
                            "thematic_break", "linebreak"), f"{kind}: {said[:60]!r}"
        if kind == "html_block":
            assert not HTML_OF_OURS.sub("", said).strip(), f"HTML gets through: {said[:200]!r}"
        elif kind == "html_inline":
            assert said in ("<strong>", "</strong>"), f"HTML gets through: {said[:60]!r}"
        # Letters, marks and escapes come in as many pieces as they like: they are one text.
        inner = [skeleton(child) for child in element if child.tag.split("}")[-1] not in ("text", "softbreak")]
        joined = "".join(child.text or "" for child in element if child.tag.split("}")[-1] == "text")
        for sign in re.findall(r"[@#!~%$&]\w", joined):
            raise AssertionError(f"a reference: {sign!r} in {joined[:100]!r}")
        assert not re.search(r":([a-z0-9_+-]*[a-z][a-z0-9_+-]*|[+-]1|100|1234):", joined), f"an emoji: {joined[:100]!r}"
        texts.append(joined.replace("\u200b", ""))
        return kind, inner

    return Found(skeleton(root), texts)


def read_summary(data):
    return read_markdown(data, 1024 * 1024)


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.texts, self.other = [], [], []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if tag in ("mark", "code") and not names:
            return  # what a finding points at, if the quoted line is not cut before it; what stands in backticks
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        assert not any(name.startswith("on") for name in names), f"<{tag}> has a handler"
        self.found.append((tag, sorted(names)))
        self.texts.extend(value for _, value in attrs if value)

    def handle_data(self, data):
        self.texts.append(data)

    def unknown_decl(self, data):
        self.other.append(data)

    def handle_pi(self, data):
        self.other.append(data)

    def handle_comment(self, data):
        self.other.append(data)


def read_html(data):
    reader = Tags()
    reader.feed(decoded(data))
    reader.close()
    return Found((reader.found, reader.other), [re.sub(r"\s+", " ", "".join(reader.texts))] + reader.texts)


def read_ics(data):
    text = decoded(data, "\r\n")
    for line in text.split("\n"):
        assert len(line.encode()) <= 75, "a line is not folded"
    lines = uncommanding(text.replace("\n ", "")).splitlines()
    for line in lines:
        assert re.match(r"[A-Z-]+[;:]", line), f"no property: {line[:60]!r}"
    texts = [re.sub(r"\\(.)", lambda m: "\n" if m.group(1) in "nN" else m.group(1), line.split(":", 1)[1])
             for line in lines]
    return Found([re.match(r"[A-Z-]+", line).group() for line in lines], texts)


DOT_TOKEN = re.compile(r'"((?:[^"\\\n]|\\.)*)"|->|[A-Za-z_][A-Za-z0-9_]*|-?[0-9.]+|[\[\]{}=,;]|\s+')


def read_dot(data):
    """All text of DOT is in quoted strings; their escapes are \\\\ \\" \\n \\l, and entities."""
    text = uncommanding(decoded(data))
    texts, skeleton, place = [], [], 0
    while place < len(text):
        token = DOT_TOKEN.match(text, place)
        assert token, f"no DOT: {text[place:place + 60]!r}"
        place = token.end()
        if token.group(1) is not None:
            assert re.fullmatch(r'(?:[^\\&]|\\[\\"nl]|&amp;)*', token.group(1)), token.group()[:60]
            for end in (" ", ""):
                texts.append(html.unescape(re.sub(r"\\(.)", lambda m: end if m.group(1) in "nl" else m.group(1),
                                                  token.group(1))))
            skeleton.append('"')
        elif token.group().strip():
            skeleton.append(token.group())
    return Found(skeleton, texts)


MERMAID_LINE = re.compile(r'flowchart LR|  [nk][0-9]+(?:\["T"\]|\(\["T"\]\)|\[\("T"\)\]|\[\["T"\]\])(?::::s[0-9]+)?|'
                          r'  n[0-9]+ (?:-->|==>|-\.->)(?:\|"T"\|)? n[0-9]+|  legend\["T"\]|  class n[0-9]+ s[0-9]+|'
                          r'  (?:style|classDef) [a-z]+[0-9]* [a-z0-9:,# -]+')


def read_mermaid(data):
    """All text is in quotes, and every sign that could mean something there is a numbered entity."""
    texts, skeleton = [], []

    def label(found):
        assert re.fullmatch(r"(?:[A-Za-z0-9 ,-]|[^\x00-\x7f]|#[0-9]+;|<br/>)*", found.group(1)), found.group()[:60]
        # A line ends between words, or within one that is too long.
        for end in (" ", ""):
            texts.append(re.sub("#([0-9]+);", lambda m: chr(int(m.group(1))), found.group(1).replace("<br/>", end)))
        return '"T"'

    for line in uncommanding(decoded(data)).splitlines():
        bare = re.sub(r'"([^"]*)"', label, line)
        assert MERMAID_LINE.fullmatch(bare), f"no Mermaid: {line[:100]!r}"
        skeleton.append(bare)
    return Found(skeleton, texts)


SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {SVG + name for name in ("svg", "g", "title", "text", "path", "polygon", "polyline", "ellipse")}


def read_svg(data):
    text = uncommanding(decoded(data))
    assert "<!" not in text and "<?" not in text, "a declaration or an instruction"
    texts = []

    def skeleton(element):
        assert element.tag in DRAWN, element.tag
        assert not any(re.match("on|style|.*href", name) for name in element.attrib), element.attrib
        texts.append(element.text or "")
        inner = [skeleton(child) for child in element]
        # A label is wrapped into as many lines as it needs.
        lines = [child for n, child in enumerate(inner) if child[0] != SVG + "text" or inner[n - 1][0] != SVG + "text"]
        return element.tag, sorted(element.attrib), lines

    found = skeleton(xml.etree.ElementTree.fromstring(text))
    return Found(found, [" ".join(texts), "".join(texts)])


def read_yaml(data):
    text = uncommanding(decoded(data))
    if not yaml:
        return Found(None, [text])
    texts = []
    return Found(json_skeleton(yaml.load(text, yaml.BaseLoader), texts), texts)


FORMATS = {
    "text": read_text,
    "json": read_json,
    "jsonl": read_jsonl,
    "html": read_html,
    "ics": read_ics,
    "markdown": read_markdown,
    "github-summary": read_summary,
    "csv": read_csv,
    "csv-excel": read_spreadsheet(","),
    "csv-semicolon": read_spreadsheet(";"),
    "sarif": read_sarif,
    "junit": read_junit,
    "github": read_github,
    "gitlab": read_gitlab,
    "prometheus": read_prometheus,
    "dot": read_dot,
    "mermaid": read_mermaid,
    "svg": read_svg,
    "yaml": read_yaml,
}


def run(program, words, folder, statuses):
    done = subprocess.run([program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, cwd=folder,
                          check=False)
    said = done.stderr.decode(errors="replace")[:2000]
    assert done.returncode in statuses, f"{words}: status {done.returncode}: {said}"
    return done


def commands_of(program):
    listed = run(program, ["--help"], None, (0,)).stdout.decode().partition("Commands:\n")[2].partition("\n\n")[0]
    return set(re.findall(r"^  ([a-z]+)", listed, re.M))


def formats_of(program, words=("assess", "none.yaml")):
    """What the command itself says it can draw."""
    said = run(program, [words[0], "--format", "?", *words[1:]], None, (2,)).stderr.decode()
    listed = re.search(r"cannot be `\?`\n  help: expected (.*)", said)
    assert listed, said
    return re.split(r", | or ", listed.group(1))


def formats_of_many(program, formats):
    """Those in which there can be several changes."""
    words = [word for one in formats for word in ("--report", f"{one}=none.{one}")]
    said = run(program, ["assess", *words, "none.yaml", "none.yaml"], None, (2,)).stderr.decode()
    return [one for one in formats if f"`{one}` holds one change" not in said]


def write_all(program, options, change, folder, formats, start=None):
    """One run that writes every format; the bytes by format."""
    files = {name: folder / f"report.{name}" for name in formats}
    reports = [word for name, path in files.items() for word in ("--report", f"{name}={path}")]
    run(program, ["assess", *options, *reports, "-q", "--today", "2026-11-24", "--", change], start or folder, (0, 1))
    return {name: path.read_bytes() for name, path in files.items()}
