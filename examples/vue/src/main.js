import { createApp } from "vue";
import { defineSaddleRace } from "saddle-race";
import App from "./App.vue";

defineSaddleRace("/saddle/");
createApp(App).mount("#app");
