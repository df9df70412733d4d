import { mount } from "svelte";
import { defineSaddleRace } from "saddle-race";
import App from "./App.svelte";

defineSaddleRace("/saddle/");
mount(App, { target: document.querySelector("#app") });
