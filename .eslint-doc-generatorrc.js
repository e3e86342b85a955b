/** What the generated parts of README and rule pages show. */
export default {
  ignoreConfig: ["all"],
  configEmoji: [["untyped", "🪶"]],
};
