/** The look of every page: warm paper by day, graphite by night, one teal accent that is not Keyfob's indigo. */
export const styles = `
:root {
  color-scheme: light dark;
  --bg: #f7f6f3; --sand: #efe6d4; --surface: #ffffff; --sunken: #f3f1ec; --line: #e3e0d9; --line-strong: #cdc8be;
  --text: #1d1b18; --muted: #68645c;
  --accent: #0b6e69; --accent-strong: #085752; --accent-ink: #ffffff; --accent-soft: #e0f1ee;
  --warn: #8a5208; --warn-soft: #fcf0da; --bad: #b3302b; --bad-soft: #fbe7e5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #17171a; --sand: #26231d; --surface: #1f1f23; --sunken: #1a1a1e; --line: #2d2d33; --line-strong: #45454e;
    --text: #ecebe8; --muted: #a5a29b;
    --accent: #5ccbc0; --accent-strong: #7bdcd2; --accent-ink: #06211f; --accent-soft: #17302e;
    --warn: #e5b05a; --warn-soft: #362b17; --bad: #f0837d; --bad-soft: #3a2220;
  }
}
* { box-sizing: border-box; }
html { height: 100%; }
body {
  margin: 0; min-height: 100%; display: flex; flex-direction: column; align-items: center; padding: 0 16px;
  background: var(--bg); color: var(--text);
  font: 400 14px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  -webkit-font-smoothing: antialiased; text-rendering: optimizeLegibility;
}
.brand {
  width: 100%; max-width: 1040px; padding: 20px 8px 0; display: flex; align-items: center; gap: 10px;
  font-size: 15px; font-weight: 650; letter-spacing: -0.01em;
}
.brand svg { display: block; color: #0b6e69; }
.brand .chip { margin-left: auto; align-self: center; }
main {
  width: 100%; max-width: 464px; margin: auto; padding: 28px; background: var(--surface);
  border: 1px solid var(--line); border-radius: 16px;
}
.frame { flex: 1; display: flex; width: 100%; padding: 16px 0 22px; }
footer { align-self: stretch; margin: 0 -16px; padding: 20px 16px; background: var(--sand); color: var(--muted); font-size: 12px; text-align: center; }
h1 { margin: 0; font-size: 20px; line-height: 1.3; font-weight: 650; letter-spacing: -0.015em; text-wrap: balance; }
h2 { margin: 16px 0 4px; font-size: 13px; font-weight: 600; }
p { margin: 6px 0 0; }
.lead { color: var(--muted); }
.lead strong { color: var(--text); font-weight: 600; }
a { color: var(--accent); text-underline-offset: 2px; }
.chip {
  display: inline-block; padding: 1px 8px; border-radius: 6px; font-size: 12px; font-weight: 500; line-height: 18px;
  background: var(--sunken); color: var(--muted); white-space: nowrap; align-self: start;
}
.chip.warn { background: var(--warn-soft); color: var(--warn); }
.chip.accent { background: var(--accent-soft); color: var(--accent); }
form { margin: 0; }
button, .button {
  font: inherit; font-weight: 600; min-height: 40px; padding: 8px 16px; border-radius: 8px; cursor: pointer;
  border: 1px solid var(--line-strong); background: var(--surface); color: var(--text);
  transition: background-color 120ms, border-color 120ms;
}
button:hover { background: var(--sunken); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.primary:hover { background: var(--accent-strong); border-color: var(--accent-strong); }
button.link {
  min-height: 0; padding: 2px 4px; margin: -2px -4px; border: 0; background: none; color: var(--accent); font-weight: 500;
  text-decoration: underline; text-underline-offset: 2px;
}
:is(button, a, input, summary):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.people { list-style: none; margin: 20px 0 0; padding: 0; display: grid; gap: 8px; }
.person {
  width: 100%; display: grid; grid-template-columns: 44px minmax(0, 1fr) auto; align-items: center; gap: 12px;
  padding: 9px 12px 9px 10px; border-color: var(--line); border-radius: 12px; text-align: left; font-weight: 400;
}
.person:hover { border-color: var(--accent); background: var(--accent-soft); }
.person.hinted { border-color: var(--accent); }
.person .chip { align-self: center; }
.person strong, .whoami strong { display: block; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.person small, .whoami small { display: block; color: var(--muted); font-size: 12px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.avatar { width: 40px; height: 40px; border-radius: 50%; display: block; background: var(--sunken); }
.person .avatar { width: 44px; height: 44px; }
.go { color: var(--muted); }
details { margin-top: 8px; border: 1px dashed var(--line-strong); border-radius: 12px; }
summary { padding: 10px 14px; cursor: pointer; font-weight: 500; border-radius: 12px; }
.row { display: flex; gap: 8px; padding: 0 12px 12px; }
.row input { flex: 1; }
input[type="text"] {
  font: inherit; min-width: 0; min-height: 40px; padding: 8px 12px; border: 1px solid var(--line-strong);
  border-radius: 8px; background: var(--bg); color: var(--text);
}
input.code {
  width: 100%; margin-top: 14px; min-height: 60px; text-align: center; text-transform: uppercase; letter-spacing: 0.16em;
  font: 600 24px/1 "JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
}
.whoami {
  display: grid; grid-template-columns: 40px minmax(0, 1fr) auto; align-items: center; gap: 12px;
  margin-top: 14px; padding: 8px 14px 8px 8px; background: var(--sunken); border-radius: 12px;
}
.scopes { list-style: none; margin: 0; padding: 0; }
.scopes li + li { border-top: 1px solid var(--line); }
.scopes label, .scopes .fixed { display: grid; grid-template-columns: 18px minmax(0, 1fr) auto; gap: 0 12px; padding: 6px 2px 7px; }
.scopes label { cursor: pointer; }
.scopes input { width: 16px; height: 16px; margin: 3px 0 0; accent-color: var(--accent); }
.scopes .words { font-weight: 500; }
.scopes small { grid-column: 2 / 4; color: var(--muted); font-size: 12px; line-height: 1.35; }
.tick { color: var(--accent); font-weight: 700; line-height: 21px; }
.actions { display: flex; justify-content: flex-end; gap: 10px; margin-top: 22px; }
.actions button { min-width: 104px; }
.actions.always {
  align-items: center;
  position: sticky; bottom: 0; margin: 12px -28px -28px; padding: 14px 28px 22px; background: var(--surface);
  border-top: 1px solid var(--line); border-radius: 0 0 16px 16px;
}
.actions .note { flex: 1; margin: 0; text-wrap: pretty; }
.actions.spread { justify-content: space-between; align-items: center; }
.note { margin-top: 10px; color: var(--muted); font-size: 12px; }
.notice { margin-top: 16px; padding: 10px 14px; border-radius: 10px; background: var(--warn-soft); color: var(--warn); }
.notice.bad { background: var(--bad-soft); color: var(--bad); }
.mono, code {
  font: 500 13px/1.6 "JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere;
}
.usercode {
  margin: 18px 0 0; padding: 16px; border-radius: 12px; background: var(--sunken); text-align: center;
  font: 600 26px/1 "JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; letter-spacing: 0.12em;
}
dl { margin: 16px 0 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 8px 16px; }
dt { color: var(--muted); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.secret { user-select: all; background: var(--accent-soft); border-radius: 6px; padding: 2px 6px; }
.plain { margin: 12px 0 0; padding-left: 18px; color: var(--muted); }
.plain li { margin-top: 4px; }
@media (max-width: 480px) {
  main { padding: 20px 16px; border-radius: 12px; }
  .actions.always { margin: 12px -16px -20px; padding: 12px 16px 16px; }
  .actions { flex-direction: column-reverse; }
  .actions button { width: 100%; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`
