/** The colours of every page, by day and by night. */

export const colours = `:root {
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
  --fine: #e7f5ed;
  --on-fine: #145c37;
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
    --fine: #14301f;
    --on-fine: #a5e5c1;
    --bad: #3a181b;
    --on-bad: #ffb8b8;
  }
}`;
