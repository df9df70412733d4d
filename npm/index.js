// What a bundled page imports. The widget's own files are not bundled: they are served as they are, so that visitors
// of many pages keep one copy, and WebAssembly and words are fetched only when they are wanted.

/**
 * Defines `<saddle-race>`, from a folder with the widget's files.
 *
 * @param {string | URL} folder Where `saddle-race copy` has put them, relative to the page; another origin must allow CORS.
 * @returns {Promise<CustomElementConstructor | undefined>} The element's class; nothing in a browser too old for it,
 *   where what stands inside the element is shown.
 */
export const defineSaddleRace = async (folder) => {
  const base = new URL(folder, document.baseURI);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  await import(/* @vite-ignore */ /* webpackIgnore: true */ new URL("saddle.mjs", base).href);
  return customElements.get("saddle-race");
};
