/** Nodemailer: transporters with a pool. Without one they close each connection after its message. */
import type { LibraryModel } from "./schema.ts";

export const nodemailer = {
  modules: ["nodemailer"],
  resources: [
    {
      name: "pooled mail transporter",
      acquire: [{ form: "createTransport()", when: [{ argument: 0, option: "pool", is: true }] }],
      release: ["_.close()"],
      // The first message opens a connection.
      opens: ["_.sendMail()"],
      lifetime: "app",
      parameter: "borrows",
      twice: "tolerated",
      limits: ["maxConnections"],
      cwe: [772, 1072],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
