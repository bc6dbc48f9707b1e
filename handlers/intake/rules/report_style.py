"""The style of a report's page: for a phone, a screen by day or night, and paper."""

STYLE = """
:root { color-scheme: light dark; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --back: #ffffff; --card: #f6f8fa;
  --good: #1a7f37; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9aa4af; --line: #3d444d; --back: #0d1117;
  --card: #161b22; --good: #56d364; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .25rem; }
p { margin: 0 0 .75rem; }
.file, .detail, footer { color: var(--soft); font-size: .875rem; }
.file { margin: 0 0 .25rem; }
.lead { font-size: 1.05rem; }
.stop { border-left: .25rem solid var(--bad); padding-left: .75rem; }
.todo { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
a, .todo bdi { color: inherit; font-weight: 600; }
progress { width: 100%; height: .75rem; margin-bottom: 1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .4rem .5rem .4rem 0; border-top: 1px solid var(--line); }
.counts { max-width: 24rem; margin-bottom: 1rem; }
.counts td { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; }
.counts th { font-weight: 400; }
.counts .in td { color: var(--good); font-weight: 700; }
.counts .mend td { color: var(--bad); font-weight: 700; }
.counts tfoot th, .counts tfoot td { font-weight: 700; border-top-width: 2px; }
.rows th[scope=row] { width: 6.5rem; font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
.rows th span { font-weight: 400; color: var(--soft); }
.rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
ul { margin: 0; padding: 0; list-style: none; }
li bdi { background: var(--card); border: 1px solid var(--line); border-radius: .25rem; padding: 0 .25rem; }
.who { margin: 0; font-weight: 600; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .75rem; }
dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: .1rem .75rem; }
dd { margin: 0; }
@media (max-width: 30rem) { .rows tr { display: block; border-top: 1px solid var(--line); padding: .4rem 0; }
  .rows th, .rows td { display: block; border: 0; padding: 0; width: auto; } }
@media print { :root { --text: #000; --soft: #444; --line: #999; --back: #fff; --card: #fff; --good: #000;
  --bad: #000; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; } tr, .todo { break-inside: avoid; }
  h2 { break-after: avoid; } }
"""
