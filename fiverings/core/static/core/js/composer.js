// Words that are being sent are no draft any more: what is being saved of them, or is about to be, is let go.
import { sent } from "./sending.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches(".composer .sheet")) return;
  form.querySelector("[hx-post]")?.dispatchEvent(new Event("htmx:abort"));
  form.querySelector("[id^=kept-]")?.replaceChildren();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (sent.has(event.target.form)) event.preventDefault();
});

// A sheet that is brought when it is first turned to is written on at once.
document.addEventListener("htmx:load", ({ target }) => {
  if (!target.matches(".composer .sheet") || !document.activeElement.matches("body, .tabs *")) return;
  target.querySelector("select, textarea")?.focus();
});

// Where a time is chosen, the button says that it is sent then.
document.addEventListener("input", ({ target }) => {
  if (!target.matches(".composer [name=send_at]")) return;
  const button = target.form.querySelector("footer [data-kind=primary]");
  const label = [...button.childNodes].find((each) => each.nodeType === Node.TEXT_NODE && each.data.trim());
  label.data = target.form.dataset[target.value ? "later" : "now"];
});
