#!/usr/bin/env node
// `npx saddle-race copy public/saddle` copies the widget's files to where the site serves them.
import { cp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const [command, folder, ...more] = process.argv.slice(2);
if (command !== "copy" || !folder || more.length) {
  console.error("usage: saddle-race copy FOLDER");
  process.exit(2);
}
// Files of an earlier version have other names and would stay for ever. The folder is the widget's alone.
await rm(folder, { recursive: true, force: true });
await cp(fileURLToPath(new URL("dist/", import.meta.url)), folder, { recursive: true });
