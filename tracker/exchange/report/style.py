"""How the HTML report looks, on a screen and on paper; it must be legible when printed in grey."""

STYLE = """
:root { color-scheme: light; --ink: #1d2b33; --quiet: #5b6b74; --line: #d7dee2; --bar: #2f7f79; --median: #123f4f;
  --day: #7d929c; --noise: #e4f0ee; --flare: #fbe3c4; --flare-ink: #8a4b0b; --change: #b4531f; }
@page { size: auto; margin: 14mm 15mm 15mm; }
* { box-sizing: border-box; }
html { background: #fff; color: var(--ink); -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { max-width: 780px; margin: 0 auto; padding: 28px 24px;
  font: 13px/1.42 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
header { border-bottom: 2px solid var(--bar); padding-bottom: 8px; }
h1 { font-size: 22px; line-height: 1.2; margin: 0 0 2px; letter-spacing: -.01em; }
header p { margin: 0; color: var(--quiet); }
h2 { font-size: 14px; margin: 18px 0 5px; break-after: avoid; }
p { margin: 0 0 3px; }
.brief { margin-top: 14px; }
.brief + .brief { margin-top: 4px; }
.brief h2, .brief p { display: inline; margin-right: 8px; }
.facts { display: grid; grid-template-columns: repeat(4, 1fr); gap: 10px; margin: 12px 0 0; }
.facts div { border-left: 3px solid var(--noise); padding-left: 9px; }
.facts b, .facts span, .facts small { display: block; }
.facts b { font-size: 22px; line-height: 1.15; font-weight: 600; }
.facts small { color: var(--quiet); font-size: 11.5px; }
figure { margin: 0 0 6px; break-inside: avoid; }
figcaption { display: flex; flex-wrap: wrap; gap: 1px 14px; color: var(--quiet); font-size: 10.5px; }
figcaption span { display: inline-flex; align-items: center; gap: 5px; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { font-size: 9px; fill: var(--quiet); }
svg .end { text-anchor: end; }
svg .middle { text-anchor: middle; }
.grid { stroke: var(--line); stroke-width: .6; }
.axis { stroke: var(--quiet); stroke-width: .8; }
rect.bar { fill: var(--bar); }
rect.so-far { fill-opacity: .45; }
.pause-ground { fill: #f3f5f6; }
.pause-line { stroke: #b9c4ca; stroke-width: 1.6; }
rect.flare { fill: var(--flare); fill-opacity: .8; }
svg .flare-name { fill: var(--flare-ink); }
rect.noise { fill: var(--noise); }
.days { fill: none; stroke: var(--day); stroke-width: .7; }
circle.day { fill: var(--day); }
path.median { fill: none; stroke: var(--median); stroke-width: 2; }
.long .days { stroke-width: .35; }
.long path.median { stroke-width: .8; }
path.change { fill: var(--change); }
.key { flex: none; width: 14px; height: 9px; }
.key.bar { background: var(--bar); }
.key.so-far { opacity: .45; }
.key.pause { background: repeating-linear-gradient(45deg, #f3f5f6 0 2px, #b9c4ca 2px 3.4px); }
.key.flare { background: var(--flare); }
.key.noise { background: var(--noise); }
.key.median { height: 2px; background: var(--median); }
.key.day { width: 5px; height: 5px; border-radius: 50%; background: var(--day); }
.key.change { width: 0; height: 0; border: solid transparent; border-width: 7px 4px 0;
  border-top-color: var(--change); }
table { width: 100%; border-collapse: collapse; font-size: 12px; line-height: 1.3; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: 10.5px; border-bottom: 1px solid var(--line);
  padding: 1px 10px 2px 0; }
td { vertical-align: top; padding: 2px 10px 2px 0; border-bottom: 1px solid #edf1f3; white-space: pre-line;
  overflow-wrap: anywhere; text-align: start; }
th { white-space: nowrap; }
td.whole { white-space: nowrap; }
td.date { white-space: nowrap; width: 1%; padding-right: 18px; }
td:last-child { padding-right: 0; }
footer { margin-top: 18px; border-top: 1px solid var(--line); padding-top: 7px; color: var(--quiet); font-size: 10.5px;
  break-inside: avoid; }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt; } h1 { font-size: 16pt; }
  h2 { font-size: 10.5pt; margin-top: 11pt; } .facts b { font-size: 15pt; } table { font-size: 8.4pt; } }
@media (max-width: 560px) { .facts { grid-template-columns: repeat(2, 1fr); } }
"""
