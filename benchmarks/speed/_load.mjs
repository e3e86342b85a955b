import "typescript-eslint"; import "eslint"; import "@typescript-eslint/parser";
const t=process.cpuUsage(); const n=performance.now();
await import("../../dist/index.js"); const u=process.cpuUsage(t); console.log('load ms', (performance.now()-n).toFixed(0), 'cpu', (u.user+u.system)/1e3);
const k=await import("../../dist/analysis/knowledge.js"); const b=performance.now(); const kk=k.knowledgeFrom([]); console.log('knowledge', (performance.now()-b).toFixed(1));
