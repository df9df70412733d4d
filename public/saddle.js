// The loader: defines <saddle-race>, fetches the widget when it is near the screen, and mounts it.
// Whatever fails, the element's own children (the fallback link) stay visible.
(() => {
  // Read at once: it is null as soon as this script has run.
  const here = document.currentScript.src;
  const tag = "saddle-race";
  // The page's own words: saddle.js?words=<address of a JSON file>.
  const ownWordsFile = new URL(here).searchParams.get("words");
  if (customElements.get(tag)) return;

  const beside = (file) => new URL(file, here).href;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const within = (limit_ms, url, promise) =>
    Promise.race([
      promise,
      pause(limit_ms).then(() => {
        throw new Error(`${url}: no answer`);
      }),
    ]);
  // Tries twice more what may pass by itself: no connection, no answer within a minute, a server in trouble, an answer
  // that broke off.
  const patiently = async (attempt) => {
    for (const wait_ms of [1000, 4000]) {
      try {
        return await attempt();
      } catch (error) {
        if (error.isFinal) throw error;
        await pause(wait_ms);
      }
    }
    return attempt();
  };
  // Reading the answer is a part of the attempt.
  const fetched = (url, read = (response) => response.text()) =>
    patiently(async () => {
      const response = await fetch(url, { signal: AbortSignal.timeout(60000) });
      if (response.ok) return read(response);
      const error = new Error(`${url}: HTTP ${response.status}`);
      error.isFinal = response.status < 500;
      throw error;
    });
  // A browser may remember that a module did not come, but not under another fragment.
  let imports = 0;
  const imported = (url) => patiently(() => within(60000, url, import(`${url}#${imports++}`)));

  // Side by side, and the WebAssembly is compiled while it comes.
  const started = async (glueFile, wasmFile) => {
    const coming = imported(beside(glueFile));
    const start = async (wasm) => (await coming).default({ module_or_path: wasm });
    await Promise.all([coming, fetched(beside(wasmFile), start)]);
    return coming;
  };

  // One download a page, however many races stand on it. A failure is forgotten, so that the next call tries again.
  const once = (download) => {
    let promise;
    return () =>
      (promise ||= download().catch((error) => {
        promise = undefined;
        throw error;
      }));
  };
  const load = once(async () => {
    const [{ mount }, style, words] = await Promise.all([
      started("__SADDLE_GLUE__", "__SADDLE_WASM__"),
      fetched(beside("__SADDLE_STYLE__")),
      loadOwnWords(),
    ]);
    loader.languages = Object.keys(words);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    return { mount, sheet };
  });
  const loadReader = once(() => started("__SADDLE_READER_GLUE__", "__SADDLE_READER_WASM__"));

  // Calls back once, when an element is that near the screen.
  const whenNear = (element, margin, then) => {
    const observer = new IntersectionObserver(
      (entries) => {
        // It may be told of what it saw before the element went.
        if (!element.isConnected || !entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        then();
      },
      { rootMargin: margin },
    );
    observer.observe(element);
    return observer;
  };

  const json = async (url) => JSON.parse(await fetched(url));
  // Without them, or if they keep it waiting, the widget has its own, as long as the page is open.
  const loadOwnWords = once(async () => {
    try {
      if (ownWordsFile) return (await within(9000, ownWordsFile, json(new URL(ownWordsFile, document.baseURI)))) ?? {};
    } catch (error) {
      console.error("saddle:", error);
    }
    return {};
  });
  // A file of words, by folder, part and language. What the page has for a language comes first; what it lacks is said as
  // the widget says it in that language, else in English.
  const fetchWords = async (name) => {
    const [folder, part, language] = name.split("/");
    const url = (of) => beside(`${folder}/${part}/${of}.json`);
    const own = (await loadOwnWords())[language];
    if (!own) return json(url(language));
    const [english, known] = await Promise.all([json(url("en")), json(url(language)).catch(() => ({}))]);
    const words = { ...english, ...known };
    for (const key in words) {
      const text = own[part]?.[key];
      if (typeof text === "string") words[key] = text.replace(/\s+/g, " ");
    }
    if (words.tag) words.tag = language;
    return words;
  };
  // However often it is asked for while it is on its way.
  const wordFiles = {};
  const wordFile = (name) => (wordFiles[name] ||= once(() => fetchWords(name)))();
  // What the widget asks of the loader.
  const loader = {
    // The languages that the page brings words for.
    languages: [],
    async text(name) {
      // Without a prototype: an old library may have put a toJSON there.
      return JSON.stringify({ __proto__: null, ...(await wordFile(name)) });
    },
    // The texts of a language, one a line, in the order of its file.
    async words(name) {
      return Object.values(await wordFile(name)).join("\n");
    },
    // Tells an element when it is that near the screen, by an event: whatever listens goes with the element.
    watch(element, margin) {
      whenNear(element, margin, () => element.dispatchEvent(new CustomEvent("near")));
    },
    // Tells the page which place on the course is pointed at.
    point(element, distance_m) {
      element.dispatchEvent(new CustomEvent("saddle-cursor", { bubbles: true, composed: true, detail: { distance_m } }));
    },
    // A track file as the JSON of a packed track, for events that are not packed. It rejects with a string, a sentence
    // about the file, if that is no track, and with an Error if the file or the reader did not come.
    async track(url, trackName) {
      const [file, reader] = await Promise.all([fetched(url, (response) => response.arrayBuffer()), loadReader()]);
      return reader.read_track(new Uint8Array(file), trackName);
    },
  };

  const attributes = ["event", "distance", "partner", "desk", "lang", "units", "theme", "now", "view", "loading"];
  // As an attribute it is a text, as a property an object.
  const all = [...attributes, "prefill"];

  class SaddleRace extends HTMLElement {
    static observedAttributes = all;
    #handle;
    #prefill;
    #near;
    // Counts starts: a start that is no longer the last one gives up.
    #turn = 0;

    connectedCallback() {
      this.#upgrade();
      if (this.#near || this.#handle) return; // moved, not added
      if (!this.shadowRoot) this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
      if (this.loading === "eager") {
        this.#near = {};
        this.#start();
      } else this.#near = whenNear(this, "600px", () => this.#start());
    }

    // A move in the document is a disconnect and a connect; only a real removal lasts until the microtask.
    disconnectedCallback() {
      queueMicrotask(() => this.isConnected || this.#stop());
    }

    attributeChangedCallback(name, before, after) {
      if (before === after || !this.#near) return;
      if (name !== "event" && (this.#handle || name !== "loading")) return this.#handle?.set(name, after ?? undefined);
      this.#stop();
      if (this.isConnected) this.connectedCallback();
    }

    async #start() {
      const turn = ++this.#turn;
      performance.mark("saddle:start");
      try {
        const source = this.event && new URL(this.event, document.baseURI).href;
        if (!source) throw new Error("no event attribute");
        const text = fetched(source);
        text.catch(() => {}); // reported by mount; until then it is not unhandled
        const { mount, sheet } = await load();
        if (turn !== this.#turn || this.#isBegun()) return;
        const root = document.createElement("div");
        // The page's own rem may be anything, its text is what people read.
        root.style.setProperty("--rem", getComputedStyle(this).fontSize);
        const slot = this.shadowRoot.querySelector("slot");
        this.shadowRoot.adoptedStyleSheets = [sheet];
        this.shadowRoot.insertBefore(root, slot);
        const handle = await mount(this, root, source, text, loader);
        if (turn !== this.#turn || this.#isBegun()) {
          root.remove();
          return handle.unmount();
        }
        this.#handle = handle;
        // Attributes may have changed while the widget was on its way.
        for (const name of all) if (name !== "event") handle.set(name, this.getAttribute(name) ?? undefined);
        // The distance that the page's address asks for: the form is too late for it.
        const distance = new URLSearchParams(location.search).get("saddle-distance");
        if (distance) handle.set("distance", distance);
        slot.style.display = handle.shown ? "none" : "";
      } catch (error) {
        if (turn !== this.#turn) return;
        console.error("saddle:", error);
        this.dispatchEvent(
          new CustomEvent("saddle-error", { bubbles: true, composed: true, detail: { reason: `${error}` } }),
        );
      }
    }

    #stop() {
      this.#turn++;
      this.#near?.disconnect?.();
      this.#near = undefined;
      this.#handle?.unmount();
      this.#handle = undefined;
      this.shadowRoot?.replaceChildren(document.createElement("slot"));
    }

    // A form inside the element, which works without a script, stays if something was typed into it.
    #isBegun() {
      // The first choice is made if none is by default: it says nothing that the others do not say.
      return [...this.querySelectorAll("input,textarea,option:not(:first-child)")].some(
        (field) =>
          field.value !== (field.defaultValue ?? field.value) ||
          field.checked !== field.defaultChecked ||
          field.selected !== field.defaultSelected,
      );
    }

    get prefill() {
      return this.#prefill;
    }

    set prefill(value) {
      this.#prefill = value;
      this.#handle?.set("prefill");
    }

    // A property set before this script ran would hide the accessor: hand it to the accessor.
    #upgrade() {
      for (const name of all) {
        if (Object.hasOwn(this, name)) {
          const value = this[name];
          delete this[name];
          this[name] = value;
        }
      }
    }
  }

  for (const name of attributes) {
    Object.defineProperty(SaddleRace.prototype, name, {
      get() {
        return this.getAttribute(name) ?? "";
      },
      set(value) {
        if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
      configurable: true,
      enumerable: true,
    });
  }

  // An old browser keeps the link.
  if ("adoptedStyleSheets" in Document.prototype && globalThis.WebAssembly) customElements.define(tag, SaddleRace);
})();
