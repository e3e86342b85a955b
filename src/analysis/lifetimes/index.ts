/** The door to lifetimes: what runs again and again, and what runs once. */
export { handlerAround } from "./handlers.ts";
export { type Frequency, frequencyOf, type Often } from "./frequency.ts";
