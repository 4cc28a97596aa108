// Light or dark: the choice kept in the browser goes before the system's wish.
// Loaded without defer, so that no page flashes in the wrong theme.
(() => {
  "use strict";

  const KEY = "portal-theme";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try {
      return window.localStorage.getItem(KEY);
    } catch {
      return null; // Storage may be forbidden; the toggle then lasts for the page.
    }
  };

  const keep = (theme) => {
    try {
      window.localStorage.setItem(KEY, theme);
    } catch {
      // As above.
    }
  };

  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";

  const showState = () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.setAttribute("aria-pressed", String(isDark()));
    }
  };

  const chosen = stored();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  root.classList.add("has-script");

  document.addEventListener("DOMContentLoaded", showState);
  system.addEventListener("change", showState);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    root.dataset.theme = isDark() ? "light" : "dark";
    keep(root.dataset.theme);
    showState();
  });
})();
