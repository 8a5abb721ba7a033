// Any button, link or field with data-key="r" answers to that key; "?" lists them all. Ignored while somebody types.
const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const shown = (each) => each.checkVisibility() && !each.disabled && !each.closest("[inert]");
const list = () => document.getElementById("keys");

function written(key) {
  const last = key.replace("ctrl+", "");
  return `${key === last ? "" : "Ctrl "}${last === "Enter" ? "↵" : last.toUpperCase()}`;
}

function pressed(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "ctrl+" : ""}${key}`;
}

function answer(each) {
  if (each.matches("input:not([type=radio], [type=checkbox]), textarea")) return each.focus();
  each.click();
  if (each.dataset.then) document.querySelector(each.dataset.then)?.focus();
}

function named(each) {
  const words = each.cloneNode(true);
  for (const key of words.querySelectorAll("kbd")) key.remove();
  return each.getAttribute("aria-label") ?? each.dataset.name ?? words.textContent;
}

function tell() {
  const rows = [...document.querySelectorAll("[data-key]")].filter(shown).map((each) => {
    const row = document.createElement("li");
    const key = document.createElement("kbd");
    key.textContent = written(each.dataset.key);
    row.append(named(each).trim(), key);
    return row;
  });
  list().querySelector("ul").replaceChildren(...rows);
  list().showPopover();
}

document.addEventListener("keydown", (event) => {
  const key = pressed(event);
  const plain = !key.startsWith("ctrl+");
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  if (plain && (typing(event.target) || localStorage.getItem("keys") === "off")) return;
  if (key === "?" && list()) return tell();
  const near = event.target.closest("form")?.querySelectorAll(`[data-key="${CSS.escape(key)}"]`) ?? [];
  const found = [...near, ...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(shown);
  if (!found) return;
  event.preventDefault();
  answer(found);
});

const off = document.querySelector("#keys input[name=keys]");
if (off) {
  off.checked = localStorage.getItem("keys") !== "off";
  off.addEventListener("change", () => localStorage.setItem("keys", off.checked ? "on" : "off"));
}
