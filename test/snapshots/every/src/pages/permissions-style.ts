/** The part of the stylesheet that shows what can be allowed, box by box. */

export const permissions = `.permissions {
  border: 1px solid var(--line);
  border-radius: 0.75rem;
}
.permissions > li {
  padding: 0.5rem 0.875rem 0.5rem 2.625rem;
}
.permissions > li::before {
  left: 1.25rem;
  top: 0.85rem;
}
.permissions > li + li {
  border-top: 1px solid var(--line);
}
.permissions ul {
  padding-bottom: 0.125rem;
  font-size: 0.9375rem;
  color: var(--soft);
}
.box::before {
  content: none;
}
.box > label {
  display: flex;
  align-items: flex-start;
  gap: 0.625rem;
  margin: 0 0 0 -1.75rem;
  font-weight: 400;
}
/* What a ticked permission includes has ticks in place of boxes; what an unticked one would, goes. */
.box:has(> label > :checked) .box::before {
  content: "";
}
.box:has(> label > :checked) .box > label {
  margin: 0;
  pointer-events: none;
}
.box:has(> label > :checked) .box input {
  display: none;
}
.box:has(> label > :not(:checked)) > ul > :not(.box) {
  display: none;
}
.box:has(> label > :checked) .box > ul > :not(.box) {
  display: list-item;
}`;
