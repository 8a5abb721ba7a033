// What was typed into <form data-kept="…"> stays in this tab until it is sent, wherever one goes in between.
const place = (form) => `kept ${form.dataset.kept}`;
const read = (form) => JSON.parse(sessionStorage.getItem(place(form)) ?? "{}");
const ticks = (field) => field.type === "checkbox" || field.type === "radio";

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.kept || !target.id) return;
  const typed = { ...read(form), [target.id]: ticks(target) ? target.checked : target.value };
  sessionStorage.setItem(place(form), JSON.stringify(typed));
});

function restore(form) {
  for (const [id, typed] of Object.entries(read(form))) {
    const field = form.elements[id];
    if (field) field[ticks(field) ? "checked" : "value"] = typed;
  }
}

document.addEventListener("htmx:load", ({ target }) => {
  for (const form of [target, ...target.querySelectorAll("[data-kept]")]) if (form.dataset.kept) restore(form);
});

// What is sent is kept no more; who signs out leaves nothing behind.
document.addEventListener("submit", ({ target }) => {
  if (target.dataset.kept) sessionStorage.removeItem(place(target));
  if (target.closest("#me")) sessionStorage.clear();
});
