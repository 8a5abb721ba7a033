// A sheet that was asked for, <dialog data-sheet>, opens as it arrives and goes when it is left.
document.addEventListener("htmx:load", ({ target }) => {
  if (!target.matches("[data-sheet]")) return;
  target.addEventListener("close", () => target.remove());
  target.showModal();
});
