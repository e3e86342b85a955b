/** The door to lifetimes: what lives as long as the program, what runs again and again, and what runs once. */
export { isOfProgram } from "./clients.ts";
export { type Frequency, frequencyOf, type Often } from "./frequency.ts";
export { type Ending, endingsIn } from "./endings.ts";
export { handlerAround, occasionOf } from "./handlers.ts";
