/** What Node computes or makes without failing, and without keeping what it is given. */
import type { LibraryModel } from "../schema.ts";

export const zlib = {
  modules: ["zlib"],
  resources: [],
  harmless: ["createDeflate()", "createGunzip()", "createGzip()", "createInflate()", "createUnzip()"],
  // Compressing takes whatever it is given.
  inMemory: [
    "createBrotliCompress()",
    "createDeflate()",
    "createDeflateRaw()",
    "createGzip()",
    { form: "createZstdCompress()", since: 22 },
  ],
} as const satisfies LibraryModel;

export const crypto = {
  modules: ["crypto"],
  resources: [],
  harmless: ["createHash()", "randomBytes()", "randomUUID()"],
  gathers: ["createCipheriv()", "createDecipheriv()", "createHash()", "createHmac()", "createSign()", "createVerify()"],
} as const satisfies LibraryModel;

export const os = {
  modules: ["os"],
  resources: [],
  harmless: ["cpus()", "homedir()", "hostname()", "platform()", "tmpdir()", "totalmem()"],
} as const satisfies LibraryModel;
