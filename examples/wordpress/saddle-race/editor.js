// The block in the editor: the two addresses in the page, what may stay empty beside it. What visitors see is printed by render.php.
((wp, settings) => {
  const { createElement, Fragment, useEffect, useState } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { Notice, PanelBody, Placeholder, SelectControl, TextControl } = wp.components;
  const { __ } = wp.i18n;

  const options = [
    ["distance", __("Distance to show first", "saddle-race"), __("The id that the event file gives it, such as 21k. If empty: the first.", "saddle-race")],
    ["partner", __("Who you are", "saddle-race"), __("Sent with every sign-up, such as my-club.", "saddle-race")],
    ["desk", __("Who gets the sign-ups", "saddle-race"), __("The id of a desk of the event file. If empty: the event's rules decide.", "saddle-race")],
    ["lang", __("Language", "saddle-race"), __("Such as de or zh-Hans. If empty: the language of the page.", "saddle-race")],
  ];
  const choices = [
    ["view", __("What to show", "saddle-race"), [["", __("Course and sign-up", "saddle-race")], ["course", __("Only the course", "saddle-race")], ["signup", __("Only the sign-up", "saddle-race")]]],
    ["theme", __("Look", "saddle-race"), [["", __("As the page", "saddle-race")], ["light", __("Light", "saddle-race")], ["dark", __("Dark", "saddle-race")]]],
    ["units", __("Units", "saddle-race"), [["", __("Kilometres and metres", "saddle-race")], ["imperial", __("Miles and feet", "saddle-race")]]],
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
          // A visitor has no cookies of this site.
          const response = await fetch(address, { credentials: "omit", signal: abort.signal });
          if (!response.ok) throw new Error(`HTTP ${response.status}`);
          const event = await response.json();
          if (!event.distances) setMistake(__("What is at this address is no event file.", "saddle-race"));
        } catch (error) {
          if (!abort.signal.aborted) setMistake(`${__("There is no event file at this address:", "saddle-race")} ${error.message}`);
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
            { title: __("Settings", "saddle-race") },
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
              label: __("Saddle race", "saddle-race"),
              instructions: __("Visitors see the course and the sign-up here. The organiser of the race knows the address of its event file.", "saddle-race"),
              isColumnLayout: true,
            },
            settings.hasLoader ||
              warning(
                __("Visitors do not see the race yet: an administrator must say under Settings > General where saddle.js is.", "saddle-race"),
                settings.page ? [{ label: __("Settings", "saddle-race"), url: settings.page }] : [],
              ),
            field(TextControl, "event", {
              type: "url",
              label: __("Address of the event file", "saddle-race"),
              placeholder: "https://races.example/hill-run/event.json",
            }),
            mistake && warning(mistake),
            field(TextControl, "fallback", {
              type: "email",
              label: __("E-mail address for those who cannot see the widget", "saddle-race"),
              placeholder: "run@example.org",
            }),
          ),
        ),
      );
    },
    // The page is printed by PHP.
    save: () => null,
  });
})(window.wp, window.saddleRace ?? { hasLoader: true });
