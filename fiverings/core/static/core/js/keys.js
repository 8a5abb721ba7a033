// Any button, link or field with data-key="r" answers to that key; "?" lists all that answer. Ignored while somebody types.
// What stands in a menu answers also while the menu is closed.
// Ctrl Enter sends the form that somebody types in, by the button that says so, else by its main one.
// Z takes back the latest thing that can be, and one press one thing: a second at once is taken for the same press.
import { answering } from "./row-cursor.js";

const undo = "z";
const onePress = 600;
const field = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
// A sheet that was just left still holds the focus for a moment, in a field that nobody sees any more.
const typing = (target) => target.closest(field)?.checkVisibility();
const reached = (each) => each.checkVisibility() || each.closest(".menu")?.parentElement.checkVisibility();
const shown = (each) => reached(each) && !each.disabled && !each.closest("[inert]");
const list = () => document.getElementById("keys");
const within = () => document.querySelector("dialog:modal") ?? document;
const awaited = () => document.querySelector(":is(a, .sheet).htmx-request");

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

function* bound() {
  const words = list().querySelector("ul").dataset;
  const marked = [...document.querySelectorAll("[data-key]")].filter((each) => meant(each.dataset.key) === each);
  for (const each of marked) yield [each.dataset.key, named(each)];
  const isSent = marked.some((each) => each.dataset.key === "ctrl+Enter");
  if (!isSent && [...document.querySelectorAll("form textarea")].some(shown)) yield ["ctrl+Enter", words.send];
  for (const [key, act] of answering()) yield [key, words[act]];
  yield ["?", words.keys];
}

function tell() {
  const rows = [...bound()].map(([key, words]) => {
    const row = document.createElement("li");
    const shown = document.createElement("kbd");
    shown.textContent = written(key);
    row.append(words?.trim() ?? "", shown);
    return row;
  });
  list().querySelector("ul").replaceChildren(...rows);
  list().showPopover();
}

function sender(form) {
  const buttons = [...form.elements].filter((each) => each.type === "submit" && shown(each));
  const says = (what) => buttons.find((each) => each.matches(what));
  return says('[data-key="ctrl+Enter"]') ?? says("[data-kind=primary]") ?? buttons[0];
}

function meant(key, form) {
  if (key === "ctrl+Enter" && form) return sender(form);
  const named = `[data-key="${CSS.escape(key)}"]`;
  const found = [...(form?.querySelectorAll(named) ?? []), ...within().querySelectorAll(named)].filter(shown);
  return key === undo ? found.at(-1) : found[0];
}

// The page may have been left and come again between two quick presses.
function isSamePress(key) {
  if (key !== undo) return false;
  const last = Number(sessionStorage.getItem("undone"));
  sessionStorage.setItem("undone", Date.now());
  return Date.now() - last < onePress;
}

document.addEventListener("keydown", (event) => {
  const key = pressed(event);
  const plain = !key.startsWith("ctrl+");
  if (event.defaultPrevented || event.altKey || event.isComposing || event.repeat) return;
  if (plain && (typing(event.target) || awaited() || localStorage.getItem("keys") === "off")) return;
  if (key === "?" && list() && within() === document) return tell();
  const found = meant(key, event.target.form ?? event.target.closest("form"));
  if (!found) return;
  event.preventDefault();
  if (!isSamePress(key)) answer(found);
});

const off = document.querySelector("#keys input[name=keys]");
if (off) {
  off.checked = localStorage.getItem("keys") !== "off";
  off.addEventListener("change", () => localStorage.setItem("keys", off.checked ? "on" : "off"));
}
