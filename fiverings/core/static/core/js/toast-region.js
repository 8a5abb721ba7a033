// <toast-region> lets each toast go after a while, unless somebody is reading it, and says when an act did not arrive.
const patience = 10_000;

class ToastRegion extends HTMLElement {
  connectedCallback() {
    this.arrivals = new MutationObserver(() => this.wait());
    this.arrivals.observe(this, { childList: true });
    this.failed = () => this.say(this.dataset.failed);
    document.body.addEventListener("htmx:sendError", this.failed);
    document.body.addEventListener("htmx:responseError", this.failed);
    this.wait();
  }

  disconnectedCallback() {
    this.arrivals.disconnect();
    document.body.removeEventListener("htmx:sendError", this.failed);
    document.body.removeEventListener("htmx:responseError", this.failed);
  }

  wait() {
    for (const toast of this.querySelectorAll(".toast:not([data-waiting], [data-stays])")) {
      toast.dataset.waiting = "";
      const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
      setTimeout(leave, patience);
    }
  }

  say(words) {
    const toast = this.querySelector("template").content.firstElementChild.cloneNode(true);
    toast.querySelector("span").textContent = words;
    this.append(toast);
  }
}

customElements.define("toast-region", ToastRegion);
