import vue from "@vitejs/plugin-vue";

export default {
  // Vue would take the element for a component of its own.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "saddle-race" } } })],
};
