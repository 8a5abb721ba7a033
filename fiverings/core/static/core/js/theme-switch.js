// <theme-switch> offers light, dark, or as the system says; theme.js applies the choice before the next page is painted.
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", ({ target }) => this.choose(target.closest("[value]")?.value));
    this.show();
  }

  choose(theme) {
    if (theme === undefined) return;
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
    document.documentElement.dataset.theme = theme;
    this.show();
  }

  show() {
    const chosen = localStorage.getItem("theme") ?? "";
    for (const each of this.querySelectorAll("[value]")) each.setAttribute("aria-pressed", each.value === chosen);
  }
}

customElements.define("theme-switch", ThemeSwitch);
