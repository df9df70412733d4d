// Vite's own compiler reads JSX; a plugin is needed only to refresh components while one works on them.
export default { esbuild: { jsx: "automatic" } };
