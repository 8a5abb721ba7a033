// Fields of a template: what is typed after a brace narrows the list, Enter takes its first; a press puts one in.
const OPEN = /\{([\w.]*)$/;

const listed = (area) => [...(document.getElementById(area.dataset.fields)?.querySelectorAll("[data-field]") ?? [])];

function put(area, name) {
  const before = area.value.slice(0, area.selectionStart);
  const begun = OPEN.exec(before)?.[0].length ?? 0;
  const rest = area.value.slice(area.selectionEnd).startsWith("}") ? 1 : 0;
  area.setRangeText(`{${name}}`, area.selectionStart - begun, area.selectionEnd + rest, "end");
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function fitting(area) {
  const begun = OPEN.exec(area.value.slice(0, area.selectionStart));
  return begun && listed(area).filter((each) => each.dataset.field.includes(begun[1]));
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("textarea[data-fields]")) return;
  const fit = fitting(target);
  if (fit) document.getElementById(target.dataset.fields).open = true;
  for (const each of listed(target)) each.hidden = each.nextElementSibling.hidden = Boolean(fit) && !fit.includes(each);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("textarea[data-fields]")) return;
  const [first] = fitting(event.target) ?? [];
  if (!first) return;
  event.preventDefault();
  put(event.target, first.dataset.field);
});

document.addEventListener("click", ({ target }) => {
  const field = target.closest("[data-field]");
  const area = field && document.querySelector("textarea[data-fields]");
  if (area) put(area, field.dataset.field);
});
