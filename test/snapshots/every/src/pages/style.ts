/** The stylesheet of every page; the content security policy admits exactly these bytes. */
import { colours } from './colours.js';
import { permissions } from './permissions-style.js';

export const style = `
${colours}
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
${permissions}
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
.note, .problem, .done {
  margin: 1rem 0;
  padding: 0.75rem 0.875rem;
  border-radius: 0.75rem;
  font-size: 0.9375rem;
}
.note {
  background: var(--note);
  color: var(--on-note);
}
.done {
  background: var(--fine);
  color: var(--on-fine);
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
input:not([type="hidden"], [type="checkbox"], [hidden]) {
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
.hint {
  margin: 0.375rem 0 0;
  font-size: 0.875rem;
  color: var(--soft);
}
[type="checkbox"] {
  flex: none;
  width: 1.125rem;
  height: 1.125rem;
  margin: 0.1875rem 0 0;
  accent-color: var(--accent);
}
.choice {
  display: flex;
  align-items: flex-start;
  gap: 0.625rem;
  margin: 1.25rem 0 0;
  font-weight: 400;
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
.app {
  margin-top: 1rem;
  padding: 1.125rem;
  border: 1px solid var(--line);
  border-radius: 0.75rem;
}
.app h2 {
  margin: 0 0 0.375rem;
  font-size: 1.0625rem;
  color: var(--ink);
}
.app dl {
  margin: 0.75rem 0 1rem;
  border: 0;
  font-size: 0.9375rem;
}
.app dl div {
  padding: 0.1875rem 0;
  border: 0;
}
.links {
  display: flex;
  flex-wrap: wrap;
  justify-content: center;
  gap: 0.5rem 1.5rem;
  margin-top: 1.5rem;
}
.links span {
  flex-basis: 100%;
  text-align: center;
  color: var(--soft);
}
.link {
  flex: none;
  width: auto;
  min-height: 0;
  padding: 0;
  border: 0;
  border-radius: 0.125rem;
  background: none;
  color: var(--accent);
  font-weight: 400;
  text-decoration: underline;
  text-underline-offset: 0.15em;
}
.link:hover {
  background: none;
  color: var(--accent-strong);
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
