// The house's clock, which may be shifted and never trusts the one of this computer.
const meta = document.querySelector('meta[name="clock"]');
const drift = meta ? Date.parse(meta.content) - Date.now() : 0;

export const words = meta?.dataset ?? {};
export const now = () => Date.now() + drift;

const ticking = new Set();
setInterval(() => ticking.forEach((each) => each.refresh()), 10_000);

// An element whose words depend on what time it is: it refreshes when it arrives, and every ten seconds.
export class Ticking extends HTMLElement {
  connectedCallback() {
    ticking.add(this);
    this.refresh();
  }

  disconnectedCallback() {
    ticking.delete(this);
  }

  say(words) {
    if (this.textContent !== words) this.textContent = words;
  }
}
