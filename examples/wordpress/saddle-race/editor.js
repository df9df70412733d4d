// The block in the editor: the two addresses in the page, what may stay empty beside it. What visitors see is printed by render.php.
((wp, settings) => {
  const { createElement, Fragment, useEffect, useState } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { Notice, PanelBody, Placeholder, SelectControl, TextControl } = wp.components;
  const { __ } = wp.i18n;
  const text = (words) => __(words, "saddle-race");

  const options = [
    ["distance", text("Distance to show first"), text("The id that the event file gives it, such as 21k. If empty: the first.")],
    ["partner", text("Who you are"), text("Sent with every sign-up, such as my-club.")],
    ["desk", text("Who gets the sign-ups"), text("The id of a desk of the event file. If empty: the event's rules decide.")],
    ["lang", text("Language"), text("Such as de or zh-Hans. If empty: the language of the page.")],
  ];
  const choices = [
    ["view", text("What to show"), [["", text("Course and sign-up")], ["course", text("Only the course")], ["signup", text("Only the sign-up")]]],
    ["theme", text("Look"), [["", text("As the page")], ["light", text("Light")], ["dark", text("Dark")]]],
    ["units", text("Units"), [["", text("Kilometres and metres")], ["imperial", text("Miles and feet")]]],
  ];

  // What is wrong with the event's address, as a visitor's browser would find out; nothing while that is not known.
  const useMistake = (address) => {
    const [mistake, setMistake] = useState("");
    useEffect(() => {
      setMistake("");
      if (!address) return undefined;
      const abort = new AbortController();
      const look = async () => {
        try {
          const response = await fetch(address, { signal: abort.signal });
          if (!response.ok) throw new Error(`HTTP ${response.status}`);
          const event = await response.json();
          if (!event.distances) setMistake(text("What is at this address is no event file."));
        } catch (error) {
          if (!abort.signal.aborted) setMistake(`${text("There is no event file at this address:")} ${error.message}`);
        }
      };
      // Not at every key.
      const timer = setTimeout(look, 800);
      return () => {
        clearTimeout(timer);
        abort.abort();
      };
    }, [address]);
    return mistake;
  };

  const warning = (words, actions) => createElement(Notice, { status: "warning", isDismissible: false, actions }, words);

  wp.blocks.registerBlockType("saddle/race", {
    edit({ attributes, setAttributes }) {
      const mistake = useMistake(attributes.event.trim());
      const field = (control, name, rest) =>
        createElement(control, {
          key: name,
          value: attributes[name],
          onChange: (value) => setAttributes({ [name]: value }),
          ...rest,
        });
      return createElement(
        Fragment,
        null,
        createElement(
          InspectorControls,
          null,
          createElement(
            PanelBody,
            { title: text("Settings") },
            options.map(([name, label, help]) => field(TextControl, name, { label, help })),
            choices.map(([name, label, values]) =>
              field(SelectControl, name, { label, options: values.map(([value, label]) => ({ value, label })) }),
            ),
          ),
        ),
        createElement(
          "div",
          useBlockProps(),
          createElement(
            Placeholder,
            {
              label: text("Saddle race"),
              instructions: text("Visitors see the course and the sign-up here. The organiser of the race knows the address of its event file."),
              isColumnLayout: true,
            },
            settings.hasLoader ||
              warning(
                text("Visitors do not see the race yet: an administrator must say under Settings > General where saddle.js is."),
                settings.page && [{ label: text("Settings"), url: settings.page }],
              ),
            field(TextControl, "event", {
              type: "url",
              label: text("Address of the event file"),
              placeholder: "https://races.example/hill-run/event.json",
            }),
            mistake && warning(mistake),
            field(TextControl, "fallback", {
              type: "email",
              label: text("E-mail address for those who cannot see the widget"),
              placeholder: "run@example.org",
            }),
          ),
        ),
      );
    },
    // The page is printed by PHP.
    save: () => null,
  });
})(window.wp, window.saddleRace);
