// The page in the frame: shows the race that its address asks for, tells the page around how high it is and what happens in
// it, and does what that page asks. No message holds anything that a visitor typed.
(() => {
  const wanted = new URLSearchParams(location.search);
  const names = ["event", "distance", "partner", "desk", "lang", "units", "theme", "now", "view"];
  // In an address a `+` is read as a space, and the offset of a moment begins with a `+`.
  const valueOf = (name) => (name === "now" ? wanted.get(name)?.replace(" ", "+") : wanted.get(name));
  const isFramed = parent !== window;
  const page = document.documentElement;
  // What is around the frame cannot be seen from within: nothing here is written on a ground that is not known.
  page.style.background = "Canvas";

  // Everyone can write an address of this page: a race from elsewhere is shown only within a page that wants it there.
  const isAllowed = (address) => {
    let url;
    try {
      url = new URL(address, location.href);
    } catch {
      return false;
    }
    if (url.origin === new URL(location.href).origin) return true;
    const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    return isFramed && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback));
  };

  const tell = (message) => {
    // To whoever has framed it: what is told is no secret.
    if (isFramed) parent.postMessage(message, "*");
  };
  // Not before there is something: a frame without a height is never near the screen, and would stay empty.
  let isShown = false;
  const tellHeight = () => {
    if (isShown) tell({ type: "saddle-height", height: Math.ceil(document.body.getBoundingClientRect().height) });
  };

  const event = wanted.get("event");
  if (!event || !isAllowed(event)) {
    document.body.append("This address names no race that may be shown here.");
    console.error("saddle: no event that may be shown here:", event);
    isShown = true;
    tellHeight();
    tell({ type: "saddle-error", detail: { reason: "event" } });
    return;
  }

  const race = document.createElement("saddle-race");
  const set = (name, value) => {
    if (name === "theme") {
      // A look that brings its own ground, always.
      value = value === "dark" ? "dark" : "light";
      page.style.colorScheme = value;
    }
    // An empty one is the visitor's: that of this page is whatever is shown.
    if (name === "lang") value ??= "";
    if (typeof value === "string") race.setAttribute(name, value);
    else race.removeAttribute(name);
  };
  for (const name of names) set(name, valueOf(name));
  // Where the race cannot be shown, its host's name leads on, in every language.
  const { origin, host } = new URL(event, location.href);
  race.append(Object.assign(document.createElement("a"), { href: origin, target: "_blank", textContent: host }));
  // Of what is on its way, a screen's height is kept. In a frame that follows its content this would grow for ever.
  race.style.setProperty("--saddle-screen", `${innerHeight || 600}px`);
  document.body.style.margin = "0";
  document.body.style.display = "flow-root";
  document.body.prepend(race);

  const told = ["distance", "distance_m", "desk", "reference", "reason"];
  for (const name of ["ready", "distance", "cursor", "submit", "sent", "error"]) {
    race.addEventListener(`saddle-${name}`, ({ type, detail }) => {
      // After an error too: the link is all that there is then.
      if (type === "saddle-ready" || type === "saddle-error") {
        isShown = true;
        tellHeight();
      }
      tell({ type, detail: Object.fromEntries(told.filter((key) => key in detail).map((key) => [key, detail[key]])) });
    });
  }
  new ResizeObserver(tellHeight).observe(document.body);

  // The page is called what the race is called, in the language that the visitor chooses.
  const takeName = () => {
    const shown = race.shadowRoot.querySelector(".saddle");
    const name = shown?.querySelector(".race-name");
    if (!name) return;
    page.lang = shown.lang;
    document.title = name.textContent;
  };
  const observer = new MutationObserver(takeName);
  race.addEventListener("saddle-ready", () => {
    takeName();
    const shown = race.shadowRoot.querySelector(".saddle");
    // The head is made anew for another language.
    observer.observe(shown, { childList: true, attributes: true, attributeFilter: ["lang"] });
  });

  addEventListener("message", ({ source, data }) => {
    if (!isFramed || source !== parent || typeof data !== "object" || data === null) return;
    if (data.type === "saddle-measure") tellHeight();
    if (data.type === "saddle-set" && data.name !== "event" && names.includes(data.name)) {
      set(data.name, typeof data.value === "string" ? data.value : null);
    }
  });
})();
