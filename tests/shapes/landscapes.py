"""Landscapes, changes and what lies beside them, of awkward shapes. Each `shape_NAME(d)` takes a Draw and gives files by
name; `change.yaml` is there in each of them."""

MODEL = "<model xmlns='http://www.opengroup.org/xsd/archimate/3.0/' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' identifier='m'>"
HEAD = "knockon: landscape/1\ncurrency: EUR\ntimezone: Europe/Amsterdam\n"


class Draw:
    """What is random in a shape, and how many bytes it may have."""

    def __init__(self, random, size):
        self.random, self.size = random, size
        self.pick, self.chance, self.whole = random.choice, random.random, random.randint

    def many(self, bytes_each, most=None):
        """How many things of so many bytes: as many as there is room for, or, half of the time, any smaller number."""
        room = max(1, min(self.size // bytes_each, most or self.size))
        return room if self.chance() < 0.5 else max(1, round(room ** self.chance()))


def lines(of):
    return "".join(f"  {line}\n" for line in of)


def landscape(components=("x: {}",), processes=("p: {department: d, needs: [x], mtpd: 30m, loss: {hour: 800}}",),
              departments=("d: {appetite: {probability: 5%}}",), more=""):
    return f"{HEAD}departments:\n{lines(departments)}components:\n{lines(components)}processes:\n{lines(processes)}{more}"


def change(steps="{update: x, downtime: 10m, fails: 20%}", more="", id="c", start="2027-02-02T20:00"):
    return f"knockon: change/1\nid: {id}\nwindow: {{start: {start}}}\n{more}steps: [{steps}]\n"


def files(land, made=None, **more):
    return {"landscape.yaml": land, "change.yaml": made or change(),
            **{name.replace("_", ".", 1): text for name, text in more.items()}}


def rule(d):
    """Of RFC 5545, and seldom none."""
    often = d.pick(["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={often}", f"INTERVAL={d.pick([61, 127]) if often == 'SECONDLY' else d.pick([1, 1, 2, 7, 11, 61])}"]
    ways = [("BYMONTH", 1, 12), ("BYHOUR", 0, 23), ("BYMINUTE", 0, 59), ("BYSECOND", 0, 59)]
    ways += [("BYMONTHDAY", -31, 31)] if often != "WEEKLY" else []
    ways += [("BYYEARDAY", -366, 366), ("BYWEEKNO", -53, 53)] if often == "YEARLY" else []
    for name, low, high in ways:
        if d.chance() < 0.25:
            values = sorted({v for v in (d.whole(low, high) for _ in range(d.pick([1, 1, 2, 9]))) if v})
            parts += [f"{name}=" + ",".join(map(str, values))] if values else []
    if len(parts) > 2 and d.chance() < 0.2:
        parts.append(f"BYSETPOS={d.pick([-1, 1, 2, 300])}")
    if d.chance() < 0.1:
        parts.append(f"COUNT={d.whole(1, 10**6)}")
    if d.chance() < 0.001:
        parts.append("BYWEEKNO=54")
    return ";".join(parts)


def calendars(d, n):
    made = []
    for i in range(n):
        parts = [d.pick([f'rrule: "{rule(d)}", from: 2026-01-01', "days: mon-fri", "working_day: 3, of: month",
                         "dates: [2027-01-01..2027-12-31]"]), d.pick(["hours: 08:00-09:00", "hours: 22:00-21:59"])]
        if d.chance() < 0.1:
            parts = ["periods: [2027-01-01T00:00..2027-03-01T00:00]"]
        if i and d.chance() < 0.5:
            parts.append(f"{d.pick(['within', 'except'])}: [{', '.join({f'c{d.whole(max(0, i - 9), i - 1)}' for _ in range(2)})}]")
        made.append(f"c{i}: {{{', '.join(parts)}}}")
    return "calendars:\n" + lines(made)


def shape_calendars(d):
    n = d.many(110)
    return files(landscape([f"x: {{{d.pick(['maintenance', 'changes_in', 'support'])}: c{n - 1}}}"],
                           [f"p: {{department: d, needs: [x], active: c0, mtpd: 30m, peaks: [{{during: c{n // 2}, factor: 3}}], "
                            f"deadlines: [{{calendar: c{n - 1}, work: 10m, penalty: 5}}], loss: {{hour: 800}}}}"], more=calendars(d, n)))


def shape_ics(d):
    n = d.many(130)
    ids = d.pick([1, 7, n])
    extra = lambda: d.pick(["", "", f"RRULE:{rule(d)}\n", "RECURRENCE-ID:20270101T000000\n", "EXDATE:20270101T000000\n", "SEQUENCE:7\n",
                            "RDATE:20270101T000000,20270102T000000\n", "STATUS:CANCELLED\n", f"EXRULE:{rule(d)}\n",
                            f"RECURRENCE-ID;RANGE=THISANDFUTURE:202701{d.whole(1, 28):02d}T000000\n"])
    body = "".join(f"BEGIN:VEVENT\nUID:{d.whole(1, ids)}\nDTSTART:202701{d.whole(1, 28):02d}T{d.whole(0, 23):02d}0000\n"
                   f"DURATION:PT{d.whole(1, 99)}M\n{extra()}END:VEVENT\n" for _ in range(n))
    return files(landscape(["x: {maintenance: c}"], more="calendars: {c: {ics: cal.ics}}\n"),
                 cal_ics=f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n")


def shape_zones(d):
    n = d.many(190)
    zones = "".join(f"BEGIN:VTIMEZONE\nTZID:z{i}\nBEGIN:{d.pick(['STANDARD', 'DAYLIGHT'])}\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\n"
                    f"TZOFFSETTO:+0100\nRRULE:{d.pick(['FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'FREQ=DAILY;INTERVAL=40', 'FREQ=MONTHLY', rule(d)])}\nEND:VTIMEZONE\n".replace(
                        "END:VTIMEZONE", "END:STANDARD\nEND:VTIMEZONE") for i in range(n)).replace("BEGIN:DAYLIGHT", "BEGIN:STANDARD")
    events = "".join(f"BEGIN:VEVENT\nUID:{i}\nDTSTART;TZID=z{i}:20270101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
                     for i in range(0, n, d.pick([1, 50])))
    return files(landscape(["x: {maintenance: c}"], more="calendars: {c: {ics: cal.ics}}\n"),
                 cal_ics=f"BEGIN:VCALENDAR\nVERSION:2.0\n{zones}{events}END:VCALENDAR\n")


def shape_groups(d):
    n = d.many(38)
    members = ", ".join(f"m{i}" for i in range(n))
    need = d.pick([f"atleast: {d.whole(1, n)}, of", "any", "all"])
    return files(landscape([*(f"m{i}: {{availability: 9{d.whole(0, 9)}%}}" for i in range(n)), f"x: {{needs: [{{{need}: [{members}]}}]}}"]),
                 change("{update: m0, fails: 20%}"))


def shape_star(d):
    n = d.many(60)
    return files(landscape(["x: {}", *(f"l{i}: {{needs: [x]}}" for i in range(n))],
                           [f"p{i}: {{department: d, needs: [l{i * 7 % n}], mtpd: {i % 60}m, loss: {{hour: 5}}}}" for i in range(max(1, n // 3))]))


def shape_cycles(d):
    n = d.many(90)
    step = d.whole(3, 9)
    if n < 10:
        made = ["c0: {needs: [c1], restart: 1m}", "c1: {needs: [c0], restart: 1m}"]
    else:
        made = [f"c{i}: {{restart: {d.pick(['1m', '1h', '0s'])}, availability: 99%, needs: [c{(i + 1) % n}, "
                f"{{any: [c{(i + step) % n}, c{(i + 2) % n}]}}]}}" for i in range(n)]
    return files(landscape([*made, "x: {needs: [c0]}"]), change("{update: c1, fails: 20%, downtime: 1h}"))


def shape_pairs(d):
    n = d.many(70)
    made = [f"a{i}: {{needs: [b{i}{', a%d' % (i - 1) if i else ''}]}}" for i in range(n)] + [f"b{i}: {{needs: [a{i}]}}" for i in range(n)]
    return files(landscape([*made, f"x: {{needs: [a{n - 1}]}}"]), change("{update: b0, fails: 20%}"))


def shape_chains(d):
    n = d.many(58)
    tolerates = d.pick(["", ", tolerates: 1m", ", chance: 90%"])
    return files(landscape(["x0: {}", *(f"x{i}: {{needs: [{{all: x{i - 1}{tolerates}}}], restart: 1m}}" for i in range(1, n)),
                            f"x: {{needs: [x{n - 1}]}}"]), change("{update: x0, fails: 20%}"))


def shape_grid(d):
    n = max(2, round(d.many(60) ** 0.5))
    made = [f"g{i}-{j}: {{availability: 95%" + (f", needs: [{{any: [g{i - 1}-{j}, g{i - 1}-{(j + 1) % n}]}}]}}" if i else "}")
            for i in range(n) for j in range(n)]
    return files(landscape([*made, f"x: {{needs: [g{n - 1}-0]}}"]), change("{update: g0-0, fails: 20%}"))


def shape_dense(d):
    n = max(2, round(d.many(10) ** 0.5))
    made = [f"t{i}: {{availability: 99%}}" for i in range(n)] + [f"u{i}: {{needs: [{', '.join(f't{j}' for j in range(n))}]}}" for i in range(n)]
    return files(landscape([*made, f"x: {{needs: [{', '.join(f'u{i}' for i in range(n))}]}}"]), change("{update: t0, fails: 20%}"))


def shape_steps(d):
    n = d.many(140, d.pick([8, 24, 60, 10**6]))
    steps = ", ".join(f"{{update: s{i}, downtime: 1m, fails: {d.pick(['50%', '1%..9%'])}, "
                      f"recovery: {{p50: 1h, p90: 9h}}{d.pick([', checkpoint: true', ''])}}}" for i in range(n))
    return files(landscape([*(f"s{i}: {{}}" for i in range(n)), f"x: {{needs: [{', '.join(f's{i}' for i in range(n))}]}}"]),
                 change(steps, d.pick(["", "on_failure: abort\n"])))


def shape_verbs(d):
    n = d.many(130, d.pick([10, 10**6]))
    steps = []
    for i in range(n):
        steps += d.pick([[f"{{add: {{n{i}: {{availability: 99%}}}}}}, {{connect: x, to: [n{i}]}}"], [f"{{replace: s{i}, with: {{kind: saas}}}}"],
                         [f"{{connect: s{i}, to: [s{(i + 1) % n}]}}"], [f"{{update: s{i}, surfaces: {{late: 20%, within: 7d}}, "
                                                                      "rollback: {takes: 30m, works: 95%, until: 90m}}"]])
    return files(landscape([*(f"s{i}: {{}}" for i in range(n)), f"x: {{needs: [{', '.join(f's{i}' for i in range(n))}]}}"]), change(", ".join(steps)))


def shape_departments(d):
    n = d.many(110)
    return files(landscape(["x: {}"], [f"p{i}: {{department: d{i}, needs: [x], mtpd: {i % 90 + 1}m, loss: {{hour: {i + 1}}}}}" for i in range(n)],
                           [f"d{i}: {{appetite: {{probability: 5%, loss: 1k}}}}" for i in range(n)]))


def shape_processes(d):
    n = d.many(100)
    return files(landscape(["x: {}", "y: {needs: [x]}"], [f"p{i}: {{department: d, needs: [{d.pick(['x', 'y'])}{f', p{i - 1}' if i and d.chance() < 0.3 else ''}], "
                                                        f"target: 99.8%, rto: 1h, loss: {{hour: 5, cap: 900}}}}" for i in range(n)]))


def shape_ranges(d):
    n = d.many(60)
    return files(landscape([*(f"r{i}: {{availability: 9{d.whole(0, 8)}%..99.9%, recovery: 1h..9h}}" for i in range(n)),
                            f"x: {{needs: [{', '.join(f'r{i}' for i in range(n))}]}}"]), change("{update: x, fails: 1%..30%, recovery: 1h..2d}"))


def shape_peaks(d):
    n = d.many(60)
    seconds = 'c: {rrule: "FREQ=' + d.pick(["SECONDLY;INTERVAL=40", "MINUTELY;INTERVAL=3", "HOURLY"]) + '", from: 2026-01-01, hours: 00:00-00:01}'
    peaks = ", ".join(f"{{during: {d.pick(['c', 'e'])}, factor: {i % 9 + 1}, mtpd: {i % 50}m}}" for i in range(n))
    return files(landscape(processes=[f"p: {{department: d, needs: [x], mtpd: 1h, loss: {{hour: 5}}, peaks: [{peaks}]}}"],
                           more=f"calendars:\n  {seconds}\n  e: {{days: mon-fri}}\n"), change(more=f"hypercare: {d.pick(['1h', '30d', '365d'])}\n"))


def shape_deadlines(d):
    n = d.many(65)
    made = ", ".join(f"{{calendar: {d.pick(['c', 'e'])}, work: {i % 90 + 1}m, penalty: {i}, contiguous: {d.pick(['true', 'false'])}}}" for i in range(n))
    often = d.pick(["HOURLY", "MINUTELY;INTERVAL=5", "DAILY"])
    return files(landscape(processes=[f"p: {{department: d, needs: [x], mtpd: 1h, loss: {{hour: 5}}, deadlines: [{made}]}}"],
                           more=f'calendars:\n  c: {{rrule: "FREQ={often}", from: 2026-01-01, hours: 00:00-00:30}}\n  e: {{days: mon-fri}}\n'),
                 change(more=f"hypercare: {d.pick(['1h', '30d', '365d'])}\n"))


def shape_freezes(d):
    n = d.many(60)
    return files(landscape(["x: {}", "y: {needs: [x]}"], more="calendars: {c: {days: mon-fri}, e: {days: sat, hours: 01:00-05:00}}\nfreezes:\n" + lines(
        f"f{i}: {{during: {d.pick(['c', 'e'])}, for: [{d.pick(['x', 'y', 'd'])}]}}" for i in range(n))))


def shape_outages(d):
    n = d.many(80)
    return files(landscape(more="outages:\n" + lines(
        f"- {{component: x, from: 2027-0{i % 9 + 1}-{i % 28 + 1:02d}T0{i % 9}:00, to: 2027-0{i % 9 + 1}-{i % 28 + 1:02d}T1{i % 9}:00}}" for i in range(n))))


def shape_loads(d):
    n = d.many(110, d.pick([1, 5, 9, 10**6]))
    steps = ", ".join(f"{{load: l{i}, times: {d.pick([2, 10, 1000])}, sigma: {d.pick([0.1, 3])}}}" for i in range(n))
    return files(landscape([*(f"l{i}: {{load: 10/s, capacity: {d.pick([1, 15, 1000])}/s, needs: [x]}}" for i in range(n)), "x: {capacity: 50/s}"]),
                 change(steps))


def shape_failures(d):
    component = f"x: {{availability: {d.pick(['50%', '1%', '99.9999%', '0.001%', '100%'])}, recovery: {d.pick(['1s', '1m', '1h', '300d'])}}}"
    return files(landscape([component]), change(more=f"hypercare: {d.pick(['1h', '30d', '365d'])}\n"))


def shape_texts(d):
    unit = d.pick(["a", "é", "\\u202e", "]]>", "::error::", "=1+", "日", "\\\"", "{{x}}", "word "])
    long = unit * d.many(len(unit.encode()) * 2)
    return files(landscape([f'x: {{name: "{long}", note: "{unit * 9}"}}']), change(more=f'title: "{long}"\n'))


def shape_numbers(d):
    value = d.pick(["0", "1", "1e9", "999999999999", "0." + "0" * 315 + "1", "0.000001", "9" * 300, "1e308", "0." + "1" * (d.size // 4)])
    return files(landscape([f"x: {{availability: {d.pick(['0.1%', '100%', '99.' + '9' * 14 + '%', '0.' + '0' * 300 + '1%'])}}}"],
                           [f"p: {{department: d, needs: [x], mtpd: {d.pick(['0s', '1s', '9000d'])}, people: {d.pick([0, 1, 2000000000])}, "
                            f"loss: {{hour: {value}, each: {value}}}}}"]))


def shape_yaml(d):
    """Documents that are hard on a reader of YAML."""
    n = d.many(8)
    return files(d.pick([
        HEAD + "a: &a [" + "x," * 9 + "]\n" + "".join(f"b{i}: &b{i} [" + f"*b{i - 1}," * 9 + "]\n" if i else "b0: &b0 [*a]\n" for i in range(n // 30 + 1)),
        HEAD + "components: " + "{a: " * n + "\n", HEAD + "components:\n" + "".join(" " * (i % 3000) + "a:\n" for i in range(min(n, 400))),
        HEAD + "? " * n + "\n", HEAD + "- " * n + "\n", HEAD + "components: {" + "x: {}, " * n + "}\n", HEAD + "! " * n, "---\n" * n,
        HEAD + "components:\n" + "".join(f"  x{i % 7}: {{}}\n" for i in range(n)), HEAD + "unknown: 1\n" * n, HEAD + '"' + "\\\n" * n,
        HEAD + "components: |\n" + " x\n" * n, HEAD + "components:\n" + "".join(f"  x{i}: {{nedes: [y{i}], availability: 99,9%}}\n" for i in range(n // 8)),
        HEAD + "components: {x: {needs: [" + "y, " * n + "]}}\n", "{" + '"knockon":"landscape/1",' + '"a":[' * n]))


def shape_names(d):
    """Ids that are almost each other, and one that is not there."""
    n = d.many(50)
    return files(landscape([*(f"service-number-{i:07d}: {{}}" for i in range(n)),
                            *(f"y{i}: {{needs: [service-numbr-{i:07d}]}}" for i in range(d.pick([1, n // 3 + 1])))]))


def shape_planned(d):
    n = d.many(170, 3000)
    planned = {f"planned/{i}.yaml": change(more=d.pick(["", f"after: [k{i - 1}]\n"]) if i else "", id=f"k{i}",
                                         start=f"2027-0{i % 9 + 1}-0{i % 8 + 1}T20:00") for i in range(n)}
    return {**files(landscape(), change(more=f"after: [k{n - 1}]\n")), **planned}


def shape_history(d):
    n = d.many(75)
    return files(landscape(), history_yaml="knockon: history/1\noutcomes:\n" + lines(
        f"- {{change: A{i}, date: 2026-0{i % 9 + 1}-{i % 28 + 1:02d}, verb: {d.pick(['update', 'migrate'])}, team: t{i % d.pick([1, 999])}, "
        f"failed: {d.pick(['true', 'false'])}{d.pick(['', ', forecast: {fails: 5%}'])}}}" for i in range(n)))


def shape_policy(d):
    n = d.many(85)
    return files(landscape(), policy_yaml="knockon: policy/1\naccept:\n" + lines(
        f"- {{finding: {d.pick(['M01', 'A01', 'C02'])}, for: {d.pick(['x', f'y{i}'])}, because: b, by: d, until: 2030-01-01}}" for i in range(n)))


def shape_sheets(d):
    """Files of other tools, for `import`."""
    n = d.many(24)
    edge = lambda i: d.pick([(f"n{i}", f"n{i + 1}"), (f"n{i}", f"n{d.whole(0, n)}"), ("n0", f"n{i}")])
    kind = d.pick(["dot", "csv", "json", "compose", "mermaid", "xml", "deep", "wide"])
    pairs = [edge(i) for i in range(n)]
    text = {"dot": lambda: ("a.dot", "digraph {" + "".join(f"{a}->{b};" for a, b in pairs) + "}"),
            "csv": lambda: ("a.csv", "source,target\n" + "".join(f"{a},{b}\n" for a, b in pairs)),
            "wide": lambda: ("a.csv", ",".join(f"c{i}" for i in range(n)) + "\n" + "1," * n + "\n" + '"' * d.whole(0, 3)),
            "json": lambda: ("a.json", '{"graph":{"nodes":{' + ",".join(f'"n{i}":{{}}' for i in range(n // 2 + 1)) + '},"edges":[' + ",".join(
                f'{{"source":"{a}","target":"{b}"}}' for a, b in pairs[:n // 3]) + "]}}"),
            "compose": lambda: ("a.yaml", "services:\n" + "".join(f"  {a}:\n    image: i\n    depends_on: [{b}]\n" for a, b in dict(pairs[:n // 3 + 1]).items())),
            "mermaid": lambda: ("a.mmd", "graph TD\n" + "".join(f"{a} --> {b}\n" for a, b in pairs)),
            "xml": lambda: ("a.xml", MODEL + "<elements>" + "".join(
                f"<element identifier='n{i}' xsi:type='Node'><name>n</name></element>" for i in range(n // 4 + 1)) + "</elements><relationships>" + "".join(
                f"<relationship identifier='r{i}' source='{a}' target='{b}' xsi:type='Serving'/>" for i, (a, b) in enumerate(pairs[:n // 5 + 1])) +
                "</relationships></model>"),
            "deep": lambda: ("a.xml", "<a>" * n + d.pick(["", "</a>" * n]))}[kind]()
    return {**files(landscape()), f"import.{text[0].split('.')[1]}": text[1]}


SHAPES = {name.removeprefix("shape_"): make for name, make in list(globals().items()) if name.startswith("shape_")}
