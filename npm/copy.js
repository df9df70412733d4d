#!/usr/bin/env node
// `npx saddle-race copy public/saddle` copies the widget's files to where the site serves them.
import { cp, readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const [command, folder, ...more] = process.argv.slice(2);
if (command !== "copy" || !folder || more.length) {
  console.error("usage: saddle-race copy FOLDER");
  process.exit(2);
}
// Files of an earlier version have other names and would stay for ever: the folder is emptied. So it must be the widget's alone.
const found = await readdir(folder).catch((error) => {
  if (error.code === "ENOENT") return [];
  throw error;
});
if (found.length && !found.includes("saddle.mjs")) {
  console.error(`saddle-race: ${folder} holds other files, and would be emptied: name a folder for the widget alone, such as ${folder}/saddle`);
  process.exit(1);
}
await rm(folder, { recursive: true, force: true });
await cp(fileURLToPath(new URL("dist/", import.meta.url)), folder, { recursive: true });
