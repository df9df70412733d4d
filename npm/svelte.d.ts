// `import "saddle-race/svelte"` teaches TypeScript the element in Svelte's markup (Svelte 5).
import type { HTMLAttributes } from "svelte/elements";
import type { SaddleRaceAttributes, SaddleRaceElement, SaddleRaceEventMap } from "saddle-race";

type Listeners = { [Name in keyof SaddleRaceEventMap as `on${Name}`]?: (event: SaddleRaceEventMap[Name]) => void };

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "saddle-race": HTMLAttributes<SaddleRaceElement> & SaddleRaceAttributes & Listeners;
  }
}
