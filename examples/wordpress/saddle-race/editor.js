// The block in the editor: its addresses as text fields. What visitors see is printed by render.php.
((wp) => {
  const { createElement, Fragment } = wp.element;
  const { TextControl } = wp.components;

  const fields = [
    ["event", "Address of the event file", "https://races.example/hill-run/event.json"],
    ["fallback", "E-mail address for those who cannot see the widget", "run@example.org"],
    ["distance", "Distance to show first (may stay empty)", "21k"],
    ["partner", "Who you are (may stay empty)", "my-club"],
    ["desk", "Who gets the sign-ups (may stay empty)", "club"],
    ["view", "Only a part: course or signup (may stay empty)", ""],
  ];

  wp.blocks.registerBlockType("saddle/race", {
    edit({ attributes, setAttributes }) {
      const field = ([name, label, placeholder]) =>
        createElement(TextControl, {
          key: name,
          label,
          placeholder,
          value: attributes[name],
          onChange: (value) => setAttributes({ [name]: value }),
        });
      return createElement("div", wp.blockEditor.useBlockProps(), createElement(Fragment, null, fields.map(field)));
    },
    // The page is printed by PHP.
    save: () => null,
  });
})(window.wp);
