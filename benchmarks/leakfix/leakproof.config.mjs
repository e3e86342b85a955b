/** The flat config under which score.mjs judges us: one preset, named by LEAKPROOF_PRESET. */
import leakproof from "../../dist/index.js";

export default [leakproof.configs[process.env["LEAKPROOF_PRESET"] ?? "recommended"]];
