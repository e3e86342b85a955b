/** Packages that export all of another module, and more: what is known of that one is known of them. */
export const standIns: Readonly<Record<string, string>> = {
  // https://github.com/jprichardson/node-fs-extra: "a drop-in replacement for native fs".
  "fs-extra": "fs",
  // https://github.com/isaacs/node-graceful-fs: "a drop-in replacement for the fs module".
  "graceful-fs": "fs",
};
