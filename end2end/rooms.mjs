import { chromium } from "@playwright/test";
const [base, out, ids] = [process.argv[2], process.argv[3], process.argv.slice(4)];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--headless","--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"] });
const kinds = [["phone","employee","es-ES",{width:390,height:844},(id)=>`/sessions/${id}`],["desktop","manager","en-GB",{width:1280,height:800},(id)=>`/sessions/${id}`],["projector","manager","es-ES",{width:1280,height:720},(id)=>`/sessions/${id}/screen`]];
for (const [kind, who, locale, viewport, path] of kinds) {
  const ctx = await browser.newContext({ baseURL: base, locale, viewport, isMobile: kind==="phone", hasTouch: kind==="phone" });
  const page = await ctx.newPage();
  await page.goto("/sign-in");
  await page.locator("input[type=email]").fill(`${who}@respira.example`);
  await page.locator("input[type=password]").fill("espiral-demo");
  await page.locator("button[type=submit]").first().click();
  await page.waitForURL((u)=>u.pathname!=="/sign-in");
  for (let k=0;k<ids.length;k++) {
    await page.goto(path(ids[k]));
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${out}/room-${k+1}-${kind}.png` });
    await page.screenshot({ path: `${out}/full-${k+1}-${kind}.png`, fullPage: true });
  }
  await ctx.close();
}
await browser.close();
