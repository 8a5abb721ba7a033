// <command-bar> holds the search field and what is found under it: the arrows walk from the one through the other,
// Escape leaves. Without this script the field is a search form like any other.
class CommandBar extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.hear(event));
  }

  get places() {
    return [this.querySelector("input[type=search]"), ...this.querySelectorAll("#found a")];
  }

  hear(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") return document.activeElement.blur();
    if (!step) return;
    event.preventDefault();
    const places = this.places;
    const at = places.indexOf(document.activeElement);
    places[(at + step + places.length) % places.length].focus();
  }
}

customElements.define("command-bar", CommandBar);
