// <row-cursor> walks its rows: j and k move, Enter opens, x selects. The rows carry data-row.
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog");
const acting = (target) => target.closest("a, button, summary, input");

class RowCursor extends HTMLElement {
  connectedCallback() {
    this.listen = (event) => this.hear(event);
    document.addEventListener("keydown", this.listen);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listen);
  }

  get rows() {
    return [...this.querySelectorAll("[data-row]")];
  }

  get at() {
    return this.rows.findIndex((row) => row.dataset.at === "cursor");
  }

  hear(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (localStorage.getItem("keys") === "off") return;
    const row = this.rows[this.at];
    if (event.key === "j") this.move(this.at + 1);
    else if (event.key === "k") this.move(Math.max(0, this.at - 1));
    else if (event.key === "Enter" && !acting(event.target)) row?.querySelector("a")?.click();
    else if (event.key === "x") row?.querySelector("input[type=checkbox]")?.click();
  }

  move(to) {
    const rows = this.rows;
    if (!rows[to]) return;
    rows.forEach((row) => delete row.dataset.at);
    rows[to].dataset.at = "cursor";
    rows[to].scrollIntoView({ block: "nearest" });
    rows[to].querySelector("a")?.focus({ preventScroll: true });
  }
}

customElements.define("row-cursor", RowCursor);
