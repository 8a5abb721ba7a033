// A form is sent once, however often somebody asks for it before the answer is there.
export const sent = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
});

addEventListener("pageshow", () => sent.clear());
