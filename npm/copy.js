#!/usr/bin/env node
// `npx saddle-race copy public/saddle` copies the widget's files to where the site serves them.
import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [command, folder, ...more] = process.argv.slice(2);
if (command !== "copy" || !folder || more.length) {
  console.error("usage: saddle-race copy FOLDER");
  process.exit(2);
}

/** The files below a folder, by their paths from there. What begins with a dot belongs to git or the system, and is left alone. */
async function filesBelow(top, below = "") {
  const files = [];
  for (const entry of await readdir(join(top, below), { withFileTypes: true })) {
    if (entry.name.startsWith(".")) continue;
    const path = `${below}${entry.name}`;
    if (entry.isDirectory()) files.push(...(await filesBelow(top, `${path}/`)));
    else files.push(path);
  }
  return files;
}

const widget = fileURLToPath(new URL("dist/", import.meta.url));
const ours = new Set(await filesBelow(widget));
// Files of an earlier version have other names and would stay for ever: they are removed. What is not the widget's is not ours to
// remove, nor to copy over.
const earlier = [
  /^(saddle|reader|chunk)-(\w+-)?[0-9a-f]{16}(_bg)?\.(js|wasm|css)$/,
  /^words-[0-9a-f]{16}\/\w+\/[\w-]+\.json$/,
  // Once they had no hash.
  /^words\/((signup|plan)\/)?(ar|de|en|es|fr|ja|ko|zh-Hans)\.json$/,
];
const isOurs = (path) => ours.has(path) || earlier.some((name) => name.test(path));
const found = await filesBelow(folder).catch((error) => {
  if (error.code === "ENOENT") return [];
  throw error;
});
const theirs = found.includes("saddle.mjs") ? found.filter((path) => !isOurs(path)) : found;
if (theirs.length) {
  console.error(
    `saddle-race: ${folder} holds what is not the widget's (${theirs.slice(0, 3).join(", ")}${theirs.length > 3 ? ", …" : ""}). ` +
      `Nothing was changed: name a folder for the widget alone, such as ${join(folder, "saddle")}, or move those files away`,
  );
  process.exit(1);
}
for (const path of found) {
  const [top] = path.split("/");
  // An earlier version's words go with their folder.
  await rm(join(folder, /^words(-|$)/.test(top) ? top : path), { recursive: true, force: true });
}
await cp(widget, folder, { recursive: true });
