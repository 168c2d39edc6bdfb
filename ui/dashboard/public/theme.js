// Before the first paint: the theme that was chosen in this browser, else the system's.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("alchemi.theme");
  } catch {
    // Storage may be forbidden; the system's theme it is.
  }
  const isDark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
})();
