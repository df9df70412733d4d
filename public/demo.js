// The demo's own switch: what stands in the page's address goes onto the element, as a partner would write it by hand.
(() => {
  const race = document.querySelector("saddle-race");
  const wanted = new URLSearchParams(location.search);
  for (const name of ["event", "distance", "partner", "desk", "lang", "units", "theme", "now", "view"]) {
    let value = wanted.get(name);
    if (value === null) continue;
    // In an address a `+` is read as a space, and the offset of a moment begins with a `+`.
    if (name === "now") value = value.replace(" ", "+");
    race.setAttribute(name, value);
    // A dark widget stands on a dark page.
    if (name === "theme") document.documentElement.dataset.theme = value;
  }
  for (const link of document.querySelectorAll(".demo-choices a")) {
    if (link.search === (location.search || "?lang=en")) link.setAttribute("aria-current", "true");
  }
})();
