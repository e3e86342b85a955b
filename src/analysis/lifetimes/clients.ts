/** What is made to live as long as the program: agents, pools, clients. */
import type { ResourceModel } from "../../catalog/index.ts";

/** Servers live as long, but serve whoever comes: one for each request is made on purpose. */
export const isOfProgram = ({ resource }: { readonly resource: ResourceModel }): boolean =>
  resource.lifetime === "app" && resource.unattended !== true;
