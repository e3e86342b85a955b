/** Instances of constructor functions: what the constructor or its prototype gives them, and who ends it. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const instances: readonly Case[] = [
  {
    name: "what listens to the end of the instance ends no stream",
    code: ts`
      const fs = require("fs");
      module.exports = function (runtime) {
        function FileNode(config) {
          runtime.create(this, config);
          const node = this;
          node.spool = null;
          this.on("input", (message) => {
            if (!node.spool) {
              node.spool = fs.createWriteStream(config.path); //~ forgotten on('close')
              node.spool.on("error", (error) => node.warn(error));
            }
            node.spool.write(message.text);
          });
          this.on("close", () => {
            node.status({});
          });
        }
        runtime.register("file", FileNode);
      };`,
    extension: "cjs",
  },
  {
    name: "what listens to the end of the instance ends the stream",
    code: ts`
      const fs = require("fs");
      module.exports = function (runtime) {
        function FileNode(config) {
          runtime.create(this, config);
          const node = this;
          this.on("input", (message) => {
            node.stream = fs.createWriteStream(config.path);
            node.stream.write(message.text);
          });
          this.on("close", () => {
            if (node.stream) node.stream.end();
          });
        }
        runtime.register("file", FileNode);
      };`,
    extension: "cjs",
  },
  {
    name: "the instance tells nobody that it ends",
    code: ts`
      const fs = require("fs");
      module.exports = function (runtime) {
        function FileNode(config) {
          const node = this;
          this.on("input", () => {
            node.stream = fs.createWriteStream(config.path);
          });
        }
        runtime.register("file", FileNode);
      };`,
    extension: "cjs",
  },
  {
    name: "a method of the prototype forgets the descriptor, and drop-ins are known by what they stand for",
    code: ts`
      const fs = require("fs-extra");
      const util = require("util");
      function Store(path) {
        this.path = path;
        this.ledger = fs.openSync(path, "a"); //~ forgotten close()
        this.log = fs.createWriteStream(path + ".log");
      }
      Store.prototype.append = function (line) {
        this.log.write(line);
      };
      Store.prototype.close = function () {
        this.log.end();
      };
      new Store("data").append("ready");`,
    extension: "cjs",
  },
  {
    name: "methods of the prototype end both, one through a name and one as an argument",
    code: ts`
      const fs = require("fs");
      function Store(path) {
        this.fd = fs.openSync(path, "a");
        this.timer = setInterval(() => fs.fsyncSync(this.fd), 1000);
      }
      Object.assign(Store.prototype, {
        append(line) {
          fs.writeSync(this.fd, line);
        },
        close() {
          clearInterval(this.timer);
          const fd = this.fd;
          fs.closeSync(fd);
        },
      });
      new Store("data").append("ready");`,
    extension: "cjs",
  },
  {
    name: "a function of the file ends it for every instance",
    code: ts`
      const fs = require("fs");
      function Store(path) {
        this.log = fs.createWriteStream(path);
      }
      Store.prototype = {
        close() {
          finish(this);
        },
      };
      function finish(store) {
        store.log.end();
      }
      new Store("data").close();`,
    extension: "cjs",
  },
  {
    name: "others may add to the prototype of what is exported",
    code: ts`
      const fs = require("fs");
      function Store(path) {
        this.journal = fs.createWriteStream(path); //~ forgotten close() strict
      }
      Store.prototype.close = function () {
        console.log("closed");
      };
      module.exports = { Store };`,
    extension: "cjs",
  },
];
