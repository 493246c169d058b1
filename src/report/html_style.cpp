// The style sheet. Colours come in pairs that keep a contrast of 4.5 to 1 at least, in the light
// and in the dark; none of them says anything that words do not say as well.
#include "report/html_page.h"

namespace knockon {

Words page_style() {
    return R"css(
:root{color-scheme:light dark;--paper:#fbfaf7;--sheet:#fff;--ink:#1f242b;--faint:#5b6370;--rule:#dcd7cb;
--accent:#1c4e8a;--bad:#9c2418;--bad-wash:#fbebe8;--good:#1d6339;--good-wash:#e7f3ea;--doubt:#775200;
--doubt-wash:#fbf1da;--mute:#efece4;--h0:#eef4ea;--h1:#d9e4c9;--h2:#f1dfae;--h3:#efbf8c;--h4:#e59a80;
--c0:#1f242b;--c1:#1c4e8a;--c2:#9c2418;--c3:#1d6339;--c4:#6b3fa0;--c5:#8a5a00;--c6:#0f6a70}
@media (prefers-color-scheme:dark){:root{--paper:#14171b;--sheet:#1b1f25;--ink:#e8e5de;--faint:#a8aeb8;
--rule:#383f49;--accent:#94bdf5;--bad:#ffa294;--bad-wash:#3a1f1c;--good:#93d8aa;--good-wash:#1a3123;
--doubt:#f1c878;--doubt-wash:#352b14;--mute:#262b32;--h0:#22302a;--h1:#33452f;--h2:#57491f;--h3:#6e4223;
--h4:#7d3328;--c0:#e8e5de;--c1:#94bdf5;--c2:#ffa294;--c3:#93d8aa;--c4:#c9a8f0;--c5:#f1c878;--c6:#7fd3da}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.5;overflow-wrap:anywhere;
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;font-size:1rem}
header,nav,main,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
h1,h2,.lead{font-family:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,"DejaVu Serif",serif}
h1{font-size:2rem;line-height:1.2;font-weight:600;margin:.25rem 0 .5rem}
h2{font-size:1.45rem;line-height:1.3;font-weight:600;margin:0 0 .75rem}
h3{font-size:1rem;margin:1.75rem 0 .5rem}
p{margin:.5rem 0;max-width:46rem}
a{color:var(--accent)}
small,.faint,.note{color:var(--faint)}
small{font-size:.85em}.note{font-size:.9rem}
.bad{color:var(--bad);font-weight:600}.good{color:var(--good);font-weight:600}
.doubt{color:var(--doubt);font-weight:600}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--sheet);padding:.5rem 1rem;z-index:2}
header{padding-top:2rem}
header p{margin:.15rem 0;color:var(--faint)}
nav{margin-top:1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;margin:0;padding:.6rem 0;
border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);font-size:.9rem}
section{margin:2.75rem 0 0}
.verdict{margin-top:1.5rem;padding:1.4rem 1.6rem;border-left:.4rem solid var(--edge);background:var(--wash)}
.verdict h2{font-size:1.7rem;margin:0;color:var(--edge)}
.exceeds{--edge:var(--bad);--wash:var(--bad-wash)}.within{--edge:var(--good);--wash:var(--good-wash)}
.undetermined{--edge:var(--doubt);--wash:var(--doubt-wash)}.calm{--edge:var(--rule);--wash:var(--mute)}
.keys{display:flex;flex-wrap:wrap;gap:.6rem 2.4rem;margin:1.1rem 0 0}
.keys div{min-width:7rem}
.keys dt,.card dt{color:var(--faint);font-size:.85rem}
.keys dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15.5rem),1fr));gap:1rem;list-style:none;margin:0;padding:0}
.card{background:var(--sheet);border:1px solid var(--rule);border-top:.3rem solid var(--edge);padding:.9rem 1.1rem 1rem;border-radius:0 0 .3rem .3rem}
.card h3{margin:0;font-size:1.1rem;display:inline}
.card p{margin:0 0 .6rem;float:right}.card dl{clear:both}
.card dl{margin:0;display:grid;grid-template-columns:1fr;gap:.45rem}
.card dd{margin:0;font-variant-numeric:tabular-nums}
.card .big{font-size:1.6rem;line-height:1.25}.card .note{font-size:.9rem}
.badge{display:inline-block;padding:.05rem .55rem;border-radius:1rem;background:var(--wash);color:var(--edge);font-weight:600;font-size:.85rem;border:1px solid currentColor;white-space:nowrap}
.badge.calm{color:var(--faint)}
.quiet{list-style:none;margin:1rem 0 0;padding:0}.quiet li{margin:.35rem 0;padding-left:1.4rem;text-indent:-1.4rem}
.scroll{overflow-x:auto;margin:.75rem 0;-webkit-overflow-scrolling:touch}
table{border-collapse:collapse;min-width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--faint);font-size:.9rem;padding:.25rem 0 .4rem}
caption span{display:block;position:sticky;left:0;max-width:min(46rem,calc(100vw - 2.5rem))}
th,td{text-align:left;vertical-align:top;padding:.42rem .8rem .42rem 0;border-bottom:1px solid var(--rule);overflow-wrap:break-word}
thead th{vertical-align:bottom;border-bottom:2px solid var(--ink);font-weight:600;overflow-wrap:normal}
tbody th{font-weight:600;min-width:8rem}
td.num,th.num{text-align:right;padding-left:.6rem}td.num{white-space:nowrap}
td.num+td:not(.num){padding-left:.8rem}
td.wide{min-width:22rem}
td small,th small{display:block;font-weight:400}
tr.requested td,tr.requested th{background:var(--mute)}
th button{all:unset;cursor:pointer;font-weight:600}
th button::after{content:"\2195";color:var(--faint);padding-left:.25rem;font-weight:400}
th[aria-sort=ascending] button::after{content:"\2191";color:var(--ink)}
th[aria-sort=descending] button::after{content:"\2193";color:var(--ink)}
th button:focus-visible,.causes button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.figure{margin:1rem 0;background:var(--sheet);border:1px solid var(--rule);border-radius:.3rem;padding:.75rem}
.figure .scroll{margin:0}
svg{display:block;height:auto;font-family:inherit}
.chart{width:100%;min-width:34rem;max-width:60rem}
svg text{fill:var(--ink);font-size:13px}
svg .sub{fill:var(--faint);font-size:11px}
.landscape rect{fill:var(--sheet);stroke:var(--faint);stroke-width:1.2}
.landscape .edge{fill:none;stroke:var(--faint);stroke-width:1.2;opacity:.65}
.landscape .edge.added{stroke-width:2;stroke-dasharray:7 3}.landscape .edge.removed{stroke-dasharray:2 4}
.landscape .exposed rect{fill:var(--bad-wash);stroke:var(--bad)}
.landscape .absorbed rect{fill:var(--good-wash);stroke:var(--good)}
.landscape .touched rect,.landscape .added rect{stroke-width:3;stroke:var(--accent)}
.landscape .removed rect{stroke-width:2;stroke-dasharray:4 4;stroke:var(--accent)}
.landscape.choosing .node,.landscape.choosing .edge{opacity:.22}
.landscape.choosing .node.lit{opacity:1}
.landscape.choosing .edge.lit{opacity:1;stroke:var(--bad);stroke-width:3}
.landscape.choosing .node.lit rect{stroke-width:3;stroke:var(--bad)}
.causes{margin:.5rem 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.4rem}
.causes li{padding:.2rem .7rem;border:1px solid var(--rule);border-radius:1rem;font-size:.9rem;background:var(--sheet)}
.causes li.can{padding:0;border:0;background:none}
.causes button,.filters button{font:inherit;color:var(--ink);background:var(--sheet);border:1px solid var(--faint);border-radius:1rem;padding:.25rem .8rem;cursor:pointer;text-align:left}
.causes button:hover{background:var(--mute)}
.causes button[aria-pressed=true]{background:var(--accent);color:var(--paper);border-color:var(--accent)}
.causes small{color:inherit}
.chosen{min-height:1.5em;color:var(--faint);font-size:.9rem;max-width:none}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;margin:.6rem 0 0;padding:0;font-size:.85rem;color:var(--faint)}
.curve{fill:none;stroke-width:2.2}.grid{stroke:var(--rule);stroke-width:1}.axis{stroke:var(--ink);stroke-width:1.2}
.k0{stroke:var(--c0);stroke-width:3}.k1{stroke:var(--c1)}.k2{stroke:var(--c2);stroke-dasharray:8 3}.k3{stroke:var(--c3);stroke-dasharray:3 3}
.k4{stroke:var(--c4);stroke-dasharray:10 3 2 3}.k5{stroke:var(--c5);stroke-dasharray:14 4}.k6{stroke:var(--c6);stroke-dasharray:2 5}
.legend svg{display:inline-block;vertical-align:middle;margin-right:.4rem}
.findings{list-style:none;margin:.75rem 0;padding:0}
.findings>li{display:block;border-left:.25rem solid var(--edge);padding:.35rem 0 .35rem 1rem;margin:0 0 1.1rem;content-visibility:auto;contain-intrinsic-size:auto 7rem;--edge:var(--rule)}
.fold .findings>li{content-visibility:visible}
.findings .error{--edge:var(--bad)}.findings .warning{--edge:var(--doubt)}
.findings p{max-width:56rem;margin:.2rem 0}
.tag{font-size:.8rem;font-weight:600;padding:0 .5rem;border-radius:.2rem;background:var(--mute);margin-right:.35rem}
.error>.head .sev{background:var(--bad-wash);color:var(--bad)}.warning>.head .sev{background:var(--doubt-wash);color:var(--doubt)}
.source{margin:.35rem 0;padding:.4rem .7rem;background:var(--mute);overflow-x:auto;font-size:.85rem;line-height:1.45;white-space:pre-wrap}
code,.source,.place{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
.place{font-size:.82rem;color:var(--faint)}
mark{background:none;color:inherit;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px;font-weight:600}
.filters{border:1px solid var(--rule);border-radius:.3rem;padding:.4rem 1rem .6rem;margin:.5rem 0 1rem;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;align-items:center}
.filters legend{font-size:.85rem;color:var(--faint);padding:0 .3rem}
.filters label{display:inline-flex;gap:.4rem;align-items:center;min-height:1.75rem}
.filters output{color:var(--faint)}
.plain{padding-left:1.2rem}.plain li{margin:.3rem 0}
.hash{font-size:.75rem;color:var(--faint)}
.agree li{margin:.5rem 0}
.heat td{position:relative;padding:0;border:2px solid var(--paper);text-align:center;min-width:2.1rem;height:2rem;white-space:nowrap;font-size:.78rem;vertical-align:middle}
.heat thead th{padding:.2rem;text-align:center;font-weight:400}.heat tbody th{white-space:nowrap;padding:.1rem .6rem .1rem 0;border:0;font-weight:400;vertical-align:middle}
.heat .weekend{color:var(--faint)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.h0{background:var(--h0)}.h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}.h4{background:var(--h4)}
.key{display:inline-block;width:1.4rem;height:1rem;vertical-align:-.15rem;margin-right:.4rem;border:1px solid var(--rule)}
.matrix td{position:relative;text-align:center;white-space:nowrap;border:2px solid var(--paper);padding:.3rem .5rem;min-width:4rem;background:var(--wash);color:var(--edge)}
.matrix thead th{text-align:center;min-width:4rem}.matrix thead th:first-child{text-align:left}
.fold{border:1px solid var(--rule);border-radius:.3rem;background:var(--sheet);margin:.6rem 0;padding:0 1rem}
.fold[open]{padding-bottom:1rem}
summary{cursor:pointer;padding:.6rem 0}summary h3{display:inline;margin:0 .5rem 0 0}
h4{font-size:.92rem;margin:1.25rem 0 .35rem}
.times .window{fill:var(--edge)}.times .watched{fill:var(--wash);stroke:var(--edge);stroke-width:1}
.times .meets{fill:none;stroke:var(--ink);stroke-width:3}
footer{margin-top:3.5rem;padding-top:1rem;padding-bottom:3rem;color:var(--faint);font-size:.85rem}
[hidden]{display:none!important}
@media (min-width:62rem){.landscape{max-width:100%}#changes tbody th{min-width:15rem}}
@media (max-width:40rem){h1{font-size:1.55rem}h2{font-size:1.25rem}.verdict{padding:1rem 1.1rem}.verdict h2{font-size:1.3rem}
header,nav,main,footer{padding-left:.9rem;padding-right:.9rem}section{margin-top:2.2rem}.keys{display:grid;grid-template-columns:1fr 1fr;gap:.6rem 1rem}}
@media print{:root{--paper:#fff;--sheet:#fff;--ink:#000;--faint:#444;--rule:#bbb;--accent:#1c4e8a;--bad:#9c2418;--bad-wash:#fbebe8;
--good:#1d6339;--good-wash:#e7f3ea;--doubt:#775200;--doubt-wash:#fbf1da;--mute:#f2f0ea;--c0:#000;--c1:#1c4e8a;--c2:#9c2418;--c3:#1d6339;--c4:#6b3fa0;--c5:#8a5a00;--c6:#0f6a70;
--h0:#eef4ea;--h1:#d9e4c9;--h2:#f1dfae;--h3:#efbf8c;--h4:#e59a80}
@page{margin:16mm 14mm}
body{font-size:9.5pt}nav,.skip,.filters,.chosen{display:none}header,main,footer{max-width:none;padding:0}
table{font-size:7pt}th,td{padding:.22rem .35rem .22rem 0}td.num,th.num{white-space:normal;padding-left:.2rem}tbody th{min-width:0}td.wide{min-width:3cm}.cards{grid-template-columns:repeat(3,1fr);gap:.5rem}.card{padding:.5rem .7rem}.scroll{overflow:visible}
h2,h3,caption,h2+p{break-after:avoid}.figure{break-inside:avoid}tr,caption,.card,.findings>li,svg,.verdict{break-inside:avoid}.badge{font-size:inherit}thead{display:table-header-group}
.findings>li{content-visibility:visible}.landscape,.chart{max-width:100%}th button::after{content:""}
details::details-content{content-visibility:visible;block-size:auto}
.verdict,.badge,.landscape rect,.times rect,.heat td,.matrix td,.key{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.landscape.choosing .node,.landscape.choosing .edge{opacity:1}a{color:inherit;text-decoration:none}}
)css";
}

}  // namespace knockon
