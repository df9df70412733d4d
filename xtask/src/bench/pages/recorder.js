// Runs in every measured page before anything else: observes, and answers the measurement's questions as `bench`.
(() => {
  const memories = new Set();
  const longTasks = [];
  const shifts = [];
  let largestPaint = 0;

  const observe = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe("longtask", (task) => longTasks.push([task.startTime, task.duration]));
  observe("layout-shift", (shift) => shift.hadRecentInput || shifts.push(shift.value));
  observe("largest-contentful-paint", (paint) => (largestPaint = paint.startTime));

  // The memories of all instances, which nothing else gives away.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await original.apply(WebAssembly, given);
      for (const value of Object.values((result.instance ?? result).exports)) {
        if (value instanceof WebAssembly.Memory) memories.add(value);
      }
      return result;
    };
  }

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const markTime = (name) => performance.getEntriesByName(name, "mark")[0]?.startTime;
  const files = () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];

  const lastEvent = () =>
    Math.max(
      0,
      ...files().map((file) => file.responseEnd),
      ...longTasks.map(([start, duration]) => start + duration),
      ...performance.getEntriesByType("mark").map((mark) => mark.startTime),
    );

  window.bench = {
    // Until the marks are set, the document is complete and two seconds have passed without a file, a mark or a long task.
    async quiet(marks) {
      const gone = () => performance.now();
      while (gone() < 120_000) {
        await pause(500);
        const isDone = document.readyState === "complete" && marks.every((name) => markTime(name) !== undefined);
        if (isDone && gone() - lastEvent() > 2_000) return;
      }
      throw new Error(`not quiet after two minutes; missing: ${marks.filter((name) => markTime(name) === undefined)}`);
    },
    // Scrolls from the top to the bottom as one who looks through a page, and resolves there.
    async readThrough() {
      const page = document.documentElement;
      while (scrollY + innerHeight < page.scrollHeight - 1) {
        scrollBy(0, innerHeight / 5);
        await pause(100);
      }
    },
    // Brings the form into view as soon as the profile is drawn.
    async hurryToForm() {
      while (markTime("saddle:drawn") === undefined) await pause(20);
      document.querySelector("saddle-race").shadowRoot.querySelector(".sign-up").scrollIntoView();
    },
    // Sets a mark after the frame that shows what is in the page now: a task that is posted in a frame runs when the frame is done.
    markPainted(name) {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => performance.mark(name);
        port2.postMessage(undefined);
      });
    },
    markTime,
    wasmBytes: () => sum([...memories].map((memory) => memory.buffer.byteLength)),
    blockingTime: () => sum(longTasks.map(([, duration]) => Math.max(0, duration - 50))),
    shift: () => sum(shifts),
    largestPaint: () => largestPaint,
    requests: () => files().length,
    bytes: () => sum(files().map((file) => file.encodedBodySize)),
    documentBytes: () => performance.getEntriesByType("navigation")[0].encodedBodySize,
  };
})();
