// Who must agree, who must know, and what stands in people's calendars.
#include "report/page/parts.h"

namespace knockon {

void html_sign_off(const View& v, Html& h) {
    if (v.a.sign_off.empty()) return;
    h.open("ul", {{"class", "plain agree"}});
    for (const SignOff& s : v.a.sign_off) {
        h.open("li").text(Shown::from(s.name.empty() ? s.who : s.name).styled(Style::strong));
        h.text(Shown(" (") + Shown::from(name(s.kind)) + "): ");
        h.text(s.given ? Shown("agreed").styled(Style::good)
                       : Shown("still to agree").styled(Style::doubt));
        if (!s.reasons.empty()) h.text(Shown("; ") + Shown::listed(s.reasons));
        if (!s.standing.empty()) h.lone("br").element("small", Shown::from(s.standing));
        h.close();
    }
    h.close();
}

void html_inform(const View& v, Html& h) {
    if (v.a.inform.empty()) return;
    h.open("ul", {{"class", "plain agree"}});
    for (const Inform& i : v.a.inform) {
        h.open("li").text(v.name_of(i.department).styled(Style::strong));
        if (i.people > 0) h.text(Shown(" (") + count(i.people) + " people)");
        h.text(Shown(": ") + Shown::from(i.text)).close();
    }
    h.close();
}

void html_timeline(const View& v, Html& h) {
    if (v.a.timeline.empty()) return;
    HtmlTable t(h, Shown("Local time; the format ics has the same for people's own calendars."),
                {{"When"}, {"Kind"}, {"What", HtmlColumn::wide}});
    for (const TimelineEntry& e : v.a.timeline) {
        Shown what = Shown::from(e.id);
        if (e.text != e.id && !e.text.empty()) what += Shown(": ") + Shown::from(e.text);
        t.row({e.to > e.from ? period(e.from, e.to, v.zone) : moment(e.from, v.zone),
               timeline_kind(e.kind), what});
    }
    t.end();
}

}  // namespace knockon
