/** `<saddle-race>`: every attribute is a property too, a text if not said otherwise; `null` removes it. */
export interface SaddleRaceElement extends HTMLElement {
  /** Address of the event file, relative to the page. */
  get event(): string;
  set event(value: string | null | undefined);
  /** Id of the distance to show. */
  get distance(): string;
  set distance(value: string | null | undefined);
  /** Who the page belongs to; sent with the sign-up. */
  get partner(): string;
  set partner(value: string | null | undefined);
  /** Id of the desk that gets the sign-ups of this page. */
  get desk(): string;
  set desk(value: string | null | undefined);
  /** `metric` or `imperial`. */
  get units(): string;
  set units(value: string | null | undefined);
  /** `light` or `dark`. */
  get theme(): string;
  set theme(value: string | null | undefined);
  /** A moment such as `2015-08-12T12:00:00+08:00` at which the page is shown; for demos and tests. */
  get now(): string;
  set now(value: string | null | undefined);
  /** `course` or `signup`: only that part. */
  get view(): string;
  set view(value: string | null | undefined);
  /** `eager`: do not wait until the element is near the screen. */
  get loading(): string;
  set loading(value: string | null | undefined);
  /** What the form begins with: texts by the keys that a desk receives. The attribute of this name is a text. */
  get prefill(): Record<string, string> | undefined;
  set prefill(value: Record<string, string> | null | undefined);

  addEventListener<Name extends keyof SaddleRaceEventMap>(
    name: Name,
    listener: (this: SaddleRaceElement, event: SaddleRaceEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (this: SaddleRaceElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;

  removeEventListener<Name extends keyof SaddleRaceEventMap>(
    name: Name,
    listener: (this: SaddleRaceElement, event: SaddleRaceEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (this: SaddleRaceElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** Why a sign-up was not accepted. */
export type SaddleReason =
  | "refused"
  | "full"
  | "not-now"
  | "network"
  | "timeout"
  | "server-error"
  | "garbled"
  | "opaque"
  | "offline";

/** The widget's events. What a visitor typed is never in one. */
export interface SaddleRaceEventMap {
  /** The widget is mounted. */
  "saddle-ready": CustomEvent<Record<string, never>>;
  /** Another distance is shown, whoever chose it. */
  "saddle-distance": CustomEvent<{ distance: string }>;
  /** The visitor points at another place on the course, in metres from the start. */
  "saddle-cursor": CustomEvent<{ distance_m: number }>;
  /** The sign-up is about to be sent; `preventDefault()` keeps it here. */
  "saddle-submit": CustomEvent<{ desk: string; distance: string; reference: string }>;
  /** The desk has accepted the sign-up. */
  "saddle-sent": CustomEvent<{ desk: string; reference: string }>;
  /** The desk has not accepted it; or, without a desk, event file or widget did not come. */
  "saddle-error": CustomEvent<{ reason: SaddleReason | (string & {}); desk?: string; reference?: string }>;
}

/** The attributes, as they are written in a page or a template. */
export interface SaddleRaceAttributes {
  event: string;
  distance?: string;
  partner?: string;
  desk?: string;
  lang?: string;
  units?: "metric" | "imperial";
  theme?: "light" | "dark";
  now?: string;
  view?: "course" | "signup";
  loading?: "eager";
  /** What the form begins with, as the query of an address. What is known of the visitor is set as the property, on the element. */
  prefill?: string;
}

/**
 * Defines `<saddle-race>`, from a folder with the widget's files.
 *
 * @param folder Where `saddle-race copy` has put them, relative to the page; another origin must allow CORS. A slash at its end may be
 *   left out.
 * @param options `words`: a JSON file with the page's own words, relative to the page.
 * @returns The element's class; nothing on a server, and in a browser too old for it, where what stands inside the element is
 *   shown. It rejects if the files are not there; every `<saddle-race>` of the page then fires `saddle-error`.
 */
export function defineSaddleRace(
  folder: string | URL,
  options?: { words?: string | URL },
): Promise<CustomElementConstructor | undefined>;

declare global {
  interface HTMLElementTagNameMap {
    "saddle-race": SaddleRaceElement;
  }
  // The events bubble: a page may listen on the document.
  interface DocumentEventMap extends SaddleRaceEventMap {}
}
