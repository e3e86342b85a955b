/** How servers say that they do not listen: a server with a port has an address that is an object. */
export const notListening = [
  "!listening",
  "!address()",
  "typeof address()=string",
  "typeof address()!=object",
] as const;
