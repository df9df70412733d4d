// Runs besides the recorder where a browser's driver does not tell what scripts write into the console.
window.written = [];

for (const level of ["error", "warn"]) {
  const write = console[level];
  console[level] = (...parts) => {
    window.written.push({ level, text: parts.join(" ") });
    write.apply(console, parts);
  };
}
