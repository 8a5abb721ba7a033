// <row-cursor> walks rows, those of the whole page where there are several: j and k move, Enter opens, x selects.
// The rows carry data-row; those that are folded away are passed over.
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog");
const acting = (target) => target.closest("a, button, summary, input");
const rows = () => [...document.querySelectorAll("row-cursor [data-row]:not(details:not([open]) *)")];
const chosen = (row) => row?.querySelector("input[type=checkbox]");

export const acts = { j: "next", k: "before", Enter: "open", x: "choose" };

// What each key of a row is called, of those that answer on this page.
export function answering() {
  if (!rows().length) return [];
  return Object.entries(acts).filter(([, act]) => act !== "choose" || rows().some(chosen));
}

class RowCursor extends HTMLElement {
  connectedCallback() {
    this.listen = (event) => this.hear(event);
    document.addEventListener("keydown", this.listen);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listen);
  }

  get at() {
    return rows().findIndex((row) => row.dataset.at === "cursor");
  }

  hear(event) {
    if (document.querySelector("row-cursor") !== this) return;
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (localStorage.getItem("keys") === "off" || !Object.hasOwn(acts, event.key)) return;
    this[acts[event.key]](rows()[this.at], event);
  }

  next() {
    this.move(this.at + 1);
  }

  before() {
    this.move(Math.max(0, this.at - 1));
  }

  open(row, event) {
    if (!acting(event.target)) row?.querySelector("a")?.click();
  }

  choose(row) {
    chosen(row)?.click();
  }

  move(to) {
    const found = rows();
    if (!found[to]) return;
    found.forEach((row) => delete row.dataset.at);
    found[to].dataset.at = "cursor";
    found[to].scrollIntoView({ block: "nearest" });
    found[to].querySelector("a")?.focus({ preventScroll: true });
  }
}

customElements.define("row-cursor", RowCursor);
