// `import "saddle-race/react"` teaches TypeScript the element in JSX (React 19).
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { SaddleRaceAttributes, SaddleRaceElement, SaddleRaceEventMap } from "saddle-race";

type Listeners = { [Name in keyof SaddleRaceEventMap as `on${Name}`]?: (event: SaddleRaceEventMap[Name]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "saddle-race": DetailedHTMLProps<HTMLAttributes<SaddleRaceElement>, SaddleRaceElement> &
        SaddleRaceAttributes &
        Listeners;
    }
  }
}
