// What a bundled page imports. The widget's own files are not bundled: they are served as they are, so that visitors
// of many pages keep one copy, and WebAssembly and words are fetched only when they are wanted.

/**
 * Defines `<saddle-race>`, from a folder with the widget's files.
 *
 * @param {string | URL} folder Where `saddle-race copy` has put them, relative to the page; another origin must allow CORS. A slash at its
 *   end may be left out.
 * @param {{ words?: string | URL }} [options] `words`: a JSON file with the page's own words, relative to the page.
 * @returns {Promise<CustomElementConstructor | undefined>} The element's class; nothing on a server, and in a browser too old
 *   for it, where what stands inside the element is shown. It rejects if the files are not there; every `<saddle-race>` of
 *   the page then fires `saddle-error`.
 */
export const defineSaddleRace = async (folder, { words } = {}) => {
  if (typeof document === "undefined") return undefined;
  const base = new URL(folder, document.baseURI);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const loader = new URL("saddle.mjs", base);
  if (words) loader.searchParams.set("words", words);
  try {
    await import(/* @vite-ignore */ /* webpackIgnore: true */ loader.href);
  } catch (error) {
    const reason = `saddle-race: ${loader.href} did not come. Has "npx saddle-race copy FOLDER" put the widget's files there? ${error.message}`;
    for (const race of document.querySelectorAll("saddle-race")) {
      race.dispatchEvent(new CustomEvent("saddle-error", { bubbles: true, composed: true, detail: { reason } }));
    }
    throw new Error(reason, { cause: error });
  }
  return customElements.get("saddle-race");
};
