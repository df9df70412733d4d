import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { defineSaddleRace } from "saddle-race";
import { App } from "./App";

defineSaddleRace("/saddle/");
createRoot(document.querySelector("#app")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
