// `import "saddle-race/vue"` teaches TypeScript the element in Vue's templates.
import type { DefineComponent } from "vue";
import type { SaddleRaceAttributes, SaddleRaceEventMap } from "saddle-race";

type Listeners = { [Name in keyof SaddleRaceEventMap]: (event: SaddleRaceEventMap[Name]) => void };

declare module "vue" {
  interface GlobalComponents {
    "saddle-race": DefineComponent<SaddleRaceAttributes, {}, {}, {}, {}, {}, {}, Listeners>;
  }
}
