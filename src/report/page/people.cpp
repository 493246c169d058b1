// Who must agree, who must know, and what stands in people's calendars.
#include "report/page/parts.h"

namespace knockon {
namespace {

Words kind_words(SignOff::Kind k) {
    switch (k) {
        case SignOff::Kind::department:
            return "department";
        case SignOff::Kind::supplier:
            return "supplier";
        case SignOff::Kind::role:
            break;
    }
    return "role";
}

}  // namespace

void html_sign_off(const View& v, Html& h) {
    if (v.a.sign_off.empty()) return;
    h.open("ul", {{"class", "plain agree"}});
    for (const SignOff& s : v.a.sign_off) {
        std::vector<Shown> reasons;
        for (const std::string& r : s.reasons) reasons.push_back(Shown::from(r));
        h.open("li").text(Shown::from(s.name.empty() ? s.who : s.name).styled(Style::strong));
        h.text(Shown(" (") + kind_words(s.kind) + "): ");
        h.text(s.given ? Shown("agreed").styled(Style::good)
                       : Shown("still to agree").styled(Style::doubt));
        if (!reasons.empty()) h.text(Shown("; ") + Shown::joined(reasons, ", "));
        if (!s.standing.empty()) h.lone("br").element("small", Shown::from(s.standing));
        h.close();
    }
    h.close();
}

bool any_inform(const View& v) { return !v.a.inform.empty(); }

void html_inform(const View& v, Html& h) {
    h.open("ul", {{"class", "plain agree"}});
    for (const Inform& i : v.a.inform) {
        h.open("li").text(v.name_of(i.department).styled(Style::strong));
        if (i.people > 0)
            h.text(Shown(" (") + count(static_cast<std::uint64_t>(i.people)) + " people)");
        h.text(Shown(": ") + Shown::from(i.text)).close();
    }
    h.close();
}

bool any_timeline(const View& v) { return !v.a.timeline.empty(); }

void html_timeline(const View& v, Html& h) {
    HtmlTable t(h, Shown("Local time; the format ics has the same for people's own calendars."),
                {{"When"}, {"Kind"}, {"What"}});
    for (const TimelineEntry& e : v.a.timeline) {
        t.row();
        t.head(e.to > e.from ? period(e.from, e.to, v.zone) : moment(e.from, v.zone));
        t.text(timeline_kind(e.kind));
        Shown what = Shown::from(e.id);
        if (e.text != e.id && !e.text.empty()) what += Shown(": ") + Shown::from(e.text);
        t.text(what, "wide");
        t.end_row();
    }
    t.end();
}

}  // namespace knockon
