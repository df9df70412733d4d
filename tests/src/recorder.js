// Runs in every page of a test before the page's own scripts, and outside of its content security policy.
window.heard = [];

const hear = (name, target, detail) => window.heard.push({ name, target, detail });

for (const name of ["ready", "distance", "cursor", "submit", "sent", "error"]) {
  document.addEventListener(`saddle-${name}`, (event) => {
    // A copy: what is recorded must not change later, and must be plain data.
    hear(event.type, event.target.localName, JSON.parse(JSON.stringify(event.detail ?? null)));
  });
}
document.addEventListener("securitypolicyviolation", (event) => {
  // Some browsers ask by themselves for an icon, which strict pages forbid.
  if (event.blockedURI.endsWith("/favicon.ico")) return;
  hear(event.type, event.violatedDirective, `${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`);
});
window.addEventListener("error", (event) => hear(event.type, "", event.message));
window.addEventListener("unhandledrejection", (event) => hear(event.type, "", String(event.reason)));
