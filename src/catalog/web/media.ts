/** Audio, video frames and positions in a browser. Media streams are left out: they end track by track. */
import type { LibraryModel } from "../schema.ts";

export const webMedia = {
  modules: ["globalThis"],
  resources: [
    {
      name: "audio context",
      types: ["AudioContext"],
      acquire: ["new AudioContext()"],
      release: ["_.close()"],
      lifetime: "class",
      unattended: true,
      twice: "throws",
      cwe: [772, 770],
      note: "suspend() keeps the device.",
      source: "memory",
    },
    {
      name: "video frame",
      types: ["VideoFrame"],
      acquire: ["new VideoFrame()"],
      release: ["_.close()"],
      twice: "tolerated",
      cwe: [401, 772],
      note: "The decoder stalls when too many are open, and garbage collection comes too late.",
      source: "memory",
    },
    {
      name: "position watch",
      acquire: ["navigator.geolocation.watchPosition()", "Geolocation.watchPosition()"],
      release: ["navigator.geolocation.clearWatch(_)", "Geolocation.clearWatch(_)"],
      lifetime: "class",
      unattended: true,
      twice: "tolerated",
      cwe: [772],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
