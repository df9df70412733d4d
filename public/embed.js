// The page in the frame: shows the race that its address asks for, tells the page around how high it is and what happens in
// it, and does what that page asks. No message holds anything that a visitor typed.
(() => {
  const wanted = new URLSearchParams(location.search);
  const names = ["event", "distance", "partner", "desk", "lang", "units", "theme", "now", "view"];
  const isFramed = parent !== window;

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
  for (const name of names) {
    if (wanted.has(name)) race.setAttribute(name, wanted.get(name));
  }
  // Where the race cannot be shown, its host's name leads on, in every language.
  const { origin, host } = new URL(event, location.href);
  race.append(Object.assign(document.createElement("a"), { href: origin, target: "_blank", textContent: host }));
  // What this page says itself is English. The race is in the language that is asked for, or else in the visitor's.
  if (wanted.get("lang")) document.documentElement.lang = wanted.get("lang");
  else document.documentElement.removeAttribute("lang");
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

  addEventListener("message", ({ source, data }) => {
    if (!isFramed || source !== parent || typeof data !== "object" || data === null) return;
    if (data.type === "saddle-measure") tellHeight();
    if (data.type === "saddle-set" && data.name !== "event" && names.includes(data.name)) {
      if (typeof data.value === "string") race.setAttribute(data.name, data.value);
      else race.removeAttribute(data.name);
    }
  });
})();
