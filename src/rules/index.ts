/** Every rule, under the name users write. */
import { noDoubleRelease } from "./no-double-release.ts";
import { noFloatingResource } from "./no-floating-resource.ts";
import { noLeakOnThrow } from "./no-leak-on-throw.ts";
import { noOverwrittenResource } from "./no-overwritten-resource.ts";
import { noPartialAcquisition } from "./no-partial-acquisition.ts";
import { noReleaseOfBorrowed } from "./no-release-of-borrowed.ts";
import { noUnreleasedResource } from "./no-unreleased-resource.ts";
import { noUseAfterRelease } from "./no-use-after-release.ts";
import { preferPipeline } from "./prefer-pipeline.ts";
import { preferUsing } from "./prefer-using.ts";
import { requireAwaitBeforeRelease } from "./require-await-before-release.ts";
import { requireBodyConsumption } from "./require-body-consumption.ts";
import { requireFieldRelease } from "./require-field-release.ts";
import { requireSuperRelease } from "./require-super-release.ts";

export type { RuleDocs } from "./shared/create-rule.ts";

export const rules = {
  "no-double-release": noDoubleRelease,
  "no-floating-resource": noFloatingResource,
  "no-leak-on-throw": noLeakOnThrow,
  "no-overwritten-resource": noOverwrittenResource,
  "no-partial-acquisition": noPartialAcquisition,
  "no-release-of-borrowed": noReleaseOfBorrowed,
  "no-unreleased-resource": noUnreleasedResource,
  "no-use-after-release": noUseAfterRelease,
  "prefer-pipeline": preferPipeline,
  "prefer-using": preferUsing,
  "require-await-before-release": requireAwaitBeforeRelease,
  "require-body-consumption": requireBodyConsumption,
  "require-field-release": requireFieldRelease,
  "require-super-release": requireSuperRelease,
};
