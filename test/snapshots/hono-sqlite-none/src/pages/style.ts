/** The stylesheet of every page; the content security policy admits exactly these bytes. */

export const style = `
:root {
  color-scheme: light dark;
  --page: #f3f4f6;
  --card: #ffffff;
  --ink: #17191e;
  --soft: #596070;
  --line: #d9dde4;
  --field: #8a92a1;
  --accent: #2352c4;
  --accent-strong: #1a3f9b;
  --on-accent: #ffffff;
  --good: #1d7a4a;
  --note: #fff5dc;
  --on-note: #5a4204;
  --bad: #fdeaea;
  --on-bad: #8c1a1f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1115;
    --card: #181b21;
    --ink: #eceef3;
    --soft: #a4acba;
    --line: #2f353f;
    --field: #6d7584;
    --accent: #8db2ff;
    --accent-strong: #b3ccff;
    --on-accent: #0b1733;
    --good: #6fd39c;
    --note: #322811;
    --on-note: #f2d88d;
    --bad: #3a181b;
    --on-bad: #ffb8b8;
  }
}
*, ::before, ::after {
  box-sizing: border-box;
}
body {
  margin: 0;
  min-height: 100vh;
  min-height: 100dvh;
  display: flex;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  padding: 2rem 1rem;
  background: var(--page);
  color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
  -webkit-text-size-adjust: 100%;
}
main {
  width: 100%;
  max-width: 28rem;
  padding: 2rem;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 1rem;
  box-shadow: 0 1px 2px rgb(0 0 0 / 4%), 0 12px 32px rgb(0 0 0 / 6%);
}
.service {
  display: flex;
  align-items: center;
  gap: 0.625rem;
  margin: 0 0 1.5rem;
  font-weight: 600;
}
.mark {
  flex: none;
  display: grid;
  place-items: center;
  width: 2rem;
  height: 2rem;
  border-radius: 0.5rem;
  background: var(--accent);
  color: var(--on-accent);
}
h1 {
  margin: 0 0 0.75rem;
  font-size: 1.5rem;
  line-height: 1.25;
  font-weight: 650;
  letter-spacing: -0.01em;
  text-wrap: balance;
}
.question {
  font-weight: 400;
}
.question bdi {
  font-weight: 650;
}
p {
  margin: 0 0 1rem;
  text-wrap: pretty;
}
p:last-child {
  margin-bottom: 0;
}
.lead {
  color: var(--soft);
}
strong {
  font-weight: 600;
  color: var(--ink);
}
a {
  color: var(--accent);
  text-underline-offset: 0.15em;
}
a:hover {
  color: var(--accent-strong);
}
h2 {
  margin: 1.5rem 0 0.5rem;
  font-size: 0.875rem;
  font-weight: 600;
  color: var(--soft);
}
ul {
  list-style: none;
  margin: 0;
  padding: 0;
}
li {
  position: relative;
  padding: 0.25rem 0 0.25rem 1.75rem;
}
li::before {
  content: "";
  position: absolute;
  left: 0.375rem;
  top: 0.6rem;
  width: 0.4rem;
  height: 0.7rem;
  border: solid var(--good);
  border-width: 0 0.14rem 0.14rem 0;
  transform: rotate(42deg);
}
dl {
  margin: 1.5rem 0;
  border: 1px solid var(--line);
  border-radius: 0.75rem;
}
dl div {
  display: grid;
  grid-template-columns: 7rem 1fr;
  gap: 0 1rem;
  padding: 0.625rem 0.875rem;
}
dl div + div {
  border-top: 1px solid var(--line);
}
dt {
  color: var(--soft);
}
dd {
  margin: 0;
  font-weight: 500;
}
dd a {
  font-weight: 400;
  margin-inline-start: 0.375rem;
}
.note, .problem {
  margin: 1rem 0;
  padding: 0.75rem 0.875rem;
  border-radius: 0.75rem;
  font-size: 0.9375rem;
}
.note {
  background: var(--note);
  color: var(--on-note);
}
.problem {
  background: var(--bad);
  color: var(--on-bad);
}
label {
  display: block;
  margin: 1rem 0 0.375rem;
  font-weight: 500;
}
input:not([type="hidden"]) {
  display: block;
  width: 100%;
  min-height: 2.875rem;
  padding: 0.5rem 0.75rem;
  border: 1px solid var(--field);
  border-radius: 0.625rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
.answers {
  display: flex;
  flex-direction: row-reverse;
  gap: 0.75rem;
  margin-top: 1.5rem;
}
button {
  flex: 1;
  width: 100%;
  min-height: 2.875rem;
  padding: 0.5rem 1rem;
  border: 1px solid transparent;
  border-radius: 0.625rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
button:hover {
  background: var(--accent-strong);
}
.secondary {
  border-color: var(--field);
  background: transparent;
  color: inherit;
}
.secondary:hover {
  background: var(--page);
}
:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
}
@media (max-width: 30rem) {
  body {
    justify-content: flex-start;
    padding: 0;
    background: var(--card);
  }
  main {
    padding: 1.5rem 1.25rem 2rem;
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }
  .answers {
    flex-direction: column;
  }
}
`;
