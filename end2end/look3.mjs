// @ts-nocheck
import { chromium } from "@playwright/test";
import fs from "fs";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--headless","--no-sandbox","--disable-gpu","--disable-quic"] });
const base = "http://127.0.0.1:3451";
const states = {};
async function state(who){
  const f=`/tmp/look5/state-${who}.json`;
  if(fs.existsSync(f)) return f;
  const c = await b.newContext({ baseURL: base, locale: "en-GB" });
  const p = await c.newPage();
  await p.goto("/sign-in");
  await p.getByLabel("Email", { exact: true }).fill(`${who}@respira.example`);
  await p.getByLabel("Password", { exact: true }).fill("espiral-demo");
  await p.getByRole("button", { name: "Sign in", exact: true }).click();
  await p.waitForURL((u) => u.pathname !== "/sign-in");
  await c.storageState({path:f}); await c.close(); return f;
}
const probe = () => {
  const vis=e=>{const r=e.getBoundingClientRect();return r.width>0&&r.height>0&&getComputedStyle(e).visibility!=='hidden'};
  const main=document.querySelector('main')??document.body;
  const lum=s=>{const m=s.match(/[\d.]+/g);return m};
  const filled=[...main.querySelectorAll('button,a')].filter(vis).filter(e=>{const bg=getComputedStyle(e).backgroundColor;const m=/oklch\(([\d.]+) ([\d.]+)/.exec(bg); const r=/rgb\((\d+), (\d+), (\d+)\)/.exec(bg); if(m) return (+m[1]<0.6)||(+m[1]>0.6&&+m[2]>0.08&&!/\/ 0/.test(bg)); if(r) return (+r[1]+ +r[2]+ +r[3])<420; return false}).map(e=>e.innerText.trim());
  const w=document.documentElement.clientWidth;
  const out=[...main.querySelectorAll('*')].filter(vis).filter(e=>e.getBoundingClientRect().right>w+1 && ![...document.querySelectorAll('*')].some(a=>a!==e&&a.contains(e)&&['auto','scroll','hidden'].includes(getComputedStyle(a).overflowX))).slice(0,3).map(e=>e.tagName+'.'+e.className+':'+e.innerText?.slice(0,40));
  return {over:document.documentElement.scrollWidth-w, h1:[...document.querySelectorAll('h1')].map(h=>h.innerText).join('|'), filled, out, lang:document.documentElement.lang};
};
export async function open(who, lang, width, js=true){
  const s= who==='-'?undefined:await state(who);
  const d = await b.newContext({ baseURL: base, locale: lang === "es" ? "es-PE" : "en-GB", storageState: s, viewport: { width, height: 844 }, hasTouch: width < 500, isMobile: width < 500, javaScriptEnabled: js });
  const q = await d.newPage();
  q.setDefaultTimeout(6000);
  q.on('console', m=>{ if(m.type()==='error') console.log('  CONSOLE', m.text().slice(0,200))});
  q.on('pageerror', m=>console.log('  PAGEERROR', String(m).slice(0,200)));
  return q;
}
export async function shot(q,name,full=true){
  await q.waitForTimeout(300);
  await q.screenshot({ path: `/tmp/look5/${name}.png`, fullPage: full });
  let x={}; try{ x=await q.evaluate(probe)}catch(e){x={err:String(e).slice(0,80)}}
  console.log(name, q.url().replace(base,''), JSON.stringify(x));
}
export const end=()=>b.close();
if(process.argv[2]?.startsWith('[')||process.argv[2]?.endsWith('.json')){
  const shots = JSON.parse(process.argv[2].startsWith('[')?process.argv[2]:fs.readFileSync(process.argv[2]));
  for (const [who, lang, width, path, name, js] of shots) {
    const q=await open(who,lang,width,js??true);
    try{ const r=await q.goto(path); if(r.status()!==200) console.log('  STATUS',r.status()); await shot(q,name);}catch(e){console.log(name,'FAIL',String(e).slice(0,200))}
    await q.context().close();
  }
  await end();
}
