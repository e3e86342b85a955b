/** Methods that Node's emitters and streams declare to return `this`. */

export const emitterFluent = [
  "on",
  "once",
  "off",
  "addListener",
  "prependListener",
  "prependOnceListener",
  "removeListener",
  "removeAllListeners",
  "setMaxListeners",
] as const;

export const readableFluent = [...emitterFluent, "pause", "resume", "setEncoding", "unpipe"] as const;

export const writableFluent = [...emitterFluent, "setDefaultEncoding"] as const;

export const socketFluent = [
  ...readableFluent,
  "connect",
  "setTimeout",
  "setNoDelay",
  "setKeepAlive",
  "ref",
  "unref",
] as const;

export const serverFluent = [...emitterFluent, "listen", "ref", "unref"] as const;
