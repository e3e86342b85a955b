/** The AWS SDK's client for S3: a pool of connections for as long as it lives. */
import type { LibraryModel } from "./schema.ts";

export const awsS3 = {
  modules: ["@aws-sdk/client-s3"],
  resources: [
    {
      name: "s3 client",
      types: ["S3Client", "S3"],
      acquire: ["new S3Client()", "new S3()"],
      release: ["_.destroy()"],
      // Without a request it holds no connection.
      opens: ["_.send()"],
      lifetime: "app",
      parameter: "borrows",
      twice: "tolerated",
      cwe: [772, 1072],
      note: "Its handler keeps connections alive, fifty for each host.",
      source: "docs",
    },
  ],
} as const satisfies LibraryModel;
