/** Runs every test under tests/; typed lints and installs need more than vitest's five seconds. */
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["tests/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 } });
