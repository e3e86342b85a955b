/** Every rule, under the name users write. */
import { noClientPerCall } from "./no-client-per-call.ts";
import { noDoubleRelease } from "./no-double-release.ts";
import { noFloatingResource } from "./no-floating-resource.ts";
import { noHalfOpenSocket } from "./no-half-open-socket.ts";
import { noLeakOnThrow } from "./no-leak-on-throw.ts";
import { noOverwrittenResource } from "./no-overwritten-resource.ts";
import { noPartialAcquisition } from "./no-partial-acquisition.ts";
import { noReleaseOfBorrowed } from "./no-release-of-borrowed.ts";
import { noUnboundedConcurrency } from "./no-unbounded-concurrency.ts";
import { noUnprunedRegistry } from "./no-unpruned-registry.ts";
import { noUnreleasedResource } from "./no-unreleased-resource.ts";
import { noUseAfterRelease } from "./no-use-after-release.ts";
import { preferPipeline } from "./prefer-pipeline.ts";
import { preferUsing } from "./prefer-using.ts";
import { requireAwaitBeforeRelease } from "./require-await-before-release.ts";
import { requireBodyConsumption } from "./require-body-consumption.ts";
import { requireConnectionLimit } from "./require-connection-limit.ts";
import { requireConnectionReuse } from "./require-connection-reuse.ts";
import { requireFieldRelease } from "./require-field-release.ts";
import { requireIdleTimeout } from "./require-idle-timeout.ts";
import { requireShutdown } from "./require-shutdown.ts";
import { requireSuperRelease } from "./require-super-release.ts";
import { requireTimeout } from "./require-timeout.ts";

export type { RuleDocs } from "./shared/create-rule.ts";

export const rules = {
  "no-client-per-call": noClientPerCall,
  "no-double-release": noDoubleRelease,
  "no-floating-resource": noFloatingResource,
  "no-half-open-socket": noHalfOpenSocket,
  "no-leak-on-throw": noLeakOnThrow,
  "no-overwritten-resource": noOverwrittenResource,
  "no-partial-acquisition": noPartialAcquisition,
  "no-release-of-borrowed": noReleaseOfBorrowed,
  "no-unbounded-concurrency": noUnboundedConcurrency,
  "no-unpruned-registry": noUnprunedRegistry,
  "no-unreleased-resource": noUnreleasedResource,
  "no-use-after-release": noUseAfterRelease,
  "prefer-pipeline": preferPipeline,
  "prefer-using": preferUsing,
  "require-await-before-release": requireAwaitBeforeRelease,
  "require-body-consumption": requireBodyConsumption,
  "require-connection-limit": requireConnectionLimit,
  "require-connection-reuse": requireConnectionReuse,
  "require-field-release": requireFieldRelease,
  "require-idle-timeout": requireIdleTimeout,
  "require-shutdown": requireShutdown,
  "require-super-release": requireSuperRelease,
  "require-timeout": requireTimeout,
};
