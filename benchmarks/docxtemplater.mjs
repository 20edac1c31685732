// Renders a template of docxtemplater's with a context, again and again; prints milliseconds.
//   node docxtemplater.mjs TEMPLATE.docx CONTEXT.json ROUNDS     (needs: npm install docxtemplater pizzip)
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Packages are looked for in the folder the benchmark was started from.
const require = createRequire(process.cwd() + "/");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [template, contextFile, rounds] = process.argv.slice(2);
const bytes = readFileSync(template);
const context = JSON.parse(readFileSync(contextFile, "utf8"));

// A tag is an address: docxtemplater itself knows single names only.
const parser = (tag) => ({
  get: (scope) => tag.trim().split(".").reduce((at, step) => at?.[step], scope),
});

function render() {
  const document = new Docxtemplater(new PizZip(bytes), {
    delimiters: { start: "{{", end: "}}" },
    paragraphLoop: true,
    parser,
  });
  document.render(context);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

render();
const times = [];
for (let round = 0; round < Number(rounds); round++) {
  const start = process.hrtime.bigint();
  render();
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
}
times.sort((a, b) => a - b);
console.log(times[Math.floor(times.length / 2)]);
